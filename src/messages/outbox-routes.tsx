import type { Routes, Visit } from '../accounts/index.ts';
import { isId } from '../lib/ids.ts';
import { isRefusal, type Refusal } from '../lib/refusal.ts';
import { to, urls } from '../urls.ts';
import { MessagePage } from './message-page.tsx';
import { type Filter, markDone, messagesOf, type OutboxRefusal, retry, seenMessage, shows, toDo, ways } from './outbox.ts';
import { OutboxPage } from './outbox-page.tsx';
import { markHandled, repliesLeft } from './replies.ts';
import { RepliesPage } from './replies-page.tsx';

export function outboxRoutes(routes: Routes): void {
  routes.get(urls.outbox, { may: 'outbox.see' }, async (visit) => {
    const filter = filterOf(visit.query);
    const { lines, count, people } = await messagesOf(visit, filter);
    await visit.record({ act: 'list.looked-at', object: ['outbox', null], abouts: people });
    return visit.page(<OutboxPage lines={lines} count={count} filter={filter} todo={await toDo(visit)} />);
  });

  routes.get(urls.outboxMessage, { may: 'outbox.see' }, async (visit) => await show(visit, visit.params.message));

  routes.post(
    urls.outboxDone,
    { may: 'outbox.change' },
    async (visit) => await settle(visit, visit.params.message, markDone, 'outbox:notice.done'),
  );

  routes.post(
    urls.outboxRetry,
    { may: 'outbox.change' },
    async (visit) => await settle(visit, visit.params.message, retry, 'outbox:notice.retry'),
  );

  routes.get(urls.replies, { may: 'outbox.see' }, async (visit) => {
    const replies = await repliesLeft(visit);
    await visit.record({ act: 'list.looked-at', object: ['replies', null], abouts: replies.flatMap(({ person }) => person ?? []) });
    return visit.page(<RepliesPage replies={replies} />);
  });

  routes.post(urls.replyHandled, { may: 'outbox.change' }, async (visit) => {
    if (!isId(visit.params.reply)) visit.missing();
    await markHandled(visit, visit.params.reply);
    return visit.redirect(urls.replies, 'outbox:replies.done');
  });
}

function filterOf(query: URLSearchParams): Filter {
  const page = Number(query.get('page') ?? 1);
  return {
    show: shows.find((one) => one === query.get('show')) ?? null,
    way: ways.find((one) => one === query.get('way')) ?? null,
    page: Number.isInteger(page) && page > 0 && page < 100_000 ? page : 1,
  };
}

async function show(visit: Visit, id: string, refused?: string): Promise<Response> {
  const seen = isId(id) ? await seenMessage(visit, id) : undefined;
  if (!seen) return visit.missing();
  await visit.record({ act: 'person.looked-at', object: ['message', id], about: seen.message.person });
  const page = <MessagePage seen={seen} now={visit.now} demo={visit.world.config.DEMO} {...(refused && { refused })} />;
  return visit.page(page, refused ? 422 : 200);
}

type Act = (visit: Visit, id: string) => Promise<Refusal<OutboxRefusal> | void>;

async function settle(visit: Visit, id: string, act: Act, notice: string): Promise<Response> {
  if (!isId(id)) return visit.missing();
  const outcome = await act(visit, id);
  if (isRefusal<void>(outcome)) return await show(visit, id, visit.t(`outbox:refusal.${outcome.refused as OutboxRefusal}`));
  return visit.redirect(to(urls.outboxMessage, { message: id }), notice);
}
