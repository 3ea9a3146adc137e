import { keepLanguage, keepTextSize, type Routes } from '../accounts/index.ts';
import { isLanguage } from '../lib/language.ts';
import { packingOf, packWell } from '../lib/pack.ts';
import { ownPath } from '../lib/own-path.ts';
import { urls } from '../urls.ts';

/** What belongs to no feature: files, the switches of language and text size, the sign of life. */
export function siteRoutes(routes: Routes): void {
  routes.get(urls.statics, { may: 'site.read' }, ({ world, params, http }) => {
    const file = world.assets.files.get(params.file);
    if (!file) return new Response(null, { status: 404 });
    const packing = /css|javascript/.test(file.type) ? packingOf(http.req.header('accept-encoding')) : null;
    const bytes = packing ? (file.packed[packing] ??= packWell(file.bytes, packing)) : file.bytes;
    const headers = { 'content-type': file.type, 'cache-control': 'public, max-age=31536000, immutable', vary: 'Accept-Encoding' };
    return new Response(new Uint8Array(bytes), { headers: packing ? { ...headers, 'content-encoding': packing } : headers });
  });

  routes.get(urls.language, { may: 'site.read' }, ({ http, params, query, redirect }) => {
    if (isLanguage(params.language)) keepLanguage(http, params.language);
    return redirect(inOwnLanguage(ownPath(query.get('back'), urls.start)));
  });

  routes.get(urls.textSize, { may: 'site.read' }, ({ http, params, query, redirect }) => {
    if (params.size === 'larger' || params.size === 'usual') keepTextSize(http, params.size);
    return redirect(ownPath(query.get('back'), urls.start));
  });

  routes.get(urls.health, { may: 'site.read' }, ({ http }) => http.text('ok'));
}

/** What is chosen goes before what an address says: one from a search engine or a printed paper names its language. */
function inOwnLanguage(path: string): string {
  const [before, query] = path.split('?');
  const left = new URLSearchParams(query);
  left.delete('lang');
  return left.size > 0 ? `${before}?${left}` : before!;
}
