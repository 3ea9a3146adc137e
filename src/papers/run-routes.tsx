import { isRunCode, type Routes, type Visit } from '../accounts/index.ts';
import { countRun } from '../associations/index.ts';
import { sql } from '../lib/db.ts';
import { choice, form, optionalInteger, text } from '../lib/forms.ts';
import { type Language, languages } from '../lib/language.ts';
import { listedOffers } from '../offers/index.ts';
import { to, urls } from '../urls.ts';
import { brochurePaper, templateOf } from './brochure.ts';
import { factsOf } from './brochure-facts.ts';
import { paper } from './reply.ts';
import { NewRunPage, RunPage } from './run-pages.tsx';
import { placeAt } from './run-places.ts';
import { papers } from './run.ts';
import { makeRun, runOf, subjectsOf } from './runs.ts';

const runForm = form({ subject: text(40), language: choice(languages), place: text(80), copies: optionalInteger(1, 100_000) });

export function runRoutes(routes: Routes): void {
  routes.get(urls.runNew, { may: 'print-run.make' }, async (visit) => visit.page(<NewRunPage {...await choicesOf(visit)} />));

  routes.post(urls.runNew, { may: 'print-run.make' }, async (visit) => {
    const read = await visit.form(runForm);
    if (!read.ok) return visit.page(<NewRunPage {...await choicesOf(visit)} typed={read.typed} slips={read.slips} />, 422);
    return visit.redirect(to(urls.run, { run: await makeRun(visit, read.value) }), 'papers:notice.run-made');
  });

  routes.get(urls.run, { may: 'print-run.make' }, async (visit) => {
    const run = await runOf(visit, visit.params.run);
    return visit.page(<RunPage run={run} address={shortAddress(visit, run.code)} />);
  });

  routes.get(urls.runPaper, { may: 'print-run.make' }, async (visit) => {
    const kind = papers.find((one) => one === visit.params.paper) ?? visit.missing();
    const run = await runOf(visit, visit.params.run);
    const facts = await factsOf(visit, run, shortAddress(visit, run.code));
    return paper(visit, templateOf(kind), brochurePaper(kind, facts), `${kind}-${run.code}`);
  });

  // Nobody is asked, remembered or recognised: a number grows by one.
  routes.get(urls.short, { may: 'site.read', limit: 'link' }, async (visit) => {
    const { code } = visit.params;
    const path = isRunCode(code) ? await leadsTo(visit, code) : undefined;
    if (!path) return visit.missing();
    if (visit.http.req.method === 'GET') await countRun(visit.tx, code, 'opened');
    return visit.redirect(path);
  });
}

const shortAddress = (visit: Pick<Visit, 'world'>, code: string): string =>
  visit.world.config.PUBLIC_URL.replace(/\/$/, '') + to(urls.short, { code });

async function choicesOf(visit: Visit<unknown>) {
  const house = visit.actor.kind === 'person' ? visit.world.houses.of(visit.actor.association) : undefined;
  return { subjects: await subjectsOf(visit, visit.language), languages: house?.languages ?? languages };
}

type Led = { association_id: string; offer_id: string | null; municipality: string | null; language: Language };

/** The page of what it is about, in the paper's language; where that is listed no more, the association's. */
async function leadsTo({ tx, world }: Visit<unknown>, code: string): Promise<string | undefined> {
  const { rows } = await sql<Led>`select * from app.run_leads_to(${code})`.execute(tx);
  const house = rows[0] && world.houses.of(rows[0].association_id);
  if (!rows[0] || !house) return undefined;
  const { language, offer_id: id, municipality } = rows[0];
  const query = { lang: language, k: code };
  const place = placeAt(municipality);
  if (place) return to(urls.placeShown, { municipality: place.slug }, query);
  const offer = id ? (await listedOffers(tx, { ids: [id] }))[0] : undefined;
  return offer
    ? to(urls.offerShown, { association: house.slug, slug: offer.slug }, query)
    : to(urls.association, { association: house.slug }, query);
}
