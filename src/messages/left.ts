import type { Acting, Holder } from '../accounts/index.ts';
import { record } from '../history/index.ts';
import type { Instant } from '../lib/day.ts';
import { contactsOf, keysOf, sealFor } from '../people/index.ts';
import { withoutSms } from './channel.ts';
import type { Office } from './deliver.ts';
import { type Reply, through } from './reply.ts';
import { send } from './send.ts';

/** Keeps a message for a person to read, sealed with the key of whoever sent it, so that it goes when they are erased. */
export async function leaveToPerson(acting: Acting, reply: Reply): Promise<void> {
  const { tx } = acting;
  const from = reply.links[0]?.holder ?? (await firstOf(acting, reply.people));
  const key = from && (await keysOf(acting, [from.id])).get(from.id);
  const kept = key && sealFor(key, { table: 'inbound_sms', column: 'sealed', row: reply.id }, reply.text);
  const left = from
    ? { person_id: from.id, association_id: from.association, sealed: kept ?? null }
    : ((await onlyAssociation(acting)) ?? { sealed: null, handled_at: acting.now });
  await tx
    .updateTable('inbound_sms')
    .set({ ...left, understood_as: reply.answer ?? null })
    .where('id', '=', reply.id)
    .where('handled_at', 'is', null)
    .execute();
  if (!reply.answer && reply.links[0]) await askAgain(acting, reply.links[0].holder, reply.links[0].expires);
}

/** Somebody we asked a yes or no of: once for each link, so that nobody is asked for ever. */
async function askAgain(acting: Acting, { id, association, link, purpose, object }: Holder, expires: Instant): Promise<void> {
  const days = Math.ceil((expires.getTime() - acting.now.getTime()) / 86_400_000);
  await send(acting, association, { to: id, kind: 'answer-unclear', link: { purpose, object, days }, about: object ?? link, by: 'sms' });
}

async function firstOf({ tx }: Acting, people: string[]): Promise<{ id: string; association: string } | undefined> {
  if (people.length === 0) return undefined;
  const row = await tx
    .selectFrom('people')
    .select(['id', 'association_id'])
    .where('id', 'in', people)
    .orderBy('created_at')
    .executeTakeFirst();
  return row && { id: row.id, association: row.association_id };
}

/** A number nobody knows: it can only be shown where there is but one association it can have been meant for. */
async function onlyAssociation({ tx }: Acting): Promise<{ association_id: string } | undefined> {
  const rows = await tx.selectFrom('associations').select('id').limit(2).execute();
  return rows.length === 1 ? { association_id: rows[0]!.id } : undefined;
}

/** No more text messages: everyone with this number is reached in another way from now on. */
export async function stopSms({ world }: Office, reply: Reply, request: string): Promise<void> {
  for (const id of reply.people) {
    await through(world, id, async (scene) => {
      const { tx, now } = scene;
      const row = await tx.selectFrom('people').select(['reach_by', 'association_id']).where('id', '=', id).executeTakeFirstOrThrow();
      const reach = Object.fromEntries((await contactsOf(scene, id)).map(({ kind, value }) => [kind, value]));
      const reachBy = row.reach_by === 'sms' || row.reach_by === 'email' ? withoutSms(reach) : row.reach_by;
      if (reachBy === row.reach_by) return;
      await tx.updateTable('people').set({ reach_by: reachBy }).where('id', '=', id).execute();
      const change = { act: 'contact.changed', object: ['person', id], about: id, association: row.association_id } as const;
      await record(tx, { ...change, at: now, actor: id, role: 'holder', request });
    });
  }
}
