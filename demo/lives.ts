/** The groups of the demonstration: one at every stage of a life. `T` is today; days are counted from it, so that it is never old. */
import { tellAbsence } from '../src/meetings/absence-actions.ts';
import { wantTalk } from '../src/meetings/care-actions.ts';
import { noteExpectations } from '../src/meetings/expectations.ts';
import { addDays, type Day } from '../src/lib/day.ts';
import type { Tx } from '../src/lib/db.ts';
import { expectations, themes } from './words.ts';
import { type Play, player } from './play.ts';
import * as story from './story.ts';

/** One group: who is in it, where and when; `tell` is its life so far. */
export type Life = {
  key: string;
  house: 'lyspunkt' | 'broen';
  chapter: 'oslo' | 'bergen' | 'trondheim' | 'randers' | null;
  venue: 'library' | 'square' | 'river' | 'screen' | 'parishHall' | null;
  kind: story.Shape['kind'];
  /** days from today to the first meeting; null: not settled */
  first: number | null;
  leads: readonly string[];
  /** of the cast; made-up people fill up the rest */
  cast?: readonly ('per' | 'pia' | 'paal' | 'petra' | 'peder' | 'pernille' | 'poul')[];
  people: number;
  size: number;
  listed?: boolean;
  tell(scene: Scene): Promise<story.Group>;
};
export type Scene = { play: Play; tx: Tx; T: Day; shape: story.Shape; before(days: number): Day };

export const FORTNIGHT = 14;

type Where = Pick<Life, 'house' | 'chapter' | 'venue' | 'kind'>;
type Who = Pick<Life, 'first' | 'leads' | 'cast' | 'people' | 'size' | 'listed'>;
const life = (key: string, where: Where, who: Who, tell: Life['tell']): Life => ({ key, ...where, ...who, tell });

export const lives: readonly Life[] = [
  life(
    'Biblioteksgruppa',
    { house: 'lyspunkt', chapter: 'bergen', venue: 'library', kind: 'patient' },
    { first: -3 * FORTNIGHT, leads: ['frida', 'finn'], cast: ['per', 'pia', 'paal'], people: 6, size: 6, listed: true },
    async ({ play, tx, T, shape, before }) => {
      const group = await story.begun(play, tx, shape);
      await story.met(group, 2);
      await play(group.leads[0]!, shape.first!, '20:00', (acting) => noteExpectations(acting, group.id, expectations.nb));
      await story.talkedOf(group, before(28), themes.nb.slice(0, 6));
      await story.stopped(group, before(20), shape.people.at(-1)!);
      await story.met(group, 1, 2);
      const [last, next] = await meetings(tx, group.id, before(FORTNIGHT), T);
      await play(group.leads[1]!, before(13), '08:30', (acting) => wantTalk(acting, last!, true));
      await play(player('paal'), before(1), '21:15', (acting) => tellAbsence(acting, next!, 'sms'));
      return group;
    },
  ),
  life(
    'Bryggegruppa',
    { house: 'lyspunkt', chapter: 'bergen', venue: 'library', kind: 'patient' },
    { first: -1 - 6 * FORTNIGHT, leads: ['frida', 'filip'], people: 6, size: 7 },
    async ({ play, tx, shape, before }) => {
      const group = await story.begun(play, tx, { ...shape, size: 6 });
      await story.met(group, 6);
      await story.talkedOf(group, before(15), themes.nb.slice(3, 9), 2);
      return group;
    },
  ),
  life(
    'Torggruppa',
    { house: 'lyspunkt', chapter: 'oslo', venue: 'square', kind: 'patient' },
    { first: -4 - 7 * FORTNIGHT, leads: ['finn', 'filip'], people: 7, size: 7 },
    async ({ play, tx, shape }) => {
      const group = await story.begun(play, tx, shape);
      await story.met(group, 8);
      return group;
    },
  ),
  life(
    'Kanalgruppa',
    { house: 'lyspunkt', chapter: 'oslo', venue: 'square', kind: 'patient' },
    { first: 16, leads: ['fatima', 'frida'], cast: ['pernille'], people: 8, size: 6 },
    async ({ play, tx, shape, before }) => {
      const group = await story.composed(play, tx, before(9), shape);
      await story.invited(group, before(8), 6);
      await story.agreed(group, before(7), shape.leads.slice(0, 1));
      await story.answered(group, before(5), 'accept', shape.people.slice(1, 4));
      await story.answered(group, before(1), 'decline', shape.people.slice(4, 6));
      return group;
    },
  ),
  life(
    'Parkgruppa',
    { house: 'lyspunkt', chapter: 'oslo', venue: 'square', kind: 'relative' },
    { first: 6, leads: ['frida', 'fredrik'], cast: ['petra'], people: 6, size: 6 },
    async ({ play, tx, shape, before }) => {
      const group = await story.composed(play, tx, before(24), shape);
      await story.invited(group, before(22), 6);
      await story.answered(group, before(18), 'accept', shape.people);
      await story.agreed(group, before(17), shape.leads);
      await story.signed(group, before(6), [...shape.people.slice(2), ...shape.leads.slice(1)]);
      await story.planned(group, before(5));
      return group;
    },
  ),
  life(
    'Elvegruppa',
    { house: 'lyspunkt', chapter: 'trondheim', venue: 'river', kind: 'patient' },
    { first: 3, leads: ['froya', 'folke'], people: 6, size: 6 },
    async ({ play, tx, shape, before }) => {
      const group = await story.composed(play, tx, before(30), shape);
      await story.invited(group, before(28), 6);
      await story.answered(group, before(25), 'accept', shape.people);
      await story.agreed(group, before(24), shape.leads);
      await story.signed(group, before(8), [...shape.people, ...shape.leads]);
      await story.planned(group, before(7));
      return group;
    },
  ),
  life(
    'Bakkegruppa',
    { house: 'lyspunkt', chapter: 'trondheim', venue: null, kind: 'relative' },
    { first: null, leads: [], people: 5, size: 6 },
    ({ play, tx, shape, before }) => story.composed(play, tx, before(4), shape),
  ),
  life(
    'Skjermgruppa',
    { house: 'lyspunkt', chapter: null, venue: 'screen', kind: 'mixed' },
    { first: -5, leads: ['fatima', 'fredrik'], people: 6, size: 8, listed: true },
    async ({ play, tx, shape }) => {
      const group = await story.begun(play, tx, { ...shape, size: 6 });
      await story.met(group, 1);
      await story.talkedOf(group, shape.first!, themes.nb.slice(5, 8), 0);
      return group;
    },
  ),
  life(
    'Havnegruppa',
    { house: 'lyspunkt', chapter: 'bergen', venue: 'library', kind: 'relative' },
    { first: -9 - 7 * FORTNIGHT, leads: ['finn', 'folke'], people: 5, size: 5 },
    async ({ play, tx, shape, before }) => {
      const group = await story.begun(play, tx, shape);
      await story.met(group, 8);
      await story.chose(group, before(9), 'self-run');
      await story.shared(group, before(8), shape.people.slice(0, 3), ['contact', 'keys', 'coffee']);
      return group;
    },
  ),
  life(
    'Fjordgruppa',
    { house: 'lyspunkt', chapter: 'bergen', venue: 'library', kind: 'patient' },
    { first: -350, leads: ['filip', 'finn'], people: 6, size: 8, listed: true },
    (scene) => ranItself(scene),
  ),
  life(
    'Nidgruppa',
    { house: 'lyspunkt', chapter: 'trondheim', venue: 'river', kind: 'patient' },
    { first: -302, leads: ['froya', 'folke'], cast: ['peder'], people: 6, size: 6 },
    (scene) => ranItself(scene),
  ),
  life(
    'Ringgruppa',
    { house: 'lyspunkt', chapter: 'oslo', venue: 'square', kind: 'patient' },
    { first: -360, leads: ['fatima', 'fredrik'], people: 5, size: 6 },
    (scene) => ranItself(scene),
  ),
  life(
    'Lindegruppa',
    { house: 'lyspunkt', chapter: 'oslo', venue: 'square', kind: 'bereaved' },
    { first: -2 - 5 * FORTNIGHT, leads: ['fatima', 'filip'], people: 4, size: 8 },
    async ({ play, tx, shape }) => {
      const group = await story.begun(play, tx, shape);
      await story.met(group, 6);
      return group;
    },
  ),
  life(
    'Tårngruppa',
    { house: 'lyspunkt', chapter: 'oslo', venue: 'square', kind: 'bereaved' },
    { first: -10 - 7 * FORTNIGHT, leads: ['fredrik', 'folke'], people: 4, size: 5 },
    async ({ play, tx, shape, before }) => {
      const group = await story.begun(play, tx, shape);
      await story.met(group, 6);
      await story.stopped(group, before(48), shape.people[3]!);
      await story.chose(group, before(38), 'merge', 6);
      return group;
    },
  ),
  life(
    'Vågsgruppa',
    { house: 'lyspunkt', chapter: 'bergen', venue: 'library', kind: 'patient' },
    { first: -12, leads: ['filip'], people: 4, size: 5 },
    async ({ play, tx, shape, before }) => {
      const group = await story.composed(play, tx, before(40), shape);
      await story.invited(group, before(38), 4);
      await story.answered(group, before(34), 'decline', shape.people.slice(0, 2));
      await story.cancelled(group, before(21));
      return group;
    },
  ),
  life(
    'Mandegruppen',
    { house: 'broen', chapter: 'randers', venue: 'parishHall', kind: 'patient' },
    { first: -5 - 26 * FORTNIGHT, leads: ['flemming', 'frede'], cast: ['poul'], people: 8, size: 8, listed: true },
    async ({ play, tx, T, shape, before }) => {
      const group = await story.begun(play, tx, shape);
      await story.met(group, 27);
      await story.talkedOf(group, before(19), themes.da, 3);
      await play(group.leads[0]!, before(5), '20:00', (acting) => noteExpectations(acting, group.id, expectations.da));
      await story.wentOn(group, T, T);
      return group;
    },
  ),
  life(
    'Ågruppen',
    { house: 'broen', chapter: 'randers', venue: 'parishHall', kind: 'relative' },
    { first: 20, leads: ['flemming', 'fie'], people: 7, size: 6 },
    async ({ play, tx, shape, before }) => {
      const group = await story.composed(play, tx, before(7), shape);
      await story.invited(group, before(6), 6);
      await story.agreed(group, before(5), shape.leads.slice(1));
      await story.answered(group, before(3), 'accept', shape.people.slice(0, 4));
      return group;
    },
  ),
];

/** Eight accompanied meetings, then on its own. */
async function ranItself({ play, tx, T, shape }: Scene): Promise<story.Group> {
  const group = await story.begun(play, tx, { ...shape, size: Math.min(shape.size, shape.people.length) });
  await story.met(group, 8);
  const last = addDays(shape.first!, 7 * FORTNIGHT);
  await story.chose(group, last, 'self-run');
  await story.shared(group, last, shape.people.slice(0, 4));
  await story.handedOver(group, last);
  await story.wentOn(group, addDays(last, 30), T);
  return group;
}

async function meetings(tx: Tx, group: string, ...days: Day[]): Promise<string[]> {
  const rows = await tx
    .selectFrom('meetings')
    .select(['id', 'day'])
    .where('group_id', '=', group)
    .where('day', 'in', days)
    .orderBy('day')
    .execute();
  return rows.map((row) => row.id);
}
