/** The coordinator's pages about one enquiry: see, enter, change, answer. */
import { asPerson, associationOf, type Routes, type Visit } from '../accounts/index.ts';
import { textInForce } from '../associations/index.ts';
import { wallOf } from '../lib/day.ts';
import { isRefusal, type Refusal } from '../lib/refusal.ts';
import { namesOf, whoHas } from '../people/index.ts';
import { provedFirstKeeping } from '../sign-in/index.ts';
import { errorsOf, type Errors, type Typed } from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import { answer, change, enter } from './actions.ts';
import { mayAnswer, mayTriage, type Enquiry } from './enquiry.ts';
import { EnquiryPage, type TalkLine } from './enquiry-page.tsx';
import { DetailsPage, EnterPage } from './enter-pages.tsx';
import { detailsOf } from './details.ts';
import { detailsForm, enteredForm, reachOf, settle } from './forms.ts';
import { type Host, hostOf } from './house.ts';
import { ZONE } from './interview.ts';
import { isOtherReach } from './reach.ts';
import { enquiriesOf, enquiryOf, openChapters } from './store.ts';
import { type Interview, interviewsOf, triageOf } from './talks.ts';
import { reachRows } from './reach-rows.tsx';
import { detailRows, type Told, toldBy, valuesOf } from './told.ts';

export type EnquiryVisit = Visit<{ enquiry: string }>;

export function enquiryRoutes(routes: Routes): void {
  routes.get(urls.enquiryNew, { may: 'enquiry.enter', unsent: true }, async (visit) => {
    const host = await hostOf(visit);
    return enterPage(visit, host, { wants: 'group', cameBy: 'phone', language: host.languages[0] });
  });

  routes.post(urls.enquiryNew, { may: 'enquiry.enter', unsent: true }, async (visit) => {
    const host = await hostOf(visit);
    const read = settle(await visit.form(enteredForm(host.country)), host.country, visit.today);
    if (!read.ok) return enterPage(visit, host, read.typed, errorsOf(visit.t, read.slips, 'intake'));
    const { wants, cameBy, receivedOn, language, fullName } = read.value;
    const reach = reachOf(read.value);
    const details = detailsOf(read.value, host.norwegian);
    const entered = { wants, cameBy, receivedOn, language, fullName: fullName || null, reach, details };
    const id = await enter(visit, host, entered);
    return visit.redirect(to(urls.enquiry, { enquiry: id }), 'intake:done.entered');
  });

  routes.get(urls.enquiry, { may: 'enquiry.see' }, async (visit) => enquiryPage(visit));

  routes.get(urls.enquiryDetails, { may: 'enquiry.change', unsent: true }, async (visit) => {
    const { enquiry, told } = await shown(visit);
    return visit.page(<DetailsPage id={enquiry.id} name={told.called} about={enquiry.wants} values={valuesOf(told, enquiry)} />);
  });

  routes.post(urls.enquiryDetails, { may: 'enquiry.change', unsent: true }, async (visit) => {
    const { enquiry, told } = await shown(visit);
    const host = await hostOf(visit);
    const page = (values: Typed, errors: Errors) =>
      visit.page(<DetailsPage id={enquiry.id} name={told.called} about={enquiry.wants} values={values} errors={errors} />, 422);
    const read = settle(await visit.form(detailsForm(host.country)), host.country, visit.today);
    if (!read.ok) return page(read.typed, errorsOf(visit.t, read.slips, 'intake'));
    const changed = { fullName: read.value.fullName || null, reach: reachOf(read.value), details: detailsOf(read.value, host.norwegian) };
    // Whoever is reached elsewhere is signed in from elsewhere: not from a screen that was left open.
    const moves = enquiry.person !== null && (await isOtherReach(visit, enquiry.person, changed.reach));
    const first = moves ? await provedFirstKeeping(visit, visit.http.req.path) : undefined;
    if (first) return first;
    const outcome = await change(visit, host, enquiry.id, changed);
    if (isRefusal(outcome)) return page(read.typed, { '': visit.t(`intake:refusal.${outcome.refused}`) });
    return visit.redirect(to(urls.enquiry, { enquiry: enquiry.id }), 'intake:done.changed');
  });

  routes.post(urls.enquiryAnswered, { may: 'enquiry.change' }, async (visit) => {
    await ownEnquiry(visit);
    const outcome = await answer(visit, visit.params.enquiry);
    if (isRefusal(outcome)) return refusedPage(visit, outcome);
    return visit.redirect(urls.inbox, 'intake:done.answered');
  });
}

async function enterPage(visit: Visit, host: Host, values: Typed, errors?: Errors): Promise<Response> {
  const consent = await textInForce(visit.tx, host.id, 'consent', visit.language);
  const page = <EnterPage values={values} errors={errors} consent={consent?.lines ?? []} offered={host.languages} />;
  return visit.page(page, errors ? 422 : 200);
}

export async function ownEnquiry(visit: EnquiryVisit): Promise<Enquiry> {
  const { enquiry: id } = visit.params;
  return (/^[0-9a-f-]{36}$/.test(id) && (await enquiryOf(visit.tx, id))) || visit.missing();
}

/** An enquiry whose person is still there, with what she told. */
export async function shown(visit: EnquiryVisit): Promise<{ enquiry: Enquiry; told: Told }> {
  const enquiry = await ownEnquiry(visit);
  return { enquiry, told: (await toldBy(visit, enquiry)) ?? visit.missing() };
}

/** The enquiry again, with the reason why what was asked cannot be done. */
export const refusedPage = (visit: EnquiryVisit, refusal: Refusal): Promise<Response> =>
  enquiryPage(visit, visit.t(`intake:refusal.${refusal.refused as 'is-finished'}`));

async function enquiryPage(visit: EnquiryVisit, refusal?: string): Promise<Response> {
  const { tx, t, actor, today } = visit;
  const enquiry = await ownEnquiry(visit);
  const told = await toldBy(visit, enquiry);
  const host = await hostOf(visit);
  const [talks, triage, chapters] = [
    await interviewsOf(tx, [enquiry.id]),
    await triageOf(tx, enquiry.id),
    await openChapters(tx, enquiry.association),
  ];
  const names = await namesOf(visit, [...talks.map((talk) => talk.by), ...(triage ? [triage.by] : [])]);
  const nameOf = (id: string) => names.get(id)?.called ?? null;
  await visit.record({ act: 'person.looked-at', object: ['enquiry', enquiry.id], about: enquiry.person });
  const me = asPerson(actor).id;
  const undecided = { outcome: 'group' as const, again: null, seen: null, inForce: null, by: me, today };
  const page = (
    <EnquiryPage
      {...{ id: enquiry.id, wants: enquiry.wants, cameBy: enquiry.cameBy, stage: enquiry.stage, receivedOn: enquiry.receivedOn, today }}
      name={told ? (told.fullName ?? told.called) : null}
      chapter={chapters.find((one) => one.id === enquiry.chapter)?.name ?? null}
      reach={told ? reachRows(t, told, host.country) : []}
      details={told ? detailRows(t, told, enquiry) : []}
      talks={talks.map((talk) => talkLine(talk, nameOf))}
      outcome={triage ? { outcome: triage.outcome, by: nameOf(triage.by), againOn: triage.againOn } : null}
      mayTriage={!mayTriage(enquiry, undecided)}
      mayAnswer={!mayAnswer(enquiry)}
      alike={told ? await alike(visit, enquiry, told) : []}
      refusal={refusal}
    />
  );
  return visit.page(page, refusal ? 422 : 200);
}

function talkLine(talk: Interview, nameOf: (id: string) => string | null): TalkLine {
  const state = talk.heldAt ? 'held' : talk.cancelledAt ? 'cancelled' : talk.unfitAt ? 'unfit' : 'booked';
  return { ...wallOf(talk.at, ZONE), id: talk.id, minutes: talk.minutes, how: talk.how, by: nameOf(talk.by), state };
}

/** Other enquiries of people with the same phone or e-mail, among those the coordinator sees: it may be one person twice. */
async function alike(visit: EnquiryVisit, enquiry: Enquiry, told: Told): Promise<{ id: string; name: string }[]> {
  const contacts = Object.fromEntries(told.contacts.map(({ kind, value }) => [kind, value]));
  const others = (await whoHas(visit, contacts)).filter(
    (one) => one.association === associationOf(visit.actor) && one.person !== enquiry.person,
  );
  const people = [...new Set(others.map((one) => one.person))].slice(0, 5);
  const names = await namesOf(visit, people);
  const found = await Promise.all(
    people.map(async (person) => (await enquiriesOf(visit.tx, person)).map((one) => ({ id: one.id, person }))),
  );
  return found.flat().map(({ id, person }) => ({ id, name: names.get(person)?.called ?? '' }));
}
