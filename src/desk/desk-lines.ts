/** What waits for whoever coordinates or administers, each a sentence with its one act, the oldest first. */
import { type Acting, asPerson, hasRole } from '../accounts/index.ts';
import { draftsDue } from '../board/index.ts';
import { type GroupDue, groupsDue } from '../groups/index.ts';
import { type IntakeDue, intakeDue, type TalkToday, talksToday } from '../intake/index.ts';
import { type Day, daysBetween, dayOf, zone } from '../lib/day.ts';
import type { Translate } from '../lib/language.ts';
import { sayClock } from '../lib/say.ts';
import { talksDue, type TalkDue } from '../meetings/index.ts';
import { type AcrossDue, acrossDue } from '../across/index.ts';
import { suggestionsDue } from '../exchange/index.ts';
import { signalsDue } from '../signals/index.ts';
import { type MessageDue, messagesDue } from '../messages/index.ts';
import { retentionHeldSince, retentionSilentSince } from '../people/index.ts';
import { to, urls } from '../urls.ts';

export type Line = {
  /** lines of the same kind stand together, under `desk:together.<kind>` or the words for many */
  kind: string;
  text: string;
  since: Day;
  /** needs somebody today */
  isNow: boolean;
  act: string;
  href: string;
  /** the act is done with the press */
  posts?: boolean;
};

const OSLO = zone('Europe/Oslo');
/** Days that anyone may wait for a first answer, as in the inbox. */
const PATIENCE = 3;
/** So many groups with the same need are named; more become one line. */
const NAMED = 12;

export async function deskLines(acting: Acting, t: Translate): Promise<Line[]> {
  const { actor, tx, now, today } = acting;
  if (!hasRole(asPerson(actor), 'administrator', 'coordinator')) return [];
  const administers = hasRole(actor, 'administrator');
  const held = administers ? await retentionHeldSince(tx, now) : null;
  const silent = administers && !held ? await retentionSilentSince(tx, now) : null;
  const lines = [
    ...(await intakeDue(acting)).map((due) => intakeLine(t, due, today)),
    ...inGroups(await groupsDue(acting)).map((due) => groupLine(t, due)),
    ...(await messagesDue(acting)).map((due) => messageLine(t, due)),
    ...(await talksDue(acting)).map((talk) => careLine(t, talk)),
    ...(await signalsDue(acting, t)).map((due) => ({ ...due, kind: 'signal', isNow: false })),
    ...(await acrossDue(acting)).map((due) => acrossLine(t, due)),
    ...(await suggestionsDue(acting, t)).map((due) => ({ ...due, kind: 'suggestion', isNow: false })),
    ...(await draftsDue(acting)).map(({ count, since, about }) => draftLine(t, count, since, about)),
    ...(held ? [nightLine(t, 'retention-held', dayOf(held, OSLO))] : []),
    ...(silent ? [nightLine(t, 'retention', dayOf(silent, OSLO))] : []),
  ];
  const talks = (await talksToday(acting)).map((talk) => talkLine(t, talk, today));
  return [...talks, ...lines.toSorted((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0))];
}

function talkLine(t: Translate, { enquiry, name, clock }: TalkToday, today: Day): Line {
  const text = t('desk:due.talk-today', { name, clock: sayClock(clock, t.language) });
  return { kind: 'talk-today', text, since: today, isNow: true, act: t('desk:act.open'), href: to(urls.enquiry, { enquiry }) };
}

function draftLine(t: Translate, count: number, since: Day, about: string | undefined): Line {
  const href = about === undefined ? urls.drafts : to(urls.draft, { draft: about });
  return { kind: 'draft', text: t('board:due', { count }), since, isNow: false, act: t('desk:act.go-on'), href };
}

function acrossLine(t: Translate, { what, count, since, about }: AcrossDue): Line {
  const one = what === 'request' ? urls.crossingRequest : urls.agreement;
  const href = about === undefined ? urls.agreements : to(one as '/:agreement/:request', { agreement: about, request: about });
  return { kind: `across-${what}`, text: t(`across:due.${what}`, { count }), since, isNow: true, act: t('desk:act.answer'), href };
}

type Way = { act: 'see' | 'book' | 'answer' | 'note' | 'triage' | 'ask' | 'go-on'; one: string; many: string };
const inbox = (wants: string) => to(urls.inbox, {}, { wants });
const intakeWays: Record<IntakeDue['what'], Way> = {
  'wants-group': { act: 'book', one: urls.interviewBook, many: inbox('group') },
  'wants-talk': { act: 'answer', one: urls.enquiry, many: inbox('talk') },
  'wants-help': { act: 'answer', one: urls.enquiry, many: inbox('help') },
  'wants-represent': { act: 'answer', one: urls.enquiry, many: inbox('represent') },
  'talk-not-held': { act: 'note', one: urls.enquiry, many: urls.inbox },
  'to-triage': { act: 'triage', one: urls.triage, many: urls.inbox },
  'ask-again': { act: 'ask', one: urls.enquiry, many: to(urls.inbox, {}, { show: 'resting' }) },
  import: { act: 'go-on', one: urls.import, many: urls.imports },
  twice: { act: 'see', one: urls.enquiry, many: urls.inbox },
};

function intakeLine(t: Translate, { what, count, since, about }: IntakeDue, today: Day): Line {
  const { act, one, many } = intakeWays[what];
  const href = about === undefined ? many : to(one as '/:enquiry/:import', { enquiry: about, import: about });
  const isNow =
    what === 'talk-not-held' || what === 'to-triage' || what === 'ask-again' || what === 'twice' || daysBetween(since, today) >= PATIENCE;
  return { kind: what, text: t(`desk:due.${what}`, { count }), since, isNow, act: t(`desk:act.${act}`), href };
}

type Summed = Omit<GroupDue, 'name'> & { name?: string };

/** Many groups with the same need are one line, with the oldest day of them. */
function inGroups(all: readonly GroupDue[]): Summed[] {
  return [...Map.groupBy(all, (due) => due.what)].flatMap(([what, some]): Summed[] =>
    some.length <= NAMED
      ? some
      : [
          {
            what,
            count: some.length,
            since: some.reduce((a, b) => (a.since < b.since ? a : b)).since,
            isNow: some.some((one) => one.isNow),
          },
        ],
  );
}

const groupWays: Record<GroupDue['what'], readonly [act: 'choose' | 'see' | 'ask' | 'start' | 'call', page: string]> = {
  facilitators: ['choose', urls.groupFacilitators],
  declined: ['choose', urls.groupFacilitators],
  lost: ['choose', urls.groupFacilitators],
  venue: ['see', urls.group],
  ask: ['ask', urls.groupInvite],
  answers: ['see', urls.group],
  pledges: ['see', urls.group],
  start: ['start', urls.groupStart],
  decision: ['see', urls.groupDecide],
  merge: ['choose', urls.groupMerge],
  heartbeat: ['call', urls.heartbeatAnswer],
  'heartbeat-no': ['see', urls.group],
};

function groupLine(t: Translate, { what, count, since, about, name, isNow }: Summed): Line {
  const [act, page] = groupWays[what];
  if (about === undefined || name === undefined)
    return {
      kind: `group-${what}`,
      text: t(`desk:groups-due.${what}`, { count }),
      since,
      isNow,
      act: t('desk:act.see'),
      href: urls.groups,
    };
  return {
    kind: `group-${what}`,
    text: t(`desk:group-due.${what}`, { name, count }),
    since,
    isNow,
    act: t(`desk:act.${act}`),
    href: to(page as '/:group', { group: about }),
  };
}

const messageWays: Record<MessageDue['what'], readonly [act: 'print' | 'call' | 'see' | 'read', href: string]> = {
  letters: ['print', urls.papers],
  calls: ['call', to(urls.outbox, {}, { show: 'to-do', way: 'call' })],
  failed: ['see', to(urls.outbox, {}, { show: 'failed' })],
  held: ['see', to(urls.outbox, {}, { show: 'held' })],
  replies: ['read', urls.replies],
};

function messageLine(t: Translate, { what, count, since }: MessageDue): Line {
  const [act, href] = messageWays[what];
  return {
    kind: `message-${what}`,
    text: t(`outbox:to-do.${what}`, { count }),
    since,
    isNow: what === 'failed' || what === 'replies',
    act: t(`desk:act.${act}`),
    href,
  };
}

const careLine = (t: Translate, { id, name, since }: TalkDue): Line => ({
  kind: 'talk-wanted',
  text: t('desk:due.talk-wanted', { name }),
  since,
  isNow: true,
  act: t('desk:act.talked'),
  href: to(urls.talkHad, { talk: id }),
  posts: true,
});

const nightLine = (t: Translate, what: 'retention' | 'retention-held', since: Day): Line => ({
  kind: what,
  text: t(`desk:due.${what}`),
  since,
  isNow: true,
  act: t('desk:act.history'),
  href: urls.history,
});
