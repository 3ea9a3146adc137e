/** The snake laid along a group's meetings: what each is about, also those that have been and that nobody has noted. */
import type { Acting } from '../accounts/index.ts';
import { isUnnoted, type Meeting } from './meeting.ts';
import { layOut, type Theme } from './snake.ts';
import { meetingsBefore, meetingsFrom, themesOf } from './store.ts';

/** `taken` here counts the meetings that have been, noted or not. */
export type Along = { themes: Theme[]; laid: Map<string, string>; unnoted: Meeting[] };

export async function snakeOf({ tx, today, now }: Pick<Acting, 'tx' | 'today' | 'now'>, group: string): Promise<Along> {
  const themes = await themesOf(tx, group);
  const meetings = [...(await meetingsBefore(tx, group, today)), ...(await meetingsFrom(tx, group, today))];
  const laid = layOut(themes, meetings);
  const unnoted = meetings.filter((meeting) => isUnnoted(meeting, now));
  const had = (theme: string) => unnoted.filter(({ id }) => laid.get(id) === theme).length;
  return { themes: themes.map((theme) => ({ ...theme, taken: theme.taken + had(theme.id) })), laid, unnoted };
}

/** Before the order changes: what the meetings that have been were about stays as it was. */
export async function settleThemes(acting: Acting, group: string): Promise<Theme[]> {
  const { themes, laid, unnoted } = await snakeOf(acting, group);
  for (const { id, theme } of unnoted) {
    const was = laid.get(id);
    if (theme === null && was) await acting.tx.updateTable('meetings').set({ theme_id: was }).where('id', '=', id).execute();
  }
  return themes;
}

/** What a meeting is about: what was chosen, else what the snake comes to. */
export async function themeOf({ tx }: Pick<Acting, 'tx'>, meeting: Meeting): Promise<string | null> {
  const before = await meetingsBefore(tx, meeting.group, meeting.day);
  return layOut(await themesOf(tx, meeting.group), [...before, meeting]).get(meeting.id) ?? null;
}
