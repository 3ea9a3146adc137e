import { type Acting, atWork, type World } from '../accounts/index.ts';
import type { Db } from '../lib/db.ts';
import type { Job } from '../lib/jobs.ts';
import { type Channel, chooseChannel } from './channel.ts';
import { compose } from './compose.ts';
import { kindOf } from './kinds.ts';
import { mint, tokenOf } from './links.ts';
import { handOver, type Post, problemOf, type Ready } from './post.ts';
import { lacks } from './send.ts';
import { type Message, messageOf, type Problem, recipientOf, type State } from './store.ts';

export type Office = { world: World; jobs: Db; post: Post };
type OutgoingJob = Job<{ message: string }>;

/**
 * Sends one message. Three steps, so that no transaction is open while a server thinks: claim and write it, hand it over, note that it
 * went together with the end of the job. A message belongs to one job; any other job for it does nothing.
 */
export async function deliver(office: Office, job: OutgoingJob): Promise<void> {
  const { world, jobs, post } = office;
  let ready: Ready | undefined;
  let gatewayId: string;
  try {
    ready = await atWork(world, jobs, job.id, (acting) => prepare(acting, post, job));
    if (!ready) return;
    gatewayId = await handOver(post, world.config, ready);
  } catch (error) {
    return await later(office, job, error, ready?.message);
  }
  await atWork(world, jobs, job.id, (acting) => noteSent(acting, job, ready.message, gatewayId));
}

/** Claims the message for this job and writes it. Undefined when there is nothing to send, now or ever. */
async function prepare(acting: Acting, post: Post, job: OutgoingJob): Promise<Ready | undefined> {
  const message = await messageOf(acting, job.data.message, true);
  if (!message || !isMine(message, job)) return undefined;
  if ((message.before && message.before <= acting.now) || lacks(message).length > 0) return giveUp(acting, message, 'too-late');
  // The process died with the message in its hands. No gateway recognises a repeat: a person decides.
  if (message.channel === 'sms' && message.problem === 'under-way') return giveUp(acting, message, 'interrupted');
  const to = await recipientOf(acting, message);
  if (!to) return giveUp(acting, message, 'nobody');
  const channel = message.channel ?? chooseChannel(to.reachBy, to.reach);
  const byHand = channel === 'letter' || channel === 'call';
  if (!channel || (byHand && kindOf(message.kind).signsIn)) return giveUp(acting, message, 'no-contact');
  const held = !byHand && !post[channel];
  // Where all is made up, what is held can be read and its links followed; elsewhere a link's days begin when it leaves.
  if (!held || acting.world.config.DEMO) await mintFor(acting, message);
  const claim = { channel, job_id: job.id };
  if (byHand || held) return settle(acting, message, held ? 'held' : 'waiting', claim);
  await settle(acting, message, 'waiting', { ...claim, attempts: message.attempts + 1, last_error: 'under-way' });
  return { message, to, composed: await compose(acting, message, to), channel };
}

const isMine = (message: Message, job: OutgoingJob) => message.state === 'waiting' && (message.job === null || message.job === job.id);

type Change = { last_error?: Problem; sealed?: null; channel?: Channel; job_id?: string; attempts?: number };

async function settle({ tx }: Acting, message: Message, state: State, change: Change): Promise<undefined> {
  const changed = { state, ...change };
  await tx.updateTable('messages').set(changed).where('id', '=', message.id).execute();
}

async function giveUp(acting: Acting, message: Message, reason: Problem): Promise<undefined> {
  await settle(acting, message, 'failed', { last_error: reason, ...(kindOf(message.kind).signsIn && { sealed: null }) });
  await note(acting, 'message.failed', message);
}

async function mintFor(acting: Acting, { id, association, person, link }: Message): Promise<void> {
  if (link && person) await mint(acting, tokenOf(acting.world.keys, id), { association, person }, link);
}

async function noteSent(acting: Acting, job: OutgoingJob, message: Message, gatewayId: string): Promise<void> {
  await acting.tx
    .updateTable('messages')
    .set({ state: 'sent', sent_at: acting.now, gateway_id: gatewayId, sealed: null, last_error: null })
    .where('id', '=', message.id)
    .execute();
  await note(acting, 'message.sent', message);
  await job.doneIn(acting.tx);
}

/**
 * Counts what went wrong: the queue tries again later, or it is left to a person. A mail that may have been taken goes once more, with
 * the same id and link, so that a mailbox knows it; after that it is a person who decides.
 */
async function later({ world, jobs }: Office, job: OutgoingJob, error: unknown, before: Message | undefined): Promise<void> {
  const { reason, permanent, maybeSent } = problemOf(error);
  const last = await atWork(world, jobs, job.id, async (acting) => {
    const message = await messageOf(acting, job.data.message, true);
    if (!message || !isMine(message, job)) return false;
    const again = maybeSent && (before?.problem === 'interrupted' || before?.problem === 'under-way');
    if (!permanent && !job.isLastAttempt && !again) return await settle(acting, message, 'waiting', { last_error: reason });
    await giveUp(acting, message, reason);
    await job.doneIn(acting.tx);
    return true;
  });
  if (!last) throw error;
  if (reason === 'broken') world.log.error('message.broken', error, { job: job.id });
}

const note = (acting: Acting, act: 'message.sent' | 'message.failed', { id, association, person }: Message) =>
  acting.record({ act, object: ['message', id], association, about: person });
