/** Taking in a list of waiting people: read, corrected, looked over, then stored as a whole. */
import { type Acting, asPerson } from '../accounts/index.ts';
import { sql, type Tx } from '../lib/db.ts';
import { newId } from '../lib/ids.ts';
import { type Refusal, refuse } from '../lib/refusal.ts';
import { readSheet, type SheetLimits, type SheetReason, usualLimits } from '../lib/sheet/index.ts';
import { send } from '../messages/index.ts';
import { addPerson, keysOf, sealFor } from '../people/index.ts';
import { chapterFor } from './access.ts';
import { whoIsHere } from './here.ts';
import type { Host } from './house.ts';
import {
  asMapping,
  asWish,
  guessColumns,
  type ImportRead,
  type ImportRow,
  type Mapping,
  readRows,
  type WaitingPersonDraft,
} from './import/index.ts';
import type { Details } from './details.ts';
import { rememberedMapping, rememberMapping, setMapping, setStored, stage, type Staged, stagedOf } from './staged.ts';
import { addEnquiry, chapterAt } from './store.ts';

/** A list that takes longer than ten seconds to store is better sent in two. */
export const importLimits: SheetLimits = { ...usualLimits, rows: 2_000, bytes: 5_000_000 };

const contextOf = ({ today }: Pick<Acting, 'today'>, host: Host) => ({
  country: host.country,
  today,
  defaultLanguage: host.languages[0] ?? 'nb',
});

/** Reads an uploaded file and keeps it, sealed, for its owner to look over. */
export async function takeIn(acting: Acting, host: Host, bytes: Uint8Array): Promise<string | Refusal<SheetReason>> {
  const read = readSheet(bytes, importLimits);
  if (!read.ok) return refuse(read.reason);
  const columns = guessColumns(read.rows, contextOf(acting, host));
  const known = await rememberedMapping(acting.tx, host.id, columns.fingerprint);
  const mapping = known ? asMapping(known) : columns.mapping;
  const owner = { association: host.id, id: asPerson(acting.actor).id };
  const sheet = { rows: read.rows, warnings: read.warnings, sheet: read.sheet ?? null };
  const id = await stage(acting, owner, sheet, { ...columns, mapping });
  await acting.record({ act: 'waiting-list.uploaded', object: ['import', id] });
  return id;
}

/** The columns as they are understood now, with the examples to correct them by. */
export const columnsOf = (acting: Acting, host: Host, staged: Staged) => guessColumns(staged.rows, contextOf(acting, host));

/** Keeps how the columns were corrected, for this list and for the next one like it. */
export async function correct(acting: Acting, host: Host, staged: Staged, mapping: Mapping): Promise<void> {
  await setMapping(acting.tx, staged.id, mapping);
  await rememberMapping(acting, host.id, staged.fingerprint, mapping);
  await acting.record({ act: 'waiting-list.corrected', object: ['import', staged.id] });
}

export type Looked = ImportRead & { here: Map<ImportRow, string>; fresh: Extract<ImportRow, { verdict: 'readable' }>[] };

/** Every row as it would be taken in: new, here already, or not readable. Nothing is stored. */
export async function look(acting: Acting, host: Host, staged: Staged): Promise<Looked> {
  const read = readRows(staged.rows, staged.mapping, { ...contextOf(acting, host), headingLine: staged.headingLine });
  const readable = read.rows.filter((row) => row.verdict === 'readable');
  const found = await whoIsHere(
    acting,
    host.id,
    readable.map((row) => row.person),
  );
  const here = new Map<ImportRow, string>(
    readable.flatMap((row) => (found.has(row.person) ? [[row, found.get(row.person)!] as const] : [])),
  );
  return { ...read, here, fresh: readable.filter((row) => !here.has(row)) };
}

export type StoreRefusal = 'is-stored';

/** Stores everyone who is new, in this one transaction. Sent twice, or with the same list again, nobody is here twice. */
export async function storeList(
  acting: Acting,
  host: Host,
  id: string,
  wish: { lines: ReadonlySet<number>; tell: boolean },
): Promise<number | Refusal<StoreRefusal> | undefined> {
  const { tx } = acting;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`import ${host.id}`}, 0))`.execute(tx);
  const staged = await stagedOf(acting, id, true);
  if (!staged) return undefined;
  if (staged.storedCount !== null) return refuse('is-stored');
  const { fresh } = await look(acting, host, staged);
  const chapters = chapterKeeper(tx, host);
  for (const row of fresh) {
    const proposed = row.proposedWish !== null && wish.lines.has(row.line) ? asWish(row.proposedWish) : null;
    const enquiry = await storeOne(acting, host, row.person, proposed, chapterFor(acting.actor, await chapters(row.person.postcode)));
    if (wish.tell) await tell(acting, host, enquiry);
  }
  await setStored(acting, id, fresh.length);
  await acting.record({ act: 'waiting-list.imported', object: ['import', id] });
  return fresh.length;
}

function chapterKeeper(tx: Tx, host: Host): (postcode: string | null) => Promise<string | null> {
  const known = new Map<string | null, string | null>();
  return async (postcode) => {
    if (!known.has(postcode)) known.set(postcode, await chapterAt(tx, host.id, host.country, postcode));
    return known.get(postcode) ?? null;
  };
}

type Stored = { id: string; person: string };

async function storeOne(
  acting: Acting,
  host: Host,
  draft: WaitingPersonDraft,
  wish: string | null,
  chapter: string | null,
): Promise<Stored> {
  const [id, person] = [newId(), newId()];
  const address = draft.address && [draft.address, [draft.postcode, draft.place].filter(Boolean).join(' ')].filter(Boolean).join('\n');
  await addPerson(acting, {
    id: person,
    association: host.id,
    chapter,
    called: draft.givenName,
    fullName: draft.name,
    language: host.languages.includes(draft.language) ? draft.language : (host.languages[0] ?? 'nb'),
    reachBy: reachBy(draft),
    contacts: { phone: draft.phone, email: draft.email, address },
    consent: { version: '', by: 'import' },
  });
  const key = wish ? (await keysOf(acting, [person])).get(person) : undefined;
  const sealed = key && wish ? sealFor(key, { table: 'enquiries', column: 'wish', row: id }, wish) : null;
  const row = {
    id,
    association: host.id,
    chapter,
    person,
    wants: 'group' as const,
    cameBy: 'import' as const,
    receivedOn: draft.since ?? acting.today,
  };
  await addEnquiry(acting.tx, host.country, row, detailsOf(draft), sealed);
  return { id, person };
}

function reachBy(draft: WaitingPersonDraft): 'sms' | 'email' | 'phone' | 'post' {
  if (draft.needs.includes('letter') && draft.address) return 'post';
  if (draft.phone) return draft.needs.includes('no-computer') ? 'phone' : 'sms';
  return draft.email ? 'email' : 'post';
}

const detailsOf = (draft: WaitingPersonDraft): Details => ({
  kind: draft.kind,
  postcode: draft.postcode,
  slots: draft.slots,
  birthYear: draft.birthYear,
  languages: draft.languages,
  digitalOk: draft.digital ?? false,
  maxKm: draft.maxKm,
  diagnosis: draft.diagnosis,
  needs: draft.needs,
  wish: null,
  phase: draft.phase,
  sex: draft.sex,
  sameSex: draft.sameSex,
  mixedOk: draft.mixedOk,
});

/** Everyone from a list gets to see what is kept, and a way to have it erased. */
const tell = (acting: Acting, host: Host, { id, person }: Stored) =>
  send(acting, host.id, { to: person, kind: 'list-kept', about: id, link: { purpose: 'import-consent', object: id } });
