/// <reference lib="dom" />
// The round on the opening card: a ring that fills for one person at a time, without alarm. And the card is kept for the day.
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { minutesLeft, shareOf } from '../lib/share.ts';
import { Ring } from '../ui/ring.tsx';

type Texts = Record<
  'over' | 'lead' | 'people' | 'fewer' | 'more' | 'start' | 'next' | 'turn' | 'one' | 'many' | 'gently' | 'everyone' | 'again' | 'stop',
  string
>;
type Meeting = { starts: number; ends: number };
/** Whose turn it is, when it began, how long it is (both in milliseconds), and when the round should be over. */
type Turn = { at: number; began: number; share: number; ends: number };

const [FEWEST, MOST] = [2, 20];
const root = document.getElementById('round');
if (root) {
  const { starts, ends, people, texts, worker, until } = root.dataset;
  const meeting = { starts: Number(starts), ends: Number(ends) };
  root.replaceChildren();
  render(<Round meeting={meeting} expected={Number(people)} texts={JSON.parse(texts ?? '{}') as Texts} />, root);
  void keep(worker ?? '', Number(until));
}

function Round({ meeting, expected, texts }: { meeting: Meeting; expected: number; texts: Texts }) {
  const [people, setPeople] = useState(expected);
  const [turn, setTurn] = useState<Turn | null>(null);
  const isOver = turn !== null && turn.at >= people;
  const begin = () => setTurn(turnOf(0, people, Date.now() + minutesLeft(meeting, Date.now()) * 60_000));
  const next = () => turn && setTurn(turnOf(turn.at + 1, people, turn.ends));
  useAwake(turn !== null && !isOver);
  return (
    <section class="stage">
      <p class="over">{texts.over}</p>
      <h2>{turn === null ? texts.lead : isOver ? texts.everyone : filled(texts.turn, { at: turn.at + 1, of: people })}</h2>
      <Circle people={people} turn={turn} texts={texts} meeting={meeting} />
      {turn === null && <Count people={people} set={setPeople} texts={texts} />}
      <div class="actions">
        {turn === null || isOver ? (
          <button class="ds-button" type="button" data-variant="primary" onClick={begin}>
            {isOver ? texts.again : texts.start}
          </button>
        ) : (
          <button class="ds-button round-next" type="button" data-variant="primary" onClick={next}>
            {texts.next}
          </button>
        )}
        {turn !== null && (
          <button class="ds-button" type="button" data-variant="tertiary" onClick={() => setTurn(null)}>
            {texts.stop}
          </button>
        )}
      </div>
    </section>
  );
}

/** Whoever is brief leaves more to the others: what is left is shared anew at each turn. */
function turnOf(at: number, people: number, ends: number): Turn {
  const began = Date.now();
  return { at, began, ends, share: shareOf((ends - began) / 60_000, people - at) * 60_000 };
}

function Circle({ people, turn, texts, meeting }: { people: number; turn: Turn | null; texts: Texts; meeting: Meeting }) {
  const now = useNow(turn !== null && turn.at < people);
  const isRunning = turn !== null && turn.at < people;
  const part = isRunning ? Math.min((now - turn.began) / turn.share, 1) : 0;
  const minutes = isRunning ? turn.share / 60_000 : shareOf(minutesLeft(meeting, now), people);
  return (
    <div class="round-ring">
      <Ring full={turn?.at ?? 0} of={people} size="large" {...(isRunning && { now: turn.at })}>
        <span role="status">{part >= 1 ? texts.gently : isRunning || turn === null ? sayMinutes(minutes, texts) : ''}</span>
      </Ring>
      {isRunning && (
        <svg class="round-share" viewBox="0 0 100 100" aria-hidden="true">
          <circle class="round-whole" cx="50" cy="50" r="30" />
          <circle class="round-spent" cx="50" cy="50" r="30" pathLength={100} stroke-dasharray={`${part * 100} 100`} />
        </svg>
      )}
    </div>
  );
}

function Count({ people, set, texts }: { people: number; set: (people: number) => void; texts: Texts }) {
  return (
    <div class="round-count" role="group" aria-label={texts.people}>
      <button
        class="ds-button"
        type="button"
        data-variant="secondary"
        disabled={people <= FEWEST}
        onClick={() => set(people - 1)}
        aria-label={texts.fewer}
      >
        −
      </button>
      <p role="status">
        <span>{texts.people}</span> <strong>{people}</strong>
      </p>
      <button
        class="ds-button"
        type="button"
        data-variant="secondary"
        disabled={people >= MOST}
        onClick={() => set(people + 1)}
        aria-label={texts.more}
      >
        +
      </button>
    </div>
  );
}

function sayMinutes(minutes: number, texts: Texts): string {
  return minutes === 1 ? texts.one : filled(texts.many, { count: minutes });
}

function filled(text: string, values: Record<string, number>): string {
  return text.replace(/%(\w+)%/g, (_, name: string) => String(values[name] ?? ''));
}

/** The time, anew each second while it matters. */
function useNow(runs: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    setNow(Date.now());
    if (!runs) return undefined;
    const each = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(each);
  }, [runs]);
  return now;
}

/** The screen stays on during a round, where the phone allows it. */
function useAwake(runs: boolean): void {
  useEffect(() => {
    if (!runs || !('wakeLock' in navigator)) return undefined;
    const lock = navigator.wakeLock.request('screen').catch(() => null);
    return () => void lock.then((held) => held?.release());
  }, [runs]);
}

type Policy = { createScriptURL: (url: string) => string };
declare global {
  interface Window {
    trustedTypes?: { createPolicy(name: string, rules: Policy): Policy };
  }
}

/** Keeps the card on this phone until the day of the meeting is over: this page and the files it is drawn with. */
async function keep(worker: string, until: number): Promise<void> {
  if (!('serviceWorker' in navigator) || Date.now() > until) return;
  const only = (url: string) => {
    if (url !== worker) throw new TypeError('Only the worker of the card');
    return url;
  };
  const policy = window.trustedTypes?.createPolicy('verksted', { createScriptURL: only });
  try {
    await navigator.serviceWorker.register(policy ? policy.createScriptURL(worker) : worker, { scope: '/meetings/' });
    const { active } = await navigator.serviceWorker.ready;
    const drawn = performance.getEntriesByType('resource').map(({ name }) => new URL(name));
    const files = drawn
      .filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith('/static/'))
      .map(({ pathname }) => pathname);
    navigator.serviceWorker.addEventListener('message', () => document.getElementById('offline')?.removeAttribute('hidden'));
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no other origin
    active?.postMessage({ page: location.pathname, files: [...new Set(files)], until });
  } catch {
    // Without the worker the card still works while there is a network.
  }
}
