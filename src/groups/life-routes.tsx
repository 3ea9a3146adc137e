import type { Routes, Visit } from '../accounts/index.ts';
import type { Tx } from '../lib/db.ts';
import { isRefusal, refuse, type Refusal } from '../lib/refusal.ts';
import { errorsOf } from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import { mayChange, mayCloseIt, mayCompose, mayDecideIt, mayHandItOver, mayLeaveIt, mayNameDuties, mayStartIt } from './access.ts';
import { cancel, close, decide, handOver, merge, start } from './actions.ts';
import { calledOf, circleOf } from './circle.ts';
import { closeForm, decideForm, dutyForm, mergeForm, settingsForm } from './forms.ts';
import { dutiesOf } from './handover.ts';
import { ClosePage, DecidePage, MergePage, TurnPage } from './life-pages.tsx';
import { change, nameDuties } from './running-actions.ts';
import { DutiesPage, SettingsPage } from './running-pages.tsx';
import { inState } from './seat.ts';
import { leaveGroup } from './seat-actions.ts';
import { findModel, findVenue } from './store.ts';
import { joinable } from './list.ts';
import type { SaidReason } from './words.ts';

/** How many accompanied meetings each of these groups has held: the meetings know (they lie below). */
export type Held = (tx: Tx, groups: readonly string[]) => Promise<ReadonlyMap<string, number>>;

type OfGroup = Visit<{ group: string }>;
type Again = { typed?: object; slips?: Record<string, string>; refusal?: Refusal<SaidReason> };
const done = (visit: OfGroup, notice: string): Response => visit.redirect(to(urls.group, { group: visit.params.group }), notice);

/** The turns of a group's life after it was formed, and what it settles on its way. */
export function lifeRoutes(routes: Routes, held: Held): void {
  const turn = { start: [mayStartIt, start], cancel: [mayCompose, cancel], handover: [mayHandItOver, handOver] } as const;
  const patterns = { start: urls.groupStart, cancel: urls.groupCancel, handover: urls.handover } as const;
  const rights = { start: 'group.start', cancel: 'group.compose', handover: 'group.hand-over' } as const;
  for (const name of ['start', 'cancel', 'handover'] as const) {
    const [may, act] = turn[name];
    const page = async (visit: OfGroup, refusal?: Refusal<SaidReason>) => {
      const { group } = await circleOf(visit, visit.params.group, may);
      return visit.page(<TurnPage turn={name} group={group} refusal={refusal} />, refusal ? 422 : 200);
    };
    routes.get(patterns[name], { may: rights[name] }, (visit) => page(visit));
    routes.post(patterns[name], { may: rights[name] }, async (visit) => {
      const refusal = await act(visit, visit.params.group);
      if (refusal) return await page(visit, refusal);
      return name === 'handover' ? visit.redirect(urls.groups, 'groups:handover.done') : done(visit, `groups:${name}.done`);
    });
  }

  routes.get(urls.groupDecide, { may: 'group.decide' }, (visit) => decidePage(visit));
  routes.post(urls.groupDecide, { may: 'group.decide' }, async (visit) => {
    const read = await visit.form(decideForm);
    if (!read.ok) return await decidePage(visit, { typed: read.typed, slips: errorsOf(visit.t, read.slips) });
    const { decision, because, more } = read.value;
    const again = (refusal: Refusal<SaidReason>) => decidePage(visit, { typed: read.typed, refusal });
    if (decision === 'close' && because === null) return await again(refuse('why-closing'));
    const count = (await held(visit.tx, [visit.params.group])).get(visit.params.group) ?? 0;
    const refusal = await decide(visit, visit.params.group, { decision, because, more, held: count });
    if (refusal) return await again(refusal);
    return decision === 'close' ? visit.redirect(urls.groups, 'groups:close.done') : done(visit, 'groups:decide.done');
  });

  routes.get(urls.groupMerge, { may: 'group.compose' }, (visit) => mergePage(visit));
  routes.post(urls.groupMerge, { may: 'group.compose' }, async (visit) => {
    const read = await visit.form(mergeForm);
    if (!read.ok) return await mergePage(visit, { typed: read.typed, slips: errorsOf(visit.t, read.slips) });
    const refusal = await merge(visit, visit.params.group, read.value.into);
    return refusal
      ? await mergePage(visit, { typed: read.typed, refusal })
      : visit.redirect(to(urls.group, { group: read.value.into }), 'groups:merge.done');
  });

  routes.get(urls.groupClose, { may: 'group.close' }, (visit) => closePage(visit));
  routes.post(urls.groupClose, { may: 'group.close' }, async (visit) => {
    const read = await visit.form(closeForm);
    if (!read.ok) return await closePage(visit, { typed: read.typed, slips: errorsOf(visit.t, read.slips) });
    const refusal = await close(visit, visit.params.group, read.value.because);
    return refusal ? await closePage(visit, { typed: read.typed, refusal }) : visit.redirect(urls.groups, 'groups:close.done');
  });

  routes.get(urls.groupLeave, { may: 'seat.leave' }, async (visit) => {
    const { group } = await circleOf(visit, visit.params.group, mayLeaveIt);
    return visit.page(<TurnPage turn="leave" group={group} />);
  });
  routes.post(urls.groupLeave, { may: 'seat.leave' }, async (visit) => {
    const left = await leaveGroup(visit, visit.params.group);
    return isRefusal(left) ? visit.missing() : visit.redirect(urls.groups, 'groups:leave.done');
  });

  runningRoutes(routes);
}

function runningRoutes(routes: Routes): void {
  routes.get(urls.duties, { may: 'duty.name' }, (visit) => dutiesPage(visit));
  routes.post(urls.duties, { may: 'duty.name' }, async (visit) => {
    const read = await visit.form(dutyForm);
    if (!read.ok) return await dutiesPage(visit, { typed: read.typed, slips: errorsOf(visit.t, read.slips) });
    const refusal = await nameDuties(visit, visit.params.group, read.value);
    return refusal ? await dutiesPage(visit, { typed: read.typed, refusal }) : done(visit, 'groups:duties.done');
  });

  routes.get(urls.groupSettings, { may: 'group.change' }, (visit) => settingsPage(visit));
  routes.post(urls.groupSettings, { may: 'group.change' }, async (visit) => {
    const read = await visit.form(settingsForm);
    if (!read.ok) return await settingsPage(visit, { typed: read.typed, slips: errorsOf(visit.t, read.slips) });
    const { name, size, listed, by_head_count: byHeadCount, room } = read.value;
    const refusal = await change(visit, visit.params.group, { name, size, listed, byHeadCount, room });
    return refusal ? await settingsPage(visit, { typed: read.typed, refusal }) : done(visit, 'groups:settings.done');
  });
}

async function decidePage(visit: OfGroup, again?: Again): Promise<Response> {
  const { group } = await circleOf(visit, visit.params.group, mayDecideIt);
  const model = await findModel(visit.tx, group.model);
  return visit.page(<DecidePage group={group} afterwards={model!.afterwards} {...(again as object)} />, again ? 422 : 200);
}

async function mergePage(visit: OfGroup, again?: Again): Promise<Response> {
  const { group } = await circleOf(visit, visit.params.group, mayCompose);
  return visit.page(<MergePage group={group} others={await joinable(visit, group)} {...(again as object)} />, again ? 422 : 200);
}

async function closePage(visit: OfGroup, again?: Again): Promise<Response> {
  const { group } = await circleOf(visit, visit.params.group, mayCloseIt);
  return visit.page(<ClosePage group={group} {...(again as object)} />, again ? 422 : 200);
}

async function dutiesPage(visit: OfGroup, again?: Again): Promise<Response> {
  const { group, seats, duties } = await circleOf(visit, visit.params.group, mayNameDuties);
  const sitting = inState(seats, 'accepted');
  const names = await calledOf(
    visit,
    sitting.flatMap((seat) => seat.person ?? []),
  );
  const needed = dutiesOf((await findVenue(visit.tx, group.venue))?.digital ?? false);
  const held = Object.fromEntries(needed.map((duty) => [duty, duties.filter((one) => one.duty === duty).map((one) => one.seat)]));
  const people = sitting.map((seat) => ({ seat: seat.id, called: names.get(seat.person ?? '') ?? '' }));
  return visit.page(<DutiesPage group={group} needed={needed} people={people} held={held} {...(again as object)} />, again ? 422 : 200);
}

async function settingsPage(visit: OfGroup, again?: Again): Promise<Response> {
  const { group } = await circleOf(visit, visit.params.group, mayChange);
  const venue = await findVenue(visit.tx, group.venue);
  const room = await visit.tx.selectFrom('rooms').select('link').where('group_id', '=', group.id).executeTakeFirst();
  const isDigital = venue?.digital ?? false;
  return visit.page(
    <SettingsPage group={group} isDigital={isDigital} room={room?.link ?? null} {...(again as object)} />,
    again ? 422 : 200,
  );
}
