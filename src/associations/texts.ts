import type { Instant } from '../lib/day.ts';
import { sql, type Tx } from '../lib/db.ts';
import { newId } from '../lib/ids.ts';
import { type Language, type Translate, translator } from '../lib/language.ts';

export const textKinds = [
  'pledge',
  'ground-rules',
  'welcome',
  'interview-guide',
  'about',
  'consent',
  'handover-list',
  'expectations',
] as const;
export type TextKind = (typeof textKinds)[number];
export type OwnedText = { id: string; kind: TextKind; language: Language; version: number; lines: string[]; validFrom: Instant };

/** The text in force. In a language the association has not written, the one of its first language. */
export async function textInForce(tx: Tx, association: string, kind: TextKind, language: Language): Promise<OwnedText | undefined> {
  const rows = await tx
    .selectFrom('texts')
    .selectAll()
    .where('association_id', '=', association)
    .where('kind', '=', kind)
    .orderBy('version', 'desc')
    .orderBy(sql`array_position((select languages from associations where id = ${association}), language)`)
    .execute();
  const own = rows.find((row) => row.language === language) ?? rows[0];
  return own && { id: own.id, kind: own.kind, language: own.language, version: own.version, lines: own.lines, validFrom: own.valid_from };
}

/** A new version of a text; the old ones stay, since people have signed them. */
export async function writeText(
  tx: Tx,
  now: Instant,
  association: string,
  text: { kind: TextKind; language: Language; lines: string[] },
): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`text ${association} ${text.kind} ${text.language}`}, 0))`.execute(tx);
  const last = await tx
    .selectFrom('texts')
    .select((select) => select.fn.max('version').as('version'))
    .where('association_id', '=', association)
    .where('kind', '=', text.kind)
    .where('language', '=', text.language)
    .executeTakeFirst();
  const id = newId();
  await tx
    .insertInto('texts')
    .values({ id, association_id: association, ...text, version: (last?.version ?? 0) + 1, valid_from: now })
    .execute();
  return id;
}

/** The words an association starts with. The last line of the pledge names the legal duty of its country. */
export function defaultText(kind: TextKind, language: Language, house: { name: string; country: 'NO' | 'DK' }): string[] {
  const t: Translate = translator(language);
  if (kind === 'consent') return t.list('defaults:consent', { association: house.name });
  const lines = t.list(`defaults:${kind}`);
  return kind === 'pledge' ? [...lines, t(`defaults:law.${house.country}`)] : lines;
}
