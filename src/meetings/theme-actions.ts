/** The snake's verbs: put a theme on it, change the order, choose one for a meeting, be done with it. */
import type { Acting } from '../accounts/index.ts';
import { Missing } from '../accounts/index.ts';
import { type Circle, holdCircle, isOver } from '../groups/index.ts';
import { newId } from '../lib/ids.ts';
import { type Refusal, refuse } from '../lib/refusal.ts';
import { mayChooseTheme, mayRaiseTheme } from './access.ts';
import { settleThemes } from './along.ts';
import { holdMeeting } from './meeting-actions.ts';
import { isHeld, type MeetingReason } from './meeting.ts';
import { isDone, moved, openThemes, type Theme } from './snake.ts';
import { themesOf } from './store.ts';

export type ThemeRefusal = Refusal<'is-over' | 'too-many-themes' | 'theme-done'>;
export type ThemeAct = 'up' | 'down' | 'first' | 'done' | 'again' | 'remove' | 'longer' | 'shorter';

/** Longer than this nobody has an overview any more. */
const most = 40;
const longest = 12;

/** What came up and was not reached. It stands last; nobody sees who put it there. */
export async function raiseTheme(acting: Acting, id: string, title: string): Promise<ThemeRefusal | undefined> {
  const { tx, today, record } = acting;
  const { group } = await holdCircle(acting, id, mayRaiseTheme);
  if (isOver(group)) return refuse('is-over');
  const themes = await themesOf(tx, id);
  if (openThemes(themes).length >= most) return refuse('too-many-themes', { count: most });
  const theme = newId();
  const position = Math.max(0, ...themes.map((one) => one.position)) + 1;
  const row = { id: theme, association_id: group.association, group_id: id, title, position, raised_on: today };
  await tx.insertInto('themes').values(row).execute();
  await record({ act: 'theme.raised', object: ['theme', theme], group: id, association: group.association });
  return undefined;
}

/** One step with one theme. */
export async function changeTheme(acting: Acting, id: string, theme: string, act: ThemeAct): Promise<void> {
  const circle = await holdCircle(acting, id, mayChooseTheme);
  const themes = await settleThemes(acting, id);
  const one = themes.find((each) => each.id === theme);
  if (!one) throw new Missing();
  if (act === 'up' || act === 'down' || act === 'first') return await arrange(acting, circle, themes, one, act);
  await acting.tx
    .updateTable('themes')
    .set(changeOf(one, act, acting, themes))
    .where('id', '=', theme)
    .execute();
  if (act === 'remove' || act === 'done') await forget(acting, theme);
  const said = {
    done: 'theme.done',
    remove: 'theme.removed',
    again: 'theme.ordered',
    longer: 'theme.ordered',
    shorter: 'theme.ordered',
  } as const;
  await acting.record({ act: said[act], object: ['theme', theme], group: id, association: circle.group.association });
}

function changeOf(one: Theme, act: 'done' | 'again' | 'remove' | 'longer' | 'shorter', { today, now }: Acting, themes: readonly Theme[]) {
  if (act === 'done') return { done_on: today };
  if (act === 'remove') return { removed_at: now };
  // It comes back at the end, with one meeting more than it has had.
  if (act === 'again')
    return { done_on: null, position: Math.max(...themes.map((each) => each.position)) + 1, meetings_planned: one.taken + 1 };
  const planned = act === 'longer' ? one.planned + 1 : one.planned - 1;
  return { meetings_planned: Math.min(Math.max(planned, one.taken + 1, 1), longest) };
}

/** A theme that is done or gone is not waited for at a meeting ahead. */
async function forget({ tx, now }: Acting, theme: string): Promise<void> {
  const ahead = tx.updateTable('meetings').set({ theme_id: null }).where('theme_id', '=', theme).where('held_at', 'is', null);
  await ahead.where('starts_at', '>', now).execute();
}

async function arrange(
  { tx, record }: Acting,
  { group }: Circle,
  themes: readonly Theme[],
  one: Theme,
  step: 'up' | 'down' | 'first',
): Promise<void> {
  const open = openThemes(themes);
  const order = moved(
    open.map(({ id }) => id),
    one.id,
    step,
  );
  for (const [at, id] of order.entries()) {
    const stands = open.find((each) => each.id === id)?.position;
    if (stands !== at + 1)
      await tx
        .updateTable('themes')
        .set({ position: at + 1 })
        .where('id', '=', id)
        .execute();
  }
  await record({ act: 'theme.ordered', object: ['theme', one.id], group: group.id, association: group.association });
}

/** What a meeting is about; null: not settled. */
export async function chooseTheme(
  acting: Acting,
  id: string,
  theme: string | null,
): Promise<Refusal<MeetingReason | 'theme-done'> | undefined> {
  const { meeting, circle } = await holdMeeting(acting, id, mayChooseTheme);
  if (isHeld(meeting)) return refuse('was-held');
  const one = theme === null ? null : (await themesOf(acting.tx, meeting.group)).find((each) => each.id === theme);
  if (one === undefined) throw new Missing();
  if (one && isDone(one)) return refuse('theme-done');
  await acting.tx.updateTable('meetings').set({ theme_id: theme }).where('id', '=', id).execute();
  await acting.record({ act: 'theme.chosen', object: ['meeting', id], group: meeting.group, association: circle.group.association });
  return undefined;
}
