/** Reading what happened, the newest first; a page goes on where the last one ended, however much is written meanwhile. */
import type { Instant } from '../lib/day.ts';
import { sql, type Tx } from '../lib/db.ts';
import { type Act, acts } from './acts.ts';

const nouns = {
  people: 'person contact consent details role',
  'sign-in': 'session second-step identity passkey paper-codes link calendar',
  looks: '',
  intake: 'enquiry interview waiting-list interest wish readiness cards crossing',
  groups: 'draft group one-facilitator seat facilitator pledge duty heartbeat expectations',
  meetings: 'meetings meeting absence attendance theme reminders talk',
  messages: 'message reply letters',
  house: 'association directory agreement chapter venue offer offers suggestion model text words paper print-run retention',
} as const;

export type HistoryKind = keyof typeof nouns;
export const historyKinds = Object.keys(nouns) as HistoryKind[];
const looks: readonly Act[] = ['list.looked-at', 'person.looked-at', 'person.exported'];

export const actsOf = (kind: HistoryKind): readonly Act[] =>
  kind === 'looks' ? looks : acts.filter((act) => nouns[kind].split(' ').includes(act.split('.')[0]!));

export type HistoryFilter = {
  association: string;
  kind: HistoryKind | null;
  /** what she has done, and what concerns her */
  person: string | null;
  /** before this instant */
  until: Instant | null;
  /** the last entry of the page before */
  after: string | null;
};
export type Happened = {
  id: string;
  at: Instant;
  actor: string | null;
  role: string;
  act: string;
  /** what kind of thing it was done to: says which list was looked at */
  object: string;
  about: string | null;
  /** how many stood on the list */
  shown: number;
  group: string | null;
};

/** At most `most` entries that the actor may see. */
export async function happened(tx: Tx, { association, kind, person, until, after }: HistoryFilter, most: number): Promise<Happened[]> {
  return await tx
    .selectFrom('history')
    .select([
      'id',
      'at',
      'actor_id as actor',
      'actor_role as role',
      'act',
      'object_kind as object',
      'about_id as about',
      'group_id as group',
    ])
    .select(sql<number>`coalesce(cardinality(about_ids), 0)`.as('shown'))
    .where('association_id', '=', association)
    .$if(kind !== null, (query) => query.where('act', 'in', actsOf(kind!)))
    .$if(person !== null, (query) =>
      query.where((or) =>
        or.or([or('actor_id', '=', person), or('about_id', '=', person), sql<boolean>`about_ids @> array[${person}]::uuid[]`]),
      ),
    )
    .$if(until !== null, (query) => query.where('at', '<', until!))
    .$if(after !== null, (query) => query.where(sql<boolean>`(at, id) < (select h.at, h.id from history h where h.id = ${after})`))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute();
}
