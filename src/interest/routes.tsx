import { asHolder, type House, newOnce, readOnce, type Routes, runIn, type Visit } from '../accounts/index.ts';
import { associationBySlug, sayPhone } from '../associations/index.ts';
import type { Translate } from '../lib/language.ts';
import { sayList, weekdayNames } from '../lib/say.ts';
import { errorsOf, type Typed } from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import { countIn, takeBack } from './actions.ts';
import { countedOf, countForm, settle } from './forms.ts';
import { type Interest, weekdays } from './interest.ts';
import { CountPage, OwnPage, TakeBackPage } from './pages.tsx';
import { interestOf, numberOf } from './store.ts';

const FORM = 'interest';

export function interestRoutes(routes: Routes): void {
  routes.get(urls.interest, { may: 'interest.count' }, (visit) => countPage(visit, wanted(visit)));

  routes.post(urls.interest, { may: 'interest.count', limit: 'interest' }, async (visit) => {
    const house = houseOf(visit);
    const read = settle(await visit.form(countForm(house.country)), house.country);
    if (!read.ok) return await countPage(visit, read.typed, errorsOf(visit.t, read.slips, 'intake'));
    const language = house.languages.includes(visit.language) ? visit.language : (house.languages[0] ?? 'nb');
    const once = readOnce(visit.world, read.value.once, FORM);
    const counted = { ...countedOf(read.value, house.country), run: runIn(visit.query) };
    const token = await countIn(visit, house, language, counted, once);
    return visit.redirect(to(urls.link.interest, { token }), 'interest:count.done');
  });

  routes.get(urls.link.interest, { may: 'interest.follow', limit: 'link' }, async (visit) => {
    const interest = await ownInterest(visit);
    const { world, params, today, t } = visit;
    const slug = world.houses.of(interest.association)!.slug;
    const url = world.config.PUBLIC_URL + to(urls.link.interest, params);
    const number = await numberOf(visit.tx, interest.id);
    return visit.page(<OwnPage {...{ interest, number, url, slug, today }} token={params.token} when={saySlots(t, interest.slots)} />);
  });

  routes.get(urls.link.interestWithdraw, { may: 'interest.follow', limit: 'link' }, async (visit) => {
    await ownInterest(visit);
    return visit.page(<TakeBackPage token={visit.params.token} />);
  });

  routes.post(urls.link.interestWithdraw, { may: 'interest.follow', limit: 'link' }, async (visit) => {
    const receipt = await takeBack(visit, await ownInterest(visit));
    return visit.redirect(to(urls.receipt, { receipt }));
  });
}

type Here = Visit<{ association: string }>;

function houseOf({ world, params, missing }: Here): House {
  const house = world.houses.of(params.association);
  return house?.slug === params.association ? house : missing();
}

async function countPage(visit: Here, values: Typed, errors?: Record<string, string>): Promise<Response> {
  const { slug } = houseOf(visit);
  const phone = (await associationBySlug(visit.tx, slug))?.phone;
  return visit.page(<CountPage slug={slug} phone={phone ? sayPhone(phone) : null} {...{ values, errors }} />, errors ? 422 : 200);
}

/** A finder may bring along what was looked for. */
function wanted({ world, query }: Here): Typed {
  const brought = ['kind', 'postcode'].flatMap((name) => (query.get(name) ? [[name, query.get(name)!.slice(0, 20)]] : []));
  return { ...Object.fromEntries(brought), once: newOnce(world, FORM) };
}

async function ownInterest({ tx, actor, missing }: Visit): Promise<Interest> {
  return (await interestOf(tx, asHolder(actor).object ?? '')) ?? missing();
}

/** As intake says it, which lies below. */
function saySlots(t: Translate, slots: readonly string[]): string {
  const names = weekdayNames(t.language);
  const said = (['day', 'eve'] as const).flatMap((part) => {
    const days = weekdays.flatMap((day, at) => (slots.includes(`${day}-${part}`) ? [names[at]!] : []));
    if (days.length === 0) return [];
    return [days.length === 7 ? t(`intake:slots.every-${part}`) : t(`intake:slots.${part}`, { days: sayList(days, t.language) })];
  });
  return said.join('; ');
}
