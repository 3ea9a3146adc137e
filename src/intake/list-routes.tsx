/** The inbox and the waiting list. */
import { associationOf, type Routes, type Visit } from '../accounts/index.ts';
import { wallOf } from '../lib/day.ts';
import { namesOf } from '../people/index.ts';
import { urls } from '../urls.ts';
import { coordinatesAll } from './access.ts';
import { type Enquiry, kinds, languageCodes, openStages, restingStages, slots, type Stage, wants } from './enquiry.ts';
import { InboxPage, type InboxRow, type Shown, shownOnes } from './inbox.tsx';
import { hostOf } from './house.ts';
import { ZONE } from './interview.ts';
import { inbox, INBOX_MOST, INBOX_PAGE, openChapters } from './store.ts';
import { againDays, type Interview, interviewsOf, isBooked } from './talks.ts';
import { countWaiting, WAITING_PAGE, waitingList } from './waiting.ts';
import { WaitingPage } from './waiting-page.tsx';

const stagesOf: Record<Shown, readonly Stage[]> = {
  open: openStages,
  resting: restingStages,
  done: ['placed', 'finished', 'withdrawn'],
};

export function listRoutes(routes: Routes): void {
  routes.get(urls.inbox, { may: 'enquiry.see' }, async (visit) => {
    const show = oneOf(shownOnes, visit.query.get('show')) ?? 'open';
    const about = oneOf(wants, visit.query.get('wants'));
    const page = Math.min(pageOf(visit), INBOX_MOST / INBOX_PAGE);
    const association = associationOf(visit.actor);
    const { enquiries, count } = await inbox(visit.tx, {
      association,
      stages: stagesOf[show],
      wants: about,
      page,
      newestFirst: show === 'done',
    });
    await visit.record({ act: 'list.looked-at', object: ['inbox', null], abouts: enquiries.flatMap((one) => one.person ?? []) });
    const rows = await rowsOf(visit, enquiries);
    return visit.page(
      <InboxPage {...{ rows, count, page, show, about }} pages={Math.ceil(Math.min(count, INBOX_MOST) / INBOX_PAGE)} today={visit.today} />,
    );
  });

  routes.get(urls.waitingList, { may: 'waiting-list.see' }, async (visit) => {
    const host = await hostOf(visit);
    const { query, tx } = visit;
    const chapters = coordinatesAll(visit.actor) ? await openChapters(tx, host.id) : [];
    const language = oneOf(languageCodes, query.get('language'));
    const chosen = {
      kind: oneOf([...kinds, 'mixed'] as const, query.get('kind')),
      chapter: chapters.find((one) => one.id === query.get('chapter'))?.id ?? null,
      area: /^\d{1,4}$/.exec(query.get('area')?.trim() ?? '')?.[0] ?? null,
      slot: oneOf(slots, query.get('slot')),
      language,
    };
    const filter = { ...chosen, association: host.id, language: language === 'nb' ? host.norwegian : language, page: pageOf(visit) };
    const count = await countWaiting(tx, filter);
    const waiting = await waitingList(tx, filter);
    const people = waiting.map((row) => row.person);
    const names = await namesOf(visit, people);
    await visit.record({ act: 'list.looked-at', object: ['waiting-list', null], abouts: people });
    const rows = waiting.map((row) => ({ ...row, name: names.get(row.person)?.fullName ?? names.get(row.person)?.called ?? '' }));
    const values = Object.fromEntries(Object.entries(chosen).map(([name, value]) => [name, value ?? '']));
    const isFiltered = Object.values(chosen).some(Boolean);
    const pages = Math.ceil(count / WAITING_PAGE);
    return visit.page(<WaitingPage {...{ rows, count, values, chapters, isFiltered, pages }} page={filter.page} today={visit.today} />);
  });
}

const oneOf = <T extends string>(options: readonly T[], value: string | null): T | null => options.find((one) => one === value) ?? null;
const pageOf = (visit: Visit): number => Math.min(Math.max(Math.trunc(Number(visit.query.get('page')) || 1), 1), 2_000);

async function rowsOf(visit: Visit, enquiries: readonly Enquiry[]): Promise<InboxRow[]> {
  const ids = enquiries.map((one) => one.id);
  const talks = Map.groupBy(await interviewsOf(visit.tx, ids), (talk) => talk.enquiry);
  const again = await againDays(visit.tx, ids);
  const people = enquiries.flatMap((one) => one.person ?? []);
  const names = await namesOf(visit, [...people, ...[...talks.values()].flat().map((talk) => talk.by)]);
  const called = (id: string | null) => (id === null ? null : (names.get(id)?.called ?? null));
  return enquiries.map((one) => ({
    id: one.id,
    wants: one.wants,
    stage: one.stage,
    receivedOn: one.receivedOn,
    name: called(one.person),
    talk: talkOf(visit, talks.get(one.id) ?? [], called),
    againOn: again.get(one.id) ?? null,
  }));
}

function talkOf({ now, actor }: Visit, talks: readonly Interview[], called: (id: string) => string | null): InboxRow['talk'] {
  const talk = talks.find(isBooked) ?? talks.findLast((one) => !one.heldAt && !one.cancelledAt);
  if (!talk) return null;
  const isMine = actor.kind === 'person' && actor.id === talk.by;
  return { ...wallOf(talk.at, ZONE), isPast: talk.at <= now, isUnfit: talk.unfitAt !== null, by: isMine ? null : called(talk.by) };
}
