import { type Acting, atWork, type World } from '../accounts/index.ts';
import { lookupIndex, open, sameBytes } from '../lib/crypto.ts';
import type { Db } from '../lib/db.ts';
import { type Job, type Tick, type Worker, worker } from '../lib/jobs.ts';
import { send } from '../messages/index.ts';
import { contactsOf } from '../people/index.ts';
import { to, urls } from '../urls.ts';
import { codePlace, codeQueue, MINUTES } from './code.ts';

export const signInQueues = [codeQueue];

export const signInWork = (world: World, jobs: Db): { workers: Worker[]; ticks: Tick[] } => ({
  workers: [worker(codeQueue, (job) => deliver(world, jobs, job))],
  ticks: [],
});

/** Sends a code to whoever is reached there, once; to nobody where there is nobody. */
async function deliver(world: World, jobs: Db, job: Job<{ code: string }>): Promise<void> {
  await atWork(world, jobs, job.id, async (acting) => {
    const { tx, now } = acting;
    const code = await tx.selectFrom('sign_in_codes').selectAll().where('id', '=', job.data.code).forUpdate().executeTakeFirst();
    if (!code?.sealed || code.expires_at <= now) return;
    const secret = JSON.parse(open(world.keys.outbox, codePlace(code.id), code.sealed)) as { code: string; link: string };
    const reached = await tx
      .selectFrom('contacts')
      .select(['person_id', 'association_id'])
      .where('lookup', '=', code.lookup)
      .orderBy('person_id')
      .executeTakeFirst();
    const address = reached && (await addressOf(acting, reached.person_id, code.lookup));
    if (reached && address)
      await send(acting, reached.association_id, {
        to: reached.person_id,
        by: code.channel,
        before: code.expires_at,
        variables: { minutes: MINUTES },
        ...(code.channel === 'email'
          ? { kind: 'sign-in-link', secret: { address, code: secret.code, page: to(urls.signInLink, { token: secret.link }) } }
          : { kind: 'sign-in-code', secret: { address, code: secret.code } }),
      });
    await tx.updateTable('sign_in_codes').set({ sealed: null }).where('id', '=', code.id).execute();
  });
}

/** The contact that was asked for, as it is now: a code goes there or nowhere, though the person be reached elsewhere when it leaves. */
async function addressOf(acting: Acting, person: string, lookup: Buffer): Promise<string | undefined> {
  const { index } = acting.world.keys;
  return (await contactsOf(acting, person)).find(({ kind, value }) => sameBytes(lookupIndex(index, kind, value), lookup))?.value;
}
