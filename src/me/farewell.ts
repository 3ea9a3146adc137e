import { type Acting, type Holder, idOf, type Leaving, recorder } from '../accounts/index.ts';
import { eraseGuests } from '../across/index.ts';
import { answerInvitation, leave } from '../groups/index.ts';
import { record } from '../history/index.ts';
import { wallOf, zone } from '../lib/day.ts';
import { actAs } from '../lib/db.ts';
import type { Language } from '../lib/language.ts';
import { chooseChannel, send } from '../messages/index.ts';
import { contactsOf, namesOf } from '../people/index.ts';

const ZONE = zone('Europe/Oslo');

/** What a person about to be erased is owed: her groups are left as she herself would leave them, and she is told that it is done. */
export async function farewell(acting: Acting, leaving: Leaving): Promise<void> {
  const { world, tx, today } = acting;
  await actAs(world.db, tx, { person: leaving.person, today });
  const herself = asHerself(acting, leaving);
  for (const { id, accepted } of await openSeats(herself, leaving))
    await (accepted ? leave(herself, id) : answerInvitation(herself, id, 'decline', 'page'));
  await stopFacilitating(herself, leaving);
  await eraseGuests(herself, leaving.person);
  await actAs(world.db, tx, { person: idOf(acting.actor), today });
  // After a year a number may be somebody else's: what was forgotten by itself is not announced.
  if (leaving.reason !== 'retention') await tellErased(acting, leaving);
}

/** Whoever was asked to do it, it is her own leaving: no coordinator sees into a group that runs itself. */
function asHerself(acting: Acting, { person, association }: Leaving): Acting {
  const actor: Holder = { kind: 'holder', id: person, association, language: 'nb', link: '', purpose: 'seat', object: null };
  return { ...acting, actor, record: recorder({ ...acting, actor }, record) };
}

async function openSeats({ tx }: Acting, { person }: Leaving): Promise<{ id: string; accepted: boolean }[]> {
  const rows = await tx
    .selectFrom('seats')
    .select(['id', 'accepted_at'])
    .where('person_id', '=', person)
    .where('invited_at', 'is not', null)
    .where('declined_at', 'is', null)
    .where('left_on', 'is', null)
    .execute();
  return rows.map(({ id, accepted_at }) => ({ id, accepted: accepted_at !== null }));
}

async function stopFacilitating({ tx, now, record: write }: Acting, { person, association }: Leaving): Promise<void> {
  const ended = await tx
    .updateTable('facilitators')
    .set({ ended_at: now })
    .where('person_id', '=', person)
    .where('ended_at', 'is', null)
    .returning(['id', 'group_id'])
    .execute();
  for (const { id, group_id } of ended)
    await write({ act: 'facilitator.ended', object: ['facilitator', id], about: person, group: group_id, association });
}

/** The last message. It carries the address itself, since there is nobody to look up when it leaves. */
async function tellErased(acting: Acting, { person, association, receipt }: Leaving): Promise<void> {
  const row = await acting.tx.selectFrom('people').select(['language', 'reach_by']).where('id', '=', person).executeTakeFirst();
  if (!row) return;
  const reach = Object.fromEntries((await contactsOf(acting, person)).map(({ kind, value }) => [kind, value]));
  const by = chooseChannel(row.reach_by, reach);
  if (by !== 'email' && by !== 'sms') return; // whoever is written to or called hears it from the one who does it
  const { day, clock } = wallOf(acting.now, ZONE);
  const called = (await namesOf(acting, [person])).get(person)?.called ?? '';
  await send(acting, association, {
    to: null,
    kind: 'erased',
    by,
    variables: { day, clock },
    secret: { address: by === 'sms' ? reach['phone']! : reach['email']!, called, language: row.language as Language, receipt },
  });
}
