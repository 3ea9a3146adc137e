import { randomBytes } from 'node:crypto';
import type { Instant } from '../lib/day.ts';
import { sql, type Tx } from '../lib/db.ts';
import { newId } from '../lib/ids.ts';
import type { Language } from '../lib/language.ts';
import type { Holder, LinkPurpose } from './actor.ts';
import { type Permission, permissions } from './permissions.ts';
import { hashOf } from './session.ts';
import type { World } from './world.ts';

export type NewLink = { association: string; person: string; purpose: LinkPurpose; object: string | null; expires: Instant };
export type Gone = 'expired' | 'used' | 'replaced';
export type Found = { holder?: Holder; gone?: Gone; language: Language };

/** Makes a private link and returns its token (128 bits), which is stored nowhere: only its hash is. */
export async function makeLink(tx: Tx, now: Instant, link: NewLink): Promise<string> {
  const token = randomBytes(16).toString('base64url');
  await keepLink(tx, now, link, token);
  return token;
}

/** Keeps a link by a token its maker can make again: a second attempt at the same message holds the same link, good until the later of both. */
export async function keepLink(tx: Tx, now: Instant, link: NewLink, token: string): Promise<void> {
  await tx
    .insertInto('links')
    .values({
      id: newId(),
      association_id: link.association,
      person_id: link.person,
      purpose: link.purpose,
      object_id: link.object,
      token_hash: hashOf(token),
      created_at: now,
      expires_at: link.expires,
    })
    .onConflict((conflict) =>
      conflict.column('token_hash').doUpdateSet((set) => ({ expires_at: set.fn('greatest', ['links.expires_at', 'excluded.expires_at']) })),
    )
    .execute();
}

type Row = {
  id: string;
  association_id: string;
  person_id: string;
  purpose: LinkPurpose;
  object_id: string | null;
  expires_at: Instant;
  used_at: Instant | null;
  replaced_at: Instant | null;
  language: Language;
};

export async function findLink(world: World, token: string): Promise<Row | undefined> {
  if (!/^[\w-]{16,64}$/.test(token)) return undefined;
  return (await sql<Row>`select * from app.find_link(${hashOf(token)})`.execute(world.db.query)).rows[0];
}

/** The holder of a link for this permission. Undefined where there is no such link; `gone` where it no longer works. */
export async function findHolder(world: World, token: string, permission: Permission): Promise<Found | undefined> {
  const row = await findLink(world, token);
  if (!row || !(permissions[permission] as readonly string[]).includes(`link:${row.purpose}`)) return undefined;
  const { language } = row;
  if (row.used_at) return { gone: 'used', language };
  if (row.replaced_at) return { gone: 'replaced', language };
  if (row.expires_at <= world.now()) return { gone: 'expired', language };
  return {
    language,
    holder: {
      kind: 'holder',
      id: row.person_id,
      association: row.association_id,
      language,
      link: row.id,
      purpose: row.purpose,
      object: row.object_id,
    },
  };
}

/** Ends a link that is for one use. */
export async function useLink(tx: Tx, now: Instant, link: string): Promise<void> {
  await tx.updateTable('links').set({ used_at: now }).where('id', '=', link).execute();
}
