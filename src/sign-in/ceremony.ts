import type { Visit } from '../accounts/index.ts';
import { addMinutes } from '../lib/day.ts';
import { sql, type Tx } from '../lib/db.ts';
import { newId } from '../lib/ids.ts';
import { browserOf, keepBrowser } from './browser.ts';

type Kind = 'passkey-register' | 'passkey-sign-in' | 'oidc' | 'choose';
type Scene = Pick<Visit, 'http' | 'actor' | 'now'> & { tx: Tx };
const MINUTES = 10;

/** Something begun in this browser that must be finished in it: a challenge to sign, a provider's answer, a choice. */
export async function beginCeremony(scene: Scene, kind: Kind, payload: object): Promise<void> {
  await scene.tx
    .insertInto('ceremonies')
    .values({
      id: newId(),
      browser_hash: keepBrowser(scene),
      kind,
      person_id: scene.actor.kind === 'person' ? scene.actor.id : null,
      payload: JSON.stringify(payload),
      expires_at: addMinutes(scene.now, MINUTES),
    })
    .execute();
}

/** What was begun, which is thereby at its end, however it goes on. */
export const takeCeremony = <T>(scene: Scene, kind: Kind): Promise<T | undefined> => find(scene, kind, 'take_ceremony');
export const lookAtCeremony = <T>(scene: Scene, kind: Kind): Promise<T | undefined> => find(scene, kind, 'find_ceremony');

async function find<T>(scene: Scene, kind: Kind, how: 'take_ceremony' | 'find_ceremony'): Promise<T | undefined> {
  const browser = browserOf(scene);
  if (!browser) return undefined;
  const found = sql<{ payload: T }>`select payload from ${sql.raw(`app.${how}`)}(${browser}, ${kind}, ${scene.now})`;
  return (await found.execute(scene.tx)).rows[0]?.payload;
}
