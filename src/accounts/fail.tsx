import type { Context as HonoContext } from 'hono';
import { renderToString } from 'preact-render-to-string';
import { chooseLanguage, languages, translator } from '../lib/language.ts';
import { FrameContext } from '../ui/index.ts';
import { ErrorPage } from './pages.tsx';
import { remembered } from './remembered.ts';
import type { World } from './world.ts';

const kinds = { 403: 'stale-form', 404: 'missing', 500: 'broken' } as const;

/** The one handler of what nobody foresaw: a page with a reference number for the person, a log line without personal data for us. */
export function fail(world: World, http: HonoContext, status: 403 | 404 | 500, error?: Error): Response {
  const reference = http.get('requestId' as never) as string;
  if (error) world.log.error('request.failed', error, { request: reference, method: http.req.method, route: http.req.routePath });
  if (status === 403) world.log.info('access.refused', { request: reference, method: http.req.method, status, reason: 'other-site' });
  const accepts = { cookie: remembered(http, 'lang'), acceptLanguage: http.req.header('accept-language') ?? null };
  const language = chooseLanguage({ ...accepts, offered: languages });
  const frame = { t: translator(language), language, languages, path: '/', menu: [], styles: world.assets.styles, islands: {} };
  const html = renderToString(
    <FrameContext.Provider value={frame}>
      <ErrorPage kind={kinds[status]} reference={status === 500 ? reference : undefined} />
    </FrameContext.Provider>,
  );
  return http.html(`<!doctype html>${html}`, status, { 'cache-control': 'no-store' });
}
