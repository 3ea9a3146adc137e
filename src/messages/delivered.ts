import type { Acting } from '../accounts/index.ts';
import { record } from '../history/index.ts';
import { sql } from '../lib/db.ts';
import type { DeliveryReport } from '../lib/sms.ts';
import { kindOf, kinds } from './kinds.ts';

const codes = kinds.filter((kind) => kindOf(kind).signsIn);

/** Notes what became of a text message after the gateway took it. Told twice, it is noted once. */
export async function noteDelivery({ tx, now, requestId }: Acting, message: string, { id, state }: DeliveryReport): Promise<void> {
  if (state === 'sent') return; // it is on its way, as we know
  const outcome = state === 'delivered' ? 'delivered' : 'undelivered';
  const noted = sql<{ association_id: string; person_id: string | null }>`
    select * from app.note_delivery(${message}, ${id}, ${outcome}, ${codes}, ${now})`;
  const lost = (await noted.execute(tx)).rows[0];
  if (!lost) return;
  const entry = { at: now, actor: null, role: 'system', association: lost.association_id, about: lost.person_id, request: requestId };
  await record(tx, { ...entry, act: 'message.failed', object: ['message', message] });
}
