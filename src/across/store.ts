/** All SQL of agreements, cards and requests. Of another association's people there is nothing to read but app.cards_for. */
import type { Instant } from '../lib/day.ts';
import { sql, type Tx } from '../lib/db.ts';
import type { Agreement, RequestState } from './agreement.ts';
import type { Bands, Card, Waiting } from './card.ts';

/** Those the actor may see, the newest first. */
export async function agreementsOf(tx: Tx, only?: string): Promise<Agreement[]> {
  const rows = await tx
    .selectFrom('agreements')
    .select(['id', 'umbrella_id as umbrella', 'name', 'diagnosis', 'started_at as startedAt'])
    .$if(only !== undefined, (query) => query.where('id', '=', only!))
    .orderBy('started_at', 'desc')
    .execute();
  const members = await tx
    .selectFrom('agreement_members')
    .select(['agreement_id as agreement', 'association_id as association', 'agreed_at as agreedAt', 'ended_at as endedAt'])
    .orderBy('association_id')
    .execute();
  const by = Map.groupBy(members, (one) => one.agreement);
  return rows.map((row) => ({
    ...row,
    members: (by.get(row.id) ?? []).map(({ association, agreedAt, endedAt }) => ({ association, agreedAt, endedAt })),
  }));
}

type Row = Waiting & { enquiry: string };

/** Those of one association who wait and could be shown: they have said what it is about and when, and do not ask for their own sex only. */
export async function toShare(tx: Tx, association: string, diagnosis: string | null): Promise<Row[]> {
  const rows = await tx
    .selectFrom('enquiries')
    .select(['id as enquiry', 'kind', 'mixed_ok as mixedOk', 'phase', 'birth_year as born', 'languages', 'slots', 'postcode'])
    .select(['max_km as maxKm', 'digital_ok as digitalOk', 'received_on as since'])
    .where('association_id', '=', association)
    .where('stage', '=', sql.lit('waiting'))
    .where('came_by', '<>', 'across')
    .where('kind', 'is not', null)
    .where('same_sex', '=', false)
    .where(sql<boolean>`slots <> '{}'`)
    .$if(diagnosis !== null, (query) => query.where('diagnosis', '=', diagnosis))
    .orderBy('received_on')
    .orderBy('id')
    .limit(MOST_CARDS)
    .execute();
  return rows.map((row) => ({ ...row, kind: row.kind! }));
}
/** Small pools are what this is for. */
export const MOST_CARDS = 200;

/** New cards in place of the old: an id tells nothing of who was behind another one yesterday. */
export async function putCards(
  tx: Tx,
  where: { agreement: string; association: string; at: Instant },
  cards: readonly (Bands & { id: string; enquiry: string })[],
) {
  const { agreement, association, at } = where;
  await tx.deleteFrom('shared_cards').where('agreement_id', '=', agreement).where('association_id', '=', association).execute();
  if (cards.length === 0) return;
  const rows = cards.map(({ id, enquiry, mixedOk, maxKm, digitalOk, ...bands }) => ({
    ...bands,
    id,
    agreement_id: agreement,
    association_id: association,
    enquiry_id: enquiry,
    mixed_ok: mixedOk,
    max_km: maxKm,
    digital_ok: digitalOk,
    shared_at: at,
  }));
  await tx
    .insertInto('shared_cards')
    .values(rows as never)
    .execute();
}

export async function cardsFor(tx: Tx, agreement: string): Promise<Card[]> {
  const { rows } =
    await sql<Card>`select id, association_id as association, kind, mixed_ok as "mixedOk", phase, decade, place, latitude, longitude, languages,
    slots, max_km as "maxKm", digital_ok as "digitalOk", waited from app.cards_for(${agreement})`.execute(tx);
  return rows;
}

/** When the association last showed its own. */
export async function sharedAt(tx: Tx, agreement: string, association: string): Promise<Instant | null> {
  const row = await tx
    .selectFrom('shared_cards')
    .select('shared_at')
    .where('agreement_id', '=', agreement)
    .where('association_id', '=', association)
    .orderBy('shared_at', 'desc')
    .executeTakeFirst();
  return row?.shared_at ?? null;
}

export type Crossing = {
  id: string;
  agreement: string;
  association: string;
  model: string;
  venue: string;
  slot: string;
  kind: 'patient' | 'relative' | 'bereaved' | 'mixed';
  language: string;
  ownPeople: string[];
  leaders: string[];
  group: string | null;
};
export type NewCrossing = Omit<Crossing, 'group'> & { madeBy: string; madeAt: Instant };

export async function addCrossing(tx: Tx, one: NewCrossing): Promise<void> {
  const { id, agreement, association, model, venue, slot, kind, language, ownPeople, leaders, madeBy, madeAt } = one;
  await tx
    .insertInto('crossings')
    .values({
      id,
      slot,
      kind,
      language,
      leaders,
      agreement_id: agreement,
      association_id: association,
      model_id: model,
      venue_id: venue,
      own_people: ownPeople,
      made_by: madeBy,
      made_at: madeAt,
    })
    .execute();
}

export async function crossingsOf(tx: Tx, where: { agreement?: string; id?: string }): Promise<Crossing[]> {
  return await tx
    .selectFrom('crossings')
    .select(['id', 'agreement_id as agreement', 'association_id as association', 'model_id as model', 'venue_id as venue', 'slot', 'kind'])
    .select(['language', 'own_people as ownPeople', 'leaders', 'group_id as group'])
    .$if(where.agreement !== undefined, (query) => query.where('agreement_id', '=', where.agreement!))
    .$if(where.id !== undefined, (query) => query.where('id', '=', where.id!))
    .orderBy('made_at', 'desc')
    .execute();
}

/** What the host sees of those it has asked for. */
export type Asked = {
  id: string;
  association: string;
  state: RequestState;
  kind: Bands['kind'] | null;
  decade: number | null;
  place: string | null;
  guest: string | null;
};
export async function askedFor(tx: Tx, crossing: string): Promise<Asked[]> {
  const { rows } = await sql<Asked>`select id, association_id as association, state, kind, decade, place, guest_enquiry_id as guest
    from app.requests_for(${crossing})`.execute(tx);
  return rows;
}

/** What her own association sees of who is asked for, and what she sees of it herself. */
export type Request = {
  id: string;
  association: string;
  enquiry: string | null;
  person: string | null;
  state: RequestState;
  askedAt: Instant;
};
export async function requestsAt(tx: Tx, where: { association?: string; id?: string }): Promise<Request[]> {
  const { rows } = await sql<Request>`select r.id, r.association_id as association, r.enquiry_id as enquiry, e.person_id as person,
      app.request_state(r) as state, r.asked_at as "askedAt"
    from crossing_requests r left join enquiries e on e.id = r.enquiry_id
    where (${where.association ?? null}::uuid is null or r.association_id = ${where.association ?? null}) and (${where.id ?? null}::uuid is null or r.id = ${where.id ?? null})
    order by r.asked_at, r.id`.execute(tx);
  return rows;
}

export type Told = {
  host: string;
  kind: Crossing['kind'];
  slot: string;
  language: string;
  place: string | null;
  digital: boolean;
  started: boolean | null;
};
export async function toldOf(tx: Tx, request: string): Promise<Told | undefined> {
  const { rows } =
    await sql<Told>`select association_id as host, kind, slot, language, place, digital, started from app.crossing_of(${request})`.execute(
      tx,
    );
  return rows[0];
}

/** One of the functions that write; whether it did. */
export async function did(tx: Tx, act: ReturnType<typeof sql<{ done: boolean }>>): Promise<boolean> {
  return (await act.execute(tx)).rows[0]?.done === true;
}
