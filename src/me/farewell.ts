import type { Acting, Leaving } from '../accounts/index.ts';
import { wallOf, zone } from '../lib/day.ts';
import type { Language } from '../lib/language.ts';
import { chooseChannel, send } from '../messages/index.ts';
import { contactsOf, namesOf } from '../people/index.ts';

const ZONE = zone('Europe/Oslo');

/** What a person about to be erased is owed: her groups are left as she herself would leave them, and she is told that it is done. */
export async function farewell(acting: Acting, leaving: Leaving): Promise<void> {
  // After a year a number may be somebody else's: what was forgotten by itself is not announced.
  if (leaving.reason !== 'retention') await tellErased(acting, leaving);
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
