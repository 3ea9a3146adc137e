import type { Context as HonoContext } from 'hono';
import { getCookie } from 'hono/cookie';
import { type Tx, transaction } from '../lib/db.ts';
import { isId } from '../lib/ids.ts';
import { chooseLanguage, type Language, languages } from '../lib/language.ts';
import { to, urls } from '../urls.ts';
import { type Actor, idOf } from './actor.ts';
import { csrfHolds } from './csrf.ts';
import { tellDecision } from './decisions.ts';
import { dayHere } from './day-here.ts';
import { KEEP, kindOf } from './front-door.ts';
import { findHolder } from './links.ts';
import { type Permission, may, needsSecondStep, permissions } from './permissions.ts';
import { takeTurn } from './limits.ts';
import { ErrorPage, LinkGonePage } from './pages.tsx';
import { remember, remembered } from './remembered.ts';
import type { Registered } from './route.ts';
import { findPerson, noteSeen, SESSION_COOKIE } from './session.ts';
import { isLarge } from './text-size.ts';
import { Missing, type Visit } from './visit.ts';
import { draw, type Scene, visitOf } from './scene.tsx';
import type { World } from './world.ts';

type Handler = (visit: Visit) => Promise<Response> | Response;

/** The way of every request: who is it, may they, how often; then the feature answers inside one transaction. */
export async function receive(world: World, route: Registered, http: HonoContext, handler: Handler): Promise<Response> {
  const session = getCookie(http, SESSION_COOKIE);
  if (route.cached && !session) {
    const language = languageOf(http, null);
    const scene = sceneOf(world, route, http, { kind: 'visitor' }, language);
    http.set(KEEP, kindOf(scene.today, language, isLarge(http, scene.actor)));
    return answer(scene, handler);
  }
  const person = session ? await findPerson(world, session, dayHere(world)) : undefined;
  const found = isLinkRoute(route.may) ? await findHolder(world, http.req.param('token') ?? '', route.may) : undefined;
  const actor: Actor = found?.holder ?? person ?? { kind: 'visitor' };
  const scene = sceneOf(world, route, http, actor, languageOf(http, actor.kind === 'visitor' ? (found?.language ?? null) : actor.language));
  if (!(await takeTurn(world, route.limit, http, actor)))
    return tellDecision(scene, draw(scene, <ErrorPage kind="too-often" />, 429), 'limit');
  if (found?.gone) return tellDecision(scene, draw(scene, <LinkGonePage token={http.req.param('token')!} why={found.gone} />, 410), 'link');
  const stopped = await stopAtTheDoor(scene);
  return stopped ? tellDecision(scene, stopped, 'door') : tellDecision(scene, await answer(scene, handler), 'rows');
}

/** A body longer than the route takes is not read: that is said in the language of whoever sent it. */
export async function tooLarge(world: World, route: Registered, http: HonoContext): Promise<Response> {
  const session = getCookie(http, SESSION_COOKIE);
  const person = session ? await findPerson(world, session, dayHere(world)) : undefined;
  const scene = sceneOf(world, route, http, person ?? { kind: 'visitor' }, languageOf(http, person?.language ?? null));
  return tellDecision(scene, draw(scene, <ErrorPage kind="too-large" />, 413), 'body');
}

/** The reasons not to let someone in, before any feature is asked. */
async function stopAtTheDoor(scene: Scene): Promise<Response | null> {
  const { actor, route, http } = scene;
  const back = route.method === 'GET' ? http.req.path : urls.desk;
  if (!may(actor, route.may)) {
    if (actor.kind === 'visitor' && !isLinkRoute(route.may) && route.may !== 'sms.receive')
      return http.redirect(to(urls.signIn, {}, { back }), 303);
    if (!route.machine) return draw(scene, <ErrorPage kind="missing" />, 404);
  }
  if (namesNothing(http.req.param())) return draw(scene, <ErrorPage kind="missing" />, 404);
  if (needsSecondStep(actor, route.may)) return http.redirect(to(urls.secondStep, {}, { back }), 303);
  if (route.method === 'POST' && actor.kind === 'person' && !(await csrfHolds(scene)))
    return draw(scene, <ErrorPage kind="stale-form" />, 403);
  return null;
}

/** What stands for a word in an address; of what may be made there, `new` is one. Everything else is the id of something. */
const WORDS = new Set([
  'paper',
  'code',
  'association',
  'umbrella',
  'wants',
  'token',
  'language',
  'file',
  'kind',
  'passkey',
  'receipt',
  'secret',
  'slug',
  'municipality',
  'size',
]);
const MADE = new Set(['chapter', 'venue', 'model', 'offer']);

/** The database would take a wrong id for a mistake of ours: nobody has such a thing, so it is not there. */
const namesNothing = (params: Record<string, string>): boolean =>
  Object.entries(params).some(([name, value]) => !WORDS.has(name) && !isId(value) && !(MADE.has(name) && value === 'new'));

/** What stands in for a transaction where nothing of the database is needed. */
const noTx = new Proxy({} as Tx, {
  get: () => {
    throw new Error('a route that answers from memory asked the database');
  },
});

async function answer(scene: Scene, handler: Handler): Promise<Response> {
  try {
    if (scene.route.memory && scene.actor.kind === 'visitor') return await handler(visitOf(scene, noTx));
    const outside = await scene.route.outside?.(beforeOf(scene));
    const { visit, response } = await transaction(scene.world.db, { person: idOf(scene.actor), today: scene.today }, async (tx) => {
      if (scene.actor.kind === 'person') await noteSeen(tx, scene.actor, scene.now);
      const visit = visitOf(scene, tx, outside);
      const keeps = scene.route.unsent && scene.actor.kind === 'person';
      if (keeps && scene.route.method === 'GET') scene.unsent = await scene.world.unsent.find(visit, scene.http.req.path);
      const response = await handler(visit);
      if (keeps && response.status === 303 && !visit.kept()) await scene.world.unsent.forget(visit, scene.http.req.path);
      if (response.status >= 400 && !visit.kept()) throw new Undone(response);
      return { visit, response };
    });
    return (await visit.made()) ?? response;
  } catch (error) {
    if (error instanceof Undone) return error.response;
    if (error instanceof Missing || isHidden(error)) return draw(scene, <ErrorPage kind="missing" />, 404);
    throw error;
  }
}

/** Row-level security said no where a feature did not: to this actor it is not there. */
const isHidden = (error: unknown) => error instanceof Error && 'code' in error && error.code === '42501';

const beforeOf = ({ world, http, actor, now }: Scene) => ({
  world,
  http,
  actor,
  now,
  query: new URL(http.req.url).searchParams,
  requestId: http.get('requestId') as string,
});

/** An error reply leaves nothing behind: the transaction is rolled back, the page is still sent. */
class Undone extends Error {
  readonly response: Response;
  constructor(response: Response) {
    super('rolled back');
    this.response = response;
  }
}

const isLinkRoute = (permission: Permission) => permissions[permission].some((who) => who.startsWith('link:'));

function languageOf(http: HonoContext, own: Language | null): Language {
  const query = http.req.query('lang');
  const cookie = remembered(http, 'lang');
  return chooseLanguage({ query, cookie, person: own, acceptLanguage: http.req.header('accept-language') ?? null, offered: languages });
}

function sceneOf(world: World, route: Registered, http: HonoContext, actor: Actor, language: Language): Scene {
  return { world, route, http, actor, language, now: world.now(), today: dayHere(world) };
}

/** Remembers a language for a year. */
export function keepLanguage(http: HonoContext, language: Language): void {
  remember(http, 'lang', language, { seconds: 31_536_000 });
}
