/** Booking, holding and judging the interview. */
import { type Routes } from '../accounts/index.ts';
import { textInForce } from '../associations/index.ts';
import { wallOf } from '../lib/day.ts';
import { isRefusal } from '../lib/refusal.ts';
import { errorsOf, type Errors, type Typed } from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import type { Enquiry } from './enquiry.ts';
import { type EnquiryVisit, ownEnquiry, refusedPage, shown } from './enquiry-routes.tsx';
import { saySlots } from './fields.tsx';
import { bookForm, heldForm, idForm, triageForm } from './forms.ts';
import { book, type BookRefusal, cancel, hold, triage, ZONE } from './interview.ts';
import { BookPage, GuidePage, TriagePage, type Venue } from './talk-pages.tsx';
import { type Interview, interviewsOf, isBooked, triageOf } from './talks.ts';

export function talkRoutes(routes: Routes): void {
  routes.get(urls.interviewBook, { may: 'interview.book' }, async (visit) => {
    const booked = await bookedOf(visit, (await ownEnquiry(visit)).id);
    const at = booked && wallOf(booked.at, ZONE);
    const values = booked
      ? { day: at?.day, clock: at?.clock, minutes: String(booked.minutes), how: booked.how, venue: booked.venue ?? '', booked: booked.id }
      : { minutes: '30', how: 'phone' };
    return bookPage(visit, values);
  });

  routes.post(urls.interviewBook, { may: 'interview.book' }, async (visit) => {
    await ownEnquiry(visit);
    const read = await visit.form(bookForm);
    if (!read.ok) return bookPage(visit, read.typed, errorsOf(visit.t, read.slips, 'intake'));
    const venue = (await venuesOf(visit)).find((one) => one.id === read.value.venue);
    const { how } = read.value;
    if (how !== 'phone' && (!venue || venue.digital !== (how === 'video')))
      return bookPage(visit, read.typed, { venue: visit.t(`intake:slip.venue-${how}`) });
    const outcome = await book(visit, visit.params.enquiry, { ...read.value, minutes: Number(read.value.minutes) });
    if (isRefusal(outcome))
      return bookPage(visit, read.typed, { [fieldOf(outcome.refused)]: visit.t(`intake:refusal.${outcome.refused}`) });
    return visit.redirect(to(urls.enquiry, visit.params), 'intake:done.booked');
  });

  routes.post(urls.interviewCancel, { may: 'interview.book' }, async (visit) => {
    await ownEnquiry(visit);
    const read = await visit.form(idForm);
    if (!read.ok) return visit.missing();
    const outcome = await cancel(visit, visit.params.enquiry, read.value.interview);
    if (isRefusal(outcome)) return refusedPage(visit, outcome);
    return visit.redirect(to(urls.enquiry, visit.params), 'intake:done.cancelled');
  });

  routes.get(urls.interviewHold, { may: 'interview.book', unsent: true }, async (visit) => {
    const latest = await latestTalk(visit, (await ownEnquiry(visit)).id);
    return guidePage(visit, { covered: latest?.covered ?? [] }, latest);
  });

  routes.post(urls.interviewHold, { may: 'interview.book', unsent: true }, async (visit) => {
    const enquiry = await ownEnquiry(visit);
    const read = await visit.form(heldForm);
    if (!read.ok) return guidePage(visit, read.typed, await latestTalk(visit, enquiry.id), errorsOf(visit.t, read.slips, 'intake'));
    const outcome = await hold(visit, enquiry, read.value.interview, read.value.covered);
    if (isRefusal(outcome)) return refusedPage(visit, outcome);
    const next = enquiry.wants === 'group' ? urls.triage : urls.enquiry;
    return visit.redirect(to(next, visit.params), 'intake:done.held');
  });

  routes.get(urls.triage, { may: 'enquiry.triage' }, async (visit) => {
    const { enquiry, told } = await shown(visit);
    if (enquiry.wants !== 'group') return visit.missing();
    const inForce = await triageOf(visit.tx, enquiry.id);
    const values = { outcome: inForce?.outcome, again: inForce?.againOn, inForce: inForce?.id };
    return visit.page(<TriagePage id={enquiry.id} name={told.called} values={values} was={inForce?.outcome ?? null} />);
  });

  routes.post(urls.triage, { may: 'enquiry.triage' }, async (visit) => {
    const { enquiry, told } = await shown(visit);
    const inForce = await triageOf(visit.tx, enquiry.id);
    const page = (values: Typed, errors: Errors) =>
      visit.page(
        <TriagePage
          id={enquiry.id}
          name={told.called}
          values={{ ...values, inForce: inForce?.id }}
          errors={errors}
          was={inForce?.outcome ?? null}
        />,
        422,
      );
    const read = await visit.form(triageForm);
    if (!read.ok) return page(read.typed, errorsOf(visit.t, read.slips, 'intake'));
    const { outcome, again, inForce: seen } = read.value;
    const done = await triage(visit, enquiry.id, { outcome, again, seen });
    if (isRefusal(done))
      return page(read.typed, { [done.refused === 'again-when' ? 'again' : '']: visit.t(`intake:refusal.${done.refused}`) });
    return visit.redirect(outcome === 'not-a-group' ? urls.inbox : to(urls.enquiry, visit.params), 'intake:done.triaged');
  });
}

const fieldOf = (refused: BookRefusal): string => (refused === 'in-the-past' ? 'day' : '');

async function bookPage(visit: EnquiryVisit, values: Typed, errors?: Errors): Promise<Response> {
  const { enquiry, told } = await shown(visit);
  const booked = await bookedOf(visit, enquiry.id);
  const page = (
    <BookPage
      id={enquiry.id}
      name={told.called}
      values={errors ? { ...values, booked: booked?.id } : values}
      errors={errors}
      venues={await venuesOf(visit)}
      when={whenOf(visit, enquiry)}
      isMoved={booked !== undefined}
    />
  );
  return visit.page(page, errors ? 422 : 200);
}

const whenOf = (visit: EnquiryVisit, enquiry: Enquiry): string => saySlots(visit.t, enquiry.slots);

async function guidePage(visit: EnquiryVisit, values: Typed, talk: Interview | undefined, errors?: Errors): Promise<Response> {
  const { enquiry, told } = await shown(visit);
  const guide = await textInForce(visit.tx, enquiry.association, 'interview-guide', visit.language);
  const page = (
    <GuidePage id={enquiry.id} name={told.called} values={values} errors={errors} lines={guide?.lines ?? []} interview={talk?.id ?? null} />
  );
  return visit.page(page, errors ? 422 : 200);
}

const bookedOf = async (visit: EnquiryVisit, enquiry: string) => (await interviewsOf(visit.tx, [enquiry])).find(isBooked);
/** The talk that is agreed, else the last that was held. */
async function latestTalk(visit: EnquiryVisit, enquiry: string): Promise<Interview | undefined> {
  const talks = await interviewsOf(visit.tx, [enquiry]);
  return talks.find(isBooked) ?? talks.findLast((talk) => talk.heldAt);
}

const venuesOf = async ({ tx, actor }: EnquiryVisit): Promise<Venue[]> =>
  actor.kind === 'visitor'
    ? []
    : await tx
        .selectFrom('venues')
        .select(['id', 'name', 'digital'])
        .where('association_id', '=', actor.association)
        .where('closed_on', 'is', null)
        .orderBy('name')
        .execute();
