import type { Acting, House, Routes, Visit } from '../accounts/index.ts';
import { pledgesInForce, textFor } from '../groups/index.ts';
import { isRefusal } from '../lib/refusal.ts';
import { callsWaiting, lettersIn, lettersWaiting, messagesDue } from '../messages/index.ts';
import { to, urls } from '../urls.ts';
import { batchesOf, type BatchRefusal, batchOf, gather, post, takeBack } from './batch.ts';
import { callsPaper, labelsPaper, lettersPaper } from './letter-paper.ts';
import { BatchPage } from './letters-pages.tsx';
import { PapersPage } from './papers-page.tsx';
import { paper } from './reply.ts';
import { runsOf } from './runs.ts';

type OfBatch = Visit<{ batch: string }>;

export function lettersRoutes(routes: Routes): void {
  routes.get(urls.papers, { may: 'outbox.see' }, async (visit) => visit.page(await papersPage(visit)));

  routes.post(urls.letters, { may: 'outbox.change' }, async (visit) => {
    const batch = await gather(visit);
    if (!isRefusal(batch)) return visit.redirect(to(urls.letterBatch, { batch }));
    return visit.redirect(urls.papers, 'papers:refusal.no-letters');
  });

  routes.get(urls.letterBatch, { may: 'outbox.see' }, (visit) => batchPage(visit));
  routes.post(urls.letterBatchPosted, { may: 'outbox.change' }, async (visit) =>
    done(visit, await post(visit, visit.params.batch), 'papers:notice.posted'),
  );
  routes.post(urls.letterBatchBack, { may: 'outbox.change' }, async (visit) =>
    done(visit, await takeBack(visit, visit.params.batch), 'papers:notice.taken-back'),
  );
  printing(routes);
}

function printing(routes: Routes): void {
  routes.get(urls.letterBatchPaper, { may: 'outbox.see' }, async (visit) => {
    const letters = await lettersOf(visit);
    if (letters.length === 0) return visit.redirect(to(urls.letterBatch, visit.params));
    const house = houseOf(visit);
    const inForce = await pledgesInForce(visit.tx, house.id, visit.now);
    const pledge = (language: string) => textFor(inForce, language, house.languages);
    return paper(visit, 'letter', lettersPaper(letters, visit.language, { house, today: visit.today, pledge }), 'letters');
  });

  routes.get(urls.letterBatchLabels, { may: 'outbox.see' }, async (visit) => {
    const letters = await lettersOf(visit);
    if (letters.length === 0) return visit.redirect(to(urls.letterBatch, visit.params));
    return paper(visit, 'labels', labelsPaper(letters, visit.language), 'labels');
  });

  routes.get(urls.callList, { may: 'outbox.see' }, async (visit) => {
    const calls = await callsWaiting(visit);
    if (calls.length === 0) return visit.redirect(urls.papers);
    await noteLooks(visit, calls);
    return paper(visit, 'calls', callsPaper(calls, visit.language, { house: houseOf(visit), today: visit.today }), 'calls');
  });
}

const houseOf = (visit: Visit<unknown>): House =>
  (visit.actor.kind === 'person' && visit.world.houses.of(visit.actor.association)) || visit.missing();

/** Names and addresses are read by whoever opens the paper: each may see who did. */
async function lettersOf(visit: OfBatch) {
  const { id, takenBackAt } = await batchOf(visit, visit.params.batch);
  const letters = takenBackAt ? [] : await lettersIn(visit, id);
  if (letters.length === 0) return letters;
  await noteLooks(visit, letters);
  await visit.record({ act: 'paper.printed', object: ['letter-batch', id] });
  return letters;
}

const noteLooks = async (acting: Acting, messages: readonly { person: string }[]): Promise<void> =>
  await acting.record({ act: 'list.looked-at', object: ['outbox', null], abouts: messages.map(({ person }) => person) });

async function papersPage(visit: Visit<unknown>) {
  const due = await messagesDue(visit);
  const calls = due.find(({ what }) => what === 'calls')?.count ?? 0;
  return <PapersPage letters={await lettersWaiting(visit)} calls={calls} batches={await batchesOf(visit)} runs={await runsOf(visit)} />;
}

async function batchPage(visit: OfBatch, refused?: BatchRefusal): Promise<Response> {
  const batch = await batchOf(visit, visit.params.batch);
  return visit.page(<BatchPage batch={batch} {...(refused && { refused })} />, refused ? 422 : 200);
}

async function done(visit: OfBatch, refusal: { refused: BatchRefusal } | undefined, notice: string): Promise<Response> {
  return refusal ? await batchPage(visit, refusal.refused) : visit.redirect(to(urls.letterBatch, visit.params), notice);
}
