import { type Acting, asHolder, idOf, type Routes, type Visit } from '../accounts/index.ts';
import { refuse, type Refusal } from '../lib/refusal.ts';
import { errorsOf } from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import { mayRegisterPledge, maySign } from './access.ts';
import { circleOf, everyoneIn, knownOf } from './circle.ts';
import { paperForm, signForm } from './forms.ts';
import { hasSigned, textFor } from './pledge.ts';
import { registerPaper, sign } from './pledge-actions.ts';
import { PaperPage, PledgePage } from './pledge-pages.tsx';
import { pledgesInForce, signaturesOf } from './pledge-store.ts';
import type { SaidReason } from './words.ts';

/** Reading and signing the pledge: signed in, by a private link, on paper. */
export function pledgeRoutes(routes: Routes): void {
  routes.get(urls.pledgeRead, { may: 'pledge.sign' }, (visit) => pledgePage(visit, visit.params.group));
  routes.post(urls.pledgeRead, { may: 'pledge.sign' }, async (visit) => {
    const refusal = await signed(visit, visit.params.group);
    return refusal
      ? await pledgePage(visit, visit.params.group, refusal)
      : visit.redirect(to(urls.group, { group: visit.params.group }), 'groups:pledge.done');
  });

  routes.get(urls.link.pledge, { may: 'pledge.sign-by-link' }, (visit) => pledgePage(visit, groupOfLink(visit)));
  routes.post(urls.link.pledge, { may: 'pledge.sign-by-link' }, async (visit) => {
    const refusal = await signed(visit, groupOfLink(visit));
    return refusal ? await pledgePage(visit, groupOfLink(visit), refusal) : visit.redirect(here(visit), 'groups:pledge.done');
  });

  routes.get(urls.pledgePaper, { may: 'pledge.register' }, (visit) => paperPage(visit, visit.query.get('person') ?? ''));
  routes.post(urls.pledgePaper, { may: 'pledge.register' }, async (visit) => {
    const read = await visit.form(paperForm);
    const again = { typed: read.typed };
    if (!read.ok) return await paperPage(visit, String(read.typed['person'] ?? ''), { ...again, slips: errorsOf(visit.t, read.slips) });
    const refusal = await registerPaper(visit, visit.params.group, read.value.person, read.value.text);
    return refusal
      ? await paperPage(visit, read.value.person, { ...again, refusal })
      : visit.redirect(to(urls.group, visit.params), 'groups:paper.done');
  });
}

const groupOfLink = (visit: Visit<{ token: string }>): string => asHolder(visit.actor).object ?? visit.missing();
const here = (visit: Visit<{ token: string }>): string => to(urls.link.pledge, visit.params);

async function signed(visit: Visit<unknown>, group: string): Promise<Refusal<SaidReason> | undefined> {
  const promised = (await visit.submitted()).get('promise') !== null;
  const read = await visit.form(signForm);
  if (!promised) return refuse('must-promise');
  return read.ok ? await sign(visit, group, read.value.text) : refuse('text-changed');
}

async function pledgePage(visit: Visit<unknown>, id: string, refusal?: Refusal<SaidReason>): Promise<Response> {
  const { group } = await circleOf(visit, id, (tie) => maySign(tie) || tie.coordinates);
  const house = visit.world.houses.of(group.association)!;
  const inForce = await pledgesInForce(visit.tx, group.association, visit.now);
  const text = textFor(inForce, visit.language, house.languages);
  const isSigned = hasSigned(idOf(visit.actor)!, await signaturesOf(visit.tx, id), inForce);
  const isHolder = visit.actor.kind === 'holder';
  const { tie } = await circleOf(visit, id, () => true);
  return visit.page(
    <PledgePage
      text={text}
      signed={isSigned}
      readOnly={!maySign(tie)}
      action={isHolder ? visit.http.req.path : to(urls.pledgeRead, { group: id })}
      back={isHolder ? undefined : to(urls.group, { group: id })}
      refusal={refusal}
    />,
    refusal ? 422 : 200,
  );
}

type Again = { typed: object; slips?: Record<string, string>; refusal?: Refusal<SaidReason> };

async function paperPage(visit: Acting & Visit<{ group: string }>, person: string, again?: Again): Promise<Response> {
  const circle = await circleOf(visit, visit.params.group, mayRegisterPledge);
  if (!everyoneIn(circle).includes(person)) return visit.missing();
  const texts = await pledgesInForce(visit.tx, circle.group.association, visit.now);
  const { called } = await knownOf(visit, circle);
  const name = called.get(person) ?? '';
  return visit.page(<PaperPage group={circle.group} name={name} person={person} texts={texts} {...(again as object)} />, again ? 422 : 200);
}
