/// <reference lib="dom" />
// Keeps the opening card of one meeting for a day without network. Nothing else of the site is ever kept: pages about people are not its business.

type Wanted = { page: string; files: string[]; until: number };
type Lasting = { waitUntil(work: Promise<unknown>): void };
type Asked = Lasting & { request: Request; respondWith(answer: Promise<Response>): void };
type Told = Lasting & { data: Wanted; source: { postMessage(said: string): void } | null };
type Scope = {
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  addEventListener(name: 'install' | 'activate', work: (event: Lasting) => void): void;
  addEventListener(name: 'fetch', work: (event: Asked) => void): void;
  addEventListener(name: 'message', work: (event: Told) => void): void;
};

const scope = self as unknown as Scope;
const CACHE = 'card';
const UNTIL = 'x-until';
/** A network that does not answer within this many milliseconds is none. */
const PATIENCE = 4000;
const isCard = (path: string) => /^\/meetings\/[^/]+\/card$/.test(path);

scope.addEventListener('install', (event) => event.waitUntil(scope.skipWaiting()));
scope.addEventListener('activate', (event) => event.waitUntil(tidy().then(() => scope.clients.claim())));
scope.addEventListener('message', (event) => event.waitUntil(keep(event.data).then(() => event.source?.postMessage('kept'))));

scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (request.mode === 'navigate' && isCard(pathname)) event.respondWith(card(pathname, request));
  else if (pathname.startsWith('/static/')) event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
});

async function keep({ page, files, until }: Wanted): Promise<void> {
  if (!isCard(page)) return;
  const cache = await caches.open(CACHE);
  await tidy();
  const [answer] = await Promise.all([fetch(page), cache.addAll(files)]);
  if (isWhole(answer)) await store(page, answer, until);
}

/** From the network, so that a change of theme is seen and access that has ended has ended; without one, as it was kept. */
async function card(path: string, request: Request): Promise<Response> {
  const kept = await keptFor(path);
  try {
    const answer = await (kept ? inTime(fetch(request)) : fetch(request));
    if (kept && isWhole(answer)) await store(path, answer.clone(), untilOf(kept));
    else if (kept && answer.status < 500) await caches.delete(CACHE);
    return answer;
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}

async function keptFor(path: string): Promise<Response | undefined> {
  const kept = await caches.match(path);
  if (!kept || untilOf(kept) > Date.now()) return kept;
  await caches.delete(CACHE);
  return undefined;
}

/** The answer with its last hour written on it. */
async function store(path: string, answer: Response, until: number): Promise<void> {
  const headers = new Headers(answer.headers);
  headers.set(UNTIL, String(until));
  const cache = await caches.open(CACHE);
  await cache.put(path, new Response(await answer.blob(), { headers }));
}

/** Everything goes once no card of it is for today or later. */
async function tidy(): Promise<void> {
  const cache = await caches.open(CACHE);
  const cards = (await cache.keys()).filter(({ url }) => isCard(new URL(url).pathname));
  const kept = await Promise.all(cards.map(async (one) => ({ one, answer: await cache.match(one) })));
  const over = kept.filter(({ answer }) => !answer || untilOf(answer) <= Date.now());
  if (over.length === cards.length) await caches.delete(CACHE);
  else for (const { one } of over) await cache.delete(one);
}

const isWhole = (answer: Response): boolean => answer.status === 200 && !answer.redirected;
const untilOf = (answer: Response): number => Number(answer.headers.get(UNTIL) ?? 0);

const inTime = (answer: Promise<Response>): Promise<Response> =>
  Promise.race([answer, new Promise<never>((_, fail) => setTimeout(() => fail(new Error('slow')), PATIENCE))]);
