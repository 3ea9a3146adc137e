import type { Context as HonoContext } from 'hono';
import type { VNode } from 'preact';
import type { Day, Instant } from '../lib/day.ts';
import type { Tx } from '../lib/db.ts';
import { readForm, type Read } from '../lib/forms.ts';
import type { Language, Translate } from '../lib/language.ts';
import type { Entry } from '../history/index.ts';
import type { z } from 'zod';
import { type Actor, hatOf, idOf, type Holder, type Person } from './actor.ts';
import type { World } from './world.ts';

/** Someone doing something, now: what every action is given. */
export type Acting = {
  world: World;
  /** under row-level security, as seen by `actor` */
  tx: Tx;
  actor: Actor;
  now: Instant;
  today: Day;
  requestId: string;
  /** writes history in this transaction, with actor, time and request filled in */
  record(entry: Pick<Entry, 'act' | 'object' | 'about' | 'abouts' | 'group'> & { association?: string | null }): Promise<void>;
};

/** One request: who, what, reply. */
export type Visit<Params = Record<string, string>> = Acting & {
  params: Params;
  query: URLSearchParams;
  t: Translate;
  language: Language;
  http: HonoContext;
  /** what `outside` of the route brought */
  outside: unknown;
  form<S extends Record<string, z.ZodType>>(schema: z.ZodObject<S>): Promise<Read<z.infer<z.ZodObject<S>>>>;
  submitted(): Promise<FormData>;
  /** a page in its frame; 422 for one that shows slips or a refusal */
  page(body: VNode, status?: 200 | 403 | 404 | 409 | 410 | 422): Response;
  /** draws parts in the frame of this page as it would be at `path`; they may be put together later */
  drawer(path: string): (body: VNode) => string;
  /** after a success: 303, with a sentence said once on the next page */
  redirect(path: string, notice?: string): Response;
  /** what may not be seen does not exist */
  missing(): never;
  /** makes the answer once the transaction is over: what takes its time holds nobody up in the database */
  later(make: () => Promise<Response>): Response;
  /** keeps what was written although the reply is an error, such as a counted wrong code; of a form that is not done yet, what was typed */
  keep(): void;
};

/** A request whose visit has not begun. */
export type Before = Pick<Visit, 'world' | 'http' | 'actor' | 'now' | 'query' | 'requestId'>;

/** Thrown for what is not there for this actor: answered with 404. */
export class Missing extends Error {}

export const asPerson = (actor: Actor): Person => {
  if (actor.kind !== 'person') throw new Missing();
  return actor;
};

export const asHolder = (actor: Actor): Holder => {
  if (actor.kind !== 'holder') throw new Missing();
  return actor;
};

/** The association of whoever acts; a visitor has none. */
export const associationOf = (actor: Actor): string => {
  if (actor.kind === 'visitor') throw new Missing();
  return actor.association;
};

export const recorder =
  (acting: { tx: Tx; actor: Actor; now: Instant; requestId: string }, write: (tx: Tx, entry: Entry) => Promise<void>): Acting['record'] =>
  (entry) =>
    write(acting.tx, {
      ...entry,
      at: acting.now,
      actor: idOf(acting.actor),
      role: hatOf(acting.actor),
      association: entry.association ?? (acting.actor.kind === 'visitor' ? null : acting.actor.association),
      request: acting.requestId,
    });

export { readForm };
