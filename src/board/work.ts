/** Composing in the background: a job reads who waits, a thread composes, the draft's row tells how far it is. */
import { atWork, type World } from '../accounts/index.ts';
import type { Progress, Proposal } from '../composition/index.ts';
import type { Db, Tx } from '../lib/db.ts';
import { type Job, type Worker, worker } from '../lib/jobs.ts';
import { queue } from '../lib/queue.ts';
import { type Kept, noteChange } from './changes.ts';
import { type Draft, findDraft, type Work } from './draft.ts';
import { addPeople } from './laid.ts';
import { type Matter, mattersOf } from './matter.ts';
import { propose, PROPOSALS, secondsFor } from './propose.ts';

export const composing = queue<{ draft: string; no: number }>('board.compose', {
  retries: 1,
  retryAfterSeconds: 2,
  timeoutSeconds: 240,
  keepDays: 1,
});
export const boardQueues = [composing];
export const boardWork = (world: World, jobs: Db): { workers: Worker[]; ticks: [] } => ({
  workers: [worker(composing, (job) => composeDraft(world, jobs, job))],
  ticks: [],
});

/** How often the draft is told how far it is, and asked whether to stop. */
const TELL_EVERY_MS = 600;

type Found = { model: string; proposal: Proposal; numbers: number[] };

async function composeDraft(world: World, jobs: Db, job: Job<{ draft: string; no: number }>): Promise<void> {
  const { draft: id, no } = job.data;
  const begun = await atWork(world, jobs, job.id, async (acting) => {
    const draft = await findDraft(acting.tx, id, true);
    if (!draft || draft.workNo !== no || (draft.work !== 'waiting' && draft.work !== 'running')) return undefined;
    await tell(acting.tx, id, { work: 'running', work_at: acting.now });
    return await mattersOf(acting, draft);
  });
  if (!begun) return;
  try {
    const found = await composeAll(world, jobs, job, begun);
    await keep(world, jobs, job, begun, found);
  } catch (error) {
    if (job.isLastAttempt) await atWork(world, jobs, job.id, ({ tx, now }) => tell(tx, id, { work: 'failed', work_at: now }));
    throw error;
  }
}

/** Models one after another: one alone gets three proposals, three get one each. */
async function composeAll(world: World, jobs: Db, job: Job<{ draft: string }>, matters: readonly Matter[]): Promise<Found[]> {
  const { watch, see } = watchman(world, jobs, job);
  const found: Found[] = [];
  try {
    for (const [n, { model, gathered, pins, numbers }] of matters.entries()) {
      const people = gathered.instance.people.length;
      const count = Math.ceil((PROPOSALS - n) / matters.length);
      const proposed = await propose(gathered, {
        pins,
        count,
        seconds: secondsFor(people) / matters.length,
        signal: watch.signal,
        onProgress: (progress) => see({ ...progress, share: (n + progress.share) / matters.length }),
      });
      found.push(...proposed.map((proposal) => ({ model, proposal, numbers })));
      if (watch.signal.aborted) break;
    }
    return found;
  } finally {
    watch.end();
  }
}

/** Writes the newest progress now and then, and looks whether somebody has pressed stop or the process must go. */
function watchman(world: World, jobs: Db, job: Job<{ draft: string }>) {
  const stop = new AbortController();
  const halt = () => stop.abort();
  job.signal.addEventListener('abort', halt, { once: true });
  let newest: Progress | undefined;
  let telling = Promise.resolve();
  const look = async () => {
    const progress = newest;
    const asked = await atWork(world, jobs, job.id, async ({ tx, now }) => {
      if (progress) await tell(tx, job.data.draft, { ...toldOf(progress), work_at: now });
      return (await findDraft(tx, job.data.draft))?.stopAsked ?? true;
    });
    if (asked) halt();
  };
  // A look that fails is followed by another one.
  const timer = setInterval(() => (telling = telling.then(look).catch(() => {})), TELL_EVERY_MS);
  return {
    watch: {
      signal: stop.signal,
      end: () => {
        clearInterval(timer);
        job.signal.removeEventListener('abort', halt);
      },
    },
    see: (progress: Progress) => void (newest = progress),
  };
}

const toldOf = ({ share, placed, groups, score, bound }: Progress) => ({
  work_share: Math.min(1, share),
  work_placed: placed,
  work_groups: groups,
  work_score: score,
  work_bound: bound,
});

const tell = (tx: Tx, id: string, told: Partial<Record<string, unknown>> & { work?: Work }): Promise<unknown> =>
  tx
    .updateTable('drafts')
    .set(told as never)
    .where('id', '=', id)
    .execute();

/** The proposals in place of those before, and everybody they are about. */
async function keep(world: World, jobs: Db, job: Job<{ draft: string; no: number }>, matters: readonly Matter[], found: readonly Found[]) {
  await atWork(world, jobs, job.id, async ({ tx, now }) => {
    const draft = await findDraft(tx, job.data.draft, true);
    if (!draft || draft.workNo !== job.data.no) return job.doneIn(tx);
    await tx.deleteFrom('draft_proposals').where('draft_id', '=', draft.id).execute();
    for (const { gathered } of matters)
      await addPeople(tx, draft, [...gathered.instance.people.map((one) => one.id), ...gathered.untold.map((one) => one.enquiry)]);
    for (const [n, one] of found.entries())
      await tx
        .insertInto('draft_proposals')
        .values(rowOf(draft, n + 1, one))
        .execute();
    const stopped = draft.stopAsked || job.signal.aborted;
    const best = found[0]?.proposal;
    await tell(tx, draft.id, {
      work: stopped ? 'stopped' : 'done',
      work_at: now,
      work_share: 1,
      ...(best && { work_score: best.score, work_bound: best.bound }),
      notes: JSON.stringify(matters[0]?.gathered.notes ?? {}),
    });
    await noteChange(tx, draft, now, null, { what: 'proposed' });
    await job.doneIn(tx);
  });
}

function rowOf(draft: Draft, no: number, { model, proposal, numbers }: Found) {
  const { groups, left, refused, unmet, score, bound, ended, differs } = proposal;
  const answer: Kept = {
    groups,
    left,
    refused: refused.map((one) => ({ rule: one.rule, no: one.group === undefined ? null : (numbers[one.group] ?? null) })),
    unmet: unmet.map((n) => numbers[n] ?? 0),
  };
  return {
    association_id: draft.association,
    draft_id: draft.id,
    place_no: no,
    model_id: model,
    score,
    bound: Number.isFinite(bound) ? bound : 0,
    ended,
    differs: Number.isFinite(differs) ? differs : 1,
    answer: JSON.stringify(answer),
  };
}
