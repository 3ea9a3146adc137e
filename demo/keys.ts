/** The second step in the demonstration: one secret for all, which is no secret. */
import { Secret, TOTP } from 'otpauth';
import { type Instant, today, zone } from '../src/lib/day.ts';
import { transaction } from '../src/lib/db.ts';
import { keysOf, sealFor } from '../src/people/index.ts';
import type { World } from '../src/accounts/index.ts';
import { cast, houses, type Member } from './cast.ts';

const secret = 'VERKSTEDDEMOVERKSTEDDEMOVERKSTED';

/** The six digits of this half-minute, as an app would show them. */
export const secondCode = (now: Instant): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now.getTime() });

/** Gives everyone of the cast who sees others' data the second step they would have set up. */
export async function giveSecondStep(world: World): Promise<void> {
  const now = world.now();
  for (const one of Object.values(cast) as Member[]) {
    if (!one.role) continue;
    await transaction(world.db, { person: one.id, today: today(world.now, zone('Europe/Oslo')) }, async (tx) => {
      const key = (await keysOf({ world, tx }, [one.id])).get(one.id)!;
      const sealed = sealFor(key, { table: 'totp_secrets', column: 'secret', row: one.id }, secret);
      const row = { person_id: one.id, association_id: houses[one.house].id, secret: sealed, confirmed_at: now };
      await tx.insertInto('totp_secrets').values(row).execute();
    });
  }
}
