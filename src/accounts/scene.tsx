import type { Context as HonoContext } from 'hono';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { record } from '../history/index.ts';
import { type Day, type Instant, wallOf, zone } from '../lib/day.ts';
import type { Tx } from '../lib/db.ts';
import { readForm } from '../lib/forms.ts';
import { hasText, type Language, languages, type Translate, translator } from '../lib/language.ts';
import { sayDayTime } from '../lib/say.ts';
import { type Frame, FrameContext } from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import type { Actor } from './actor.ts';
import { carriedIn, carryOn, carryTo } from './carry.ts';
import { csrfToken } from './csrf.ts';
import { forgetRemembered, remember, remembered } from './remembered.ts';
import type { Registered } from './route.ts';
import { isLarge } from './text-size.ts';
import { Missing, recorder, type Visit } from './visit.ts';
import type { House, World } from './world.ts';

/** One request before it has a transaction. */
export type Scene = {
  world: World;
  route: Registered;
  http: HonoContext;
  actor: Actor;
  language: Language;
  now: Instant;
  today: Day;
  unsent?: Awaited<ReturnType<World['unsent']['find']>>;
};

const ZONE = zone('Europe/Oslo');
const NOTICE = 'notice';

/** Draws a page in its frame. Signed-in and private pages are never stored by anyone. */
export function draw(scene: Scene, body: VNode, status = 200): Response {
  const html = renderToString(<FrameContext.Provider value={frameOf(scene)}>{body}</FrameContext.Provider>);
  if (!scene.route.cached || scene.actor.kind !== 'visitor' || status !== 200) scene.http.header('Cache-Control', 'no-store');
  return scene.http.html(carryOn(`<!doctype html>${html}`, carriedBy(scene)), status as 200);
}

/** Only visitors bring anything along: whoever signs in, or holds a private link, is nobody's count. */
const carriedBy = ({ actor, http }: Pick<Scene, 'actor' | 'http'>): string =>
  actor.kind === 'visitor' ? carriedIn(new URL(http.req.url).searchParams) : '';

function drawerOf(scene: Scene, path: string): (body: VNode) => string {
  const frame = { ...frameOf(scene), path };
  return (body) => renderToString(<FrameContext.Provider value={frame}>{body}</FrameContext.Provider>);
}

function frameOf(scene: Scene): Frame {
  const { actor, world, http, language } = scene;
  const t = translator(language);
  const house = world.houses.of(actor.kind === 'visitor' ? http.req.param('association') : actor.association);
  return {
    t: house?.words[language] ? translator(language, house.words[language]) : t,
    language,
    languages: house?.languages ?? languages,
    path: http.req.path + new URL(http.req.url).search,
    csrf: actor.kind === 'person' ? csrfToken(world, actor) : undefined,
    association: house && { name: house.name, href: house.href },
    person: actor.kind === 'person' ? { name: t('ui:me'), href: urls.me } : undefined,
    largeType: isLarge(http, actor),
    menu: world.menu(actor, t, http.req.path),
    footer: house && footerOf(house, t, actor),
    quickExit: house?.country === 'DK' ? 'https://www.dmi.dk/' : 'https://www.yr.no/',
    notice: noticeOf(scene),
    unsent: scene.route.unsent && actor.kind === 'person' ? unsentOf(scene) : undefined,
    styles: world.assets.styles,
    islands: world.assets.islands,
  };
}

/** The quiet links at the foot of every page. */
function footerOf(house: House, t: Translate, actor: Actor): Frame['footer'] {
  const here = { association: house.slug };
  return [
    { href: to(urls.about, here), label: t('public:footer.about') },
    { href: to(urls.privacy, here), label: t('public:footer.privacy') },
    { href: `${to(urls.privacy, here)}#accessibility`, label: t('public:footer.accessibility') },
    { href: `${house.href}#contact`, label: t('public:footer.contact') },
    ...(actor.kind === 'person' ? [] : [{ href: urls.signIn, label: t('public:footer.sign-in') }]),
  ];
}

/** The sentence left by the page before, said once. Only a key of our own texts is ever shown. */
function noticeOf({ http, language, route }: Scene): string | undefined {
  const key = route.cached ? undefined : remembered(http, NOTICE);
  if (!key || !hasText(key)) return undefined;
  forgetRemembered(http, NOTICE);
  return translator(language)(key);
}

function unsentOf({ unsent, language, today }: Scene): Frame['unsent'] {
  if (!unsent) return { action: urls.meUnsent };
  const { day, clock } = wallOf(unsent.at, ZONE);
  return { action: urls.meUnsent, said: sayDayTime(day, clock, language, { today }), values: unsent.values };
}

/** What was sent; a body that is no form says nothing, and the page then says what is missing. */
const submittedIn = (http: HonoContext): Promise<FormData> =>
  http.req.formData().catch((error: unknown) => {
    if (error instanceof TypeError) return new FormData();
    throw error; // it was longer than the route takes
  });

/** The visit a handler is given, around one transaction. `kept` tells whether an error reply shall still be committed. */
export function visitOf(scene: Scene, tx: Tx, outside?: unknown): Visit & { kept(): boolean; made(): Promise<Response> | undefined } {
  const { http, actor, world, now, today, language } = scene;
  const requestId = http.get('requestId') as string;
  let kept = false;
  let makeLater: (() => Promise<Response>) | undefined;
  const acting = { world, tx, actor, now, today, requestId };
  const house = world.houses.of(actor.kind === 'visitor' ? http.req.param('association') : actor.association);
  return {
    ...acting,
    record: recorder(acting, record),
    params: http.req.param() as Record<string, string>,
    query: new URL(http.req.url).searchParams,
    t: translator(language, house?.words[language]),
    language,
    http,
    outside,
    submitted: () => submittedIn(http),
    form: async (schema) => readForm(schema, await submittedIn(http)),
    page: (body, status) => draw(scene, body, status),
    drawer: (path) => drawerOf(scene, path),
    redirect: (path, notice) => {
      if (notice) remember(http, NOTICE, notice, { seconds: 60 });
      return http.redirect(http.req.method === 'GET' ? carryTo(path, carriedBy(scene)) : path, 303);
    },
    missing: () => {
      throw new Missing();
    },
    later: (make) => {
      makeLater = make;
      return new Response();
    },
    made: () => makeLater?.(),
    keep: () => void (kept = true),
    kept: () => kept,
  };
}
