import type { Routes, Visit } from '../accounts/index.ts';
import { to, urls } from '../urls.ts';
import { pointsOf } from './around.ts';
import { shelfOf } from './finder.ts';
import { offerIn, pathOf } from './shelf.ts';

/** Addresses in one file; the protocol allows 50 000. https://www.sitemaps.org/protocol.html */
const IN_ONE = 20_000;
const SHOWN = { may: 'site.read', cached: true, memory: true } as const;

/** What is ours to be found, and what is nobody's business. */
export function siteMapRoutes(routes: Routes): void {
  routes.get(urls.robots, SHOWN, ({ world }) =>
    text(
      'text/plain',
      `User-agent: *\nDisallow: /desk\nDisallow: /sign-in\nDisallow: /language/\nDisallow: /k/\nAllow: /\nSitemap: ${world.config.PUBLIC_URL}${urls.sitemap}\n`,
    ),
  );
  routes.get(urls.sitemap, SHOWN, (visit) => {
    const all = addressesOf(visit);
    const files = Math.ceil(all.length / IN_ONE);
    const page = Number(/^\d{1,3}$/.exec(visit.query.get('page') ?? '')?.[0] ?? 0);
    if (files > 1 && page === 0)
      return xml(
        'sitemapindex',
        'sitemap',
        Array.from({ length: files }, (_, at) => `${visit.world.config.PUBLIC_URL}${urls.sitemap}?page=${at + 1}`),
      );
    return xml('urlset', 'url', all.slice(Math.max(0, page - 1) * IN_ONE, Math.max(1, page) * IN_ONE));
  });
}

function addressesOf({ world, today }: Visit): string[] {
  const shelf = shelfOf(world, today);
  const houses = world.houses.all().flatMap(({ slug }) => {
    const here = { association: slug };
    return [to(urls.association, here), to(urls.about, here), to(urls.finderOf, here)];
  });
  const places = pointsOf(shelf, null).map(({ municipality }) => to(urls.placeShown, { municipality: municipality.slug }));
  const offers = shelf.bySlot.flatMap((kept, slot) => (kept ? [pathOf(offerIn(shelf, slot))] : []));
  return [...houses, urls.finder, urls.places, ...places, ...offers].map((path) => world.config.PUBLIC_URL + path);
}

const text = (type: string, body: string) => new Response(body, { headers: { 'content-type': `${type}; charset=utf-8` } });

const xml = (outer: string, inner: string, addresses: readonly string[]): Response =>
  text(
    'application/xml',
    `<?xml version="1.0" encoding="UTF-8"?>\n<${outer} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${addresses
      .map((one) => `<${inner}><loc>${one.replaceAll('&', '&amp;')}</loc></${inner}>`)
      .join('\n')}\n</${outer}>\n`,
  );
