import { type Acting, atWork, type Holder, recorder } from '../accounts/index.ts';
import { record } from '../history/index.ts';
import type { Job } from '../lib/jobs.ts';
import type { Language } from '../lib/language.ts';
import { whoHas } from '../people/index.ts';
import type { Office } from './deliver.ts';
import { leaveToPerson, stopSms } from './left.ts';
import { type OpenLink, openReply, type Reply, type ReplyAnswer, type ReplyHandler, through } from './reply.ts';
import { understand } from './understand.ts';

export type ReplyDesk = Office & { handlers: readonly ReplyHandler[] };

/** Answers one text message: by the newest link it can stand in for, else by a person who reads it. */
export async function answerReply(desk: ReplyDesk, job: Job<{ reply: string }>): Promise<void> {
  const reply = await atWork(desk.world, desk.jobs, job.id, (acting) => read(acting, desk.handlers, job.data.reply));
  if (!reply) return;
  try {
    if (reply.answer === 'stop') await stopSms(desk, reply, job.id);
    else if (reply.answer && (await answerByLink(desk, reply, reply.answer, job.id))) return;
  } catch (error) {
    if (!job.isLastAttempt) throw error;
    desk.world.log.error('reply.broken', error, { job: job.id });
  }
  await atWork(desk.world, desk.jobs, job.id, (acting) => leaveToPerson(acting, reply));
}

async function read(acting: Acting, handlers: readonly ReplyHandler[], id: string): Promise<Reply | undefined> {
  const row = await acting.tx.selectFrom('inbound_sms').select(['sealed', 'handled_at']).where('id', '=', id).executeTakeFirst();
  if (!row?.sealed || row.handled_at) return undefined;
  const { from, text } = openReply(acting, id, row.sealed);
  const people = [...new Set((await whoHas(acting, { phone: from })).map((one) => one.person))];
  const answer = understand(text);
  const purposes = handlers
    .filter(({ wants }) => wants.some((want) => (answer ? want === answer : want === 'yes')))
    .map((one) => one.purpose);
  return { id, from, text, answer, people, links: await openLinks(acting, people, purposes) };
}

/** What these people can still answer, newest first. */
async function openLinks({ tx, now }: Acting, people: string[], purposes: string[]): Promise<OpenLink[]> {
  if (people.length === 0 || purposes.length === 0) return [];
  const rows = await tx
    .selectFrom('links')
    .innerJoin('people', 'people.id', 'links.person_id')
    .select(['links.id', 'links.person_id', 'links.association_id', 'people.language', 'purpose', 'object_id', 'expires_at'])
    .where('links.person_id', 'in', people)
    .where('purpose', 'in', purposes as Holder['purpose'][])
    .where('used_at', 'is', null)
    .where('replaced_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('links.created_at', 'desc')
    .orderBy('links.id', 'desc')
    .limit(20)
    .execute();
  return rows.map(({ id, person_id, association_id, language, purpose, object_id, expires_at }) => ({
    expires: expires_at,
    holder: {
      kind: 'holder',
      id: person_id,
      association: association_id,
      language: language as Language,
      link: id,
      purpose,
      object: object_id,
    },
  }));
}

class NothingToAnswer extends Error {}

async function answerByLink(desk: ReplyDesk, reply: Reply, what: ReplyAnswer, request: string): Promise<boolean> {
  for (const { holder } of reply.links) {
    const handler = desk.handlers.find((one) => one.purpose === holder.purpose && one.wants.includes(what));
    if (handler && (await answerBy(desk, reply, holder, handler, what, request))) return true;
  }
  return false;
}

/** In the person's own transaction: the answer, and that the message is answered, or neither. */
async function answerBy(desk: ReplyDesk, reply: Reply, holder: Holder, handler: ReplyHandler, what: ReplyAnswer, request: string) {
  const from = { person_id: holder.id, association_id: holder.association };
  await atWork(desk.world, desk.jobs, request, ({ tx }) => tx.updateTable('inbound_sms').set(from).where('id', '=', reply.id).execute());
  try {
    await through(desk.world, holder.id, async (scene) => {
      const acting = {
        ...scene,
        actor: holder,
        requestId: request,
        record: recorder({ ...scene, actor: holder, requestId: request }, record),
      };
      const handled = { understood_as: what, handled_at: acting.now, sealed: null };
      const row = acting.tx.updateTable('inbound_sms').set(handled).where('id', '=', reply.id).where('handled_at', 'is', null);
      if ((await row.executeTakeFirst()).numUpdatedRows === 0n) return;
      if (!(await handler.answer(acting, holder.object, what))) throw new NothingToAnswer();
    });
    return true;
  } catch (error) {
    if (error instanceof NothingToAnswer) return false;
    throw error;
  }
}
