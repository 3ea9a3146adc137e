import { createHash } from 'node:crypto';
import { pageNeeds, type Routes } from '../accounts/index.ts';
import { sayNumber } from '../lib/say.ts';
import { Field, Form, useFrame } from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import { cardsOf } from './card.ts';
import { shelfOf } from './finder.ts';
import { type Asked, readAsked } from './query.ts';
import { type Hits, search } from './search.ts';
import type { Shelf } from './shelf.ts';
import type { Day } from '../lib/day.ts';

const SHOWN = { may: 'site.read', cached: true, memory: true } as const;

/** The finder within the association's own pages: a frame, or one script that makes the frame. No cookie, and nothing of the visitor. */
export function embedRoutes(routes: Routes): void {
  routes.get(urls.embedScript, SHOWN, ({ world, http }) => {
    pageNeeds(http, { shared: true });
    const file = world.assets.files.get((world.assets.islands['embed'] ?? '').replace('/static/', ''));
    if (!file) return new Response(null, { status: 404 });
    return new Response(new Uint8Array(file.bytes), { headers: { 'content-type': file.type, 'cache-control': 'public, max-age=3600' } });
  });
  routes.get(urls.embed, SHOWN, (visit) => {
    const house = visit.world.houses.all().find(({ slug }) => slug === visit.params.association) ?? visit.missing();
    const shelf = shelfOf(visit.world, visit.today);
    const asked = readAsked(visit.query, house.country, [`of:${house.slug}`]);
    const hits = Object.keys(asked.wrong).length > 0 ? null : search(shelf, asked.search);
    const theme = themeOf(visit.query);
    const css = visit.world.assets.light.css + styleOf(theme);
    pageNeeds(visit.http, { framed: true, style: `sha256-${createHash('sha256').update(css).digest('base64')}` });
    return visit.page(<EmbedPage slug={house.slug} name={house.name} {...{ css, theme, asked, hits, shelf }} today={visit.today} />);
  });
}

/** What the association's own site may decide: colours as six figures, and nothing else, so that no style can be smuggled in. */
const THEME = ['accent', 'paper', 'ink'] as const;
type Theme = Partial<Record<(typeof THEME)[number], string>>;

function themeOf(query: URLSearchParams): Theme {
  const given = THEME.map((name) => [name, query.get(name) ?? ''] as const);
  return Object.fromEntries(given.filter(([, value]) => /^[0-9a-f]{6}$/i.test(value)));
}

/** The colours of the site around it, and such as can be read beside them: a light accent gets dark words on it, and no link is in it. */
function styleOf(theme: Theme): string {
  const { accent, paper = 'ffffff' } = theme;
  const ink = theme.ink && contrast(theme.ink, paper) >= READABLE ? theme.ink : darkOrLight(paper);
  const link = accent && contrast(accent, paper) >= READABLE ? accent : ink;
  const isThemed = theme.paper !== undefined || theme.ink !== undefined;
  const colours = { ...theme, ...(accent && { link, on: darkOrLight(accent) }), ...(isThemed && { ink, link }) };
  const set = Object.entries(colours).map(([name, value]) => `--embed-${name}:#${value}`);
  // The quieter words would be too quiet on a paper we do not know.
  const words = isThemed ? `.embed{--ink:#${ink};--quiet:#${ink};--green:#${link}}` : '';
  return set.length > 0 ? `:root{${set.join(';')}}${words}` : '';
}

/** WCAG 2.2, 1.4.3. */
const READABLE = 4.5;
const darkOrLight = (behind: string): string => (contrast('ffffff', behind) >= contrast('000000', behind) ? 'ffffff' : '000000');

function contrast(one: string, other: string): number {
  const [less = 0, more = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (more + 0.05) / (less + 0.05);
}

function luminance(colour: string): number {
  const parts = [0, 2, 4].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** What an association pastes into its own pages: one script that fits itself, a frame that needs none, and that frame as a block of WordPress. */
export function snippetsOf(server: string, slug: string, title: string): { script: string; frame: string; wordpress: string } {
  const said = title.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const frame = `<iframe src="${server}${to(urls.embed, { association: slug })}" title="${said}" width="100%" height="900" frameborder="0" loading="lazy"></iframe>`;
  return {
    script: `<script src="${server}${urls.embedScript}" data-association="${slug}" data-title="${said}" async></script>`,
    frame,
    wordpress: `<!-- wp:html -->\n${frame}\n<!-- /wp:html -->`,
  };
}

type EmbedProps = {
  slug: string;
  name: string;
  css: string;
  theme: Theme;
  asked: Asked;
  hits: Hits | null;
  shelf: Shelf;
  today: Day;
};

function EmbedPage({ slug, name, css, theme, asked, hits, shelf, today }: EmbedProps) {
  const { t, language, islands } = useFrame();
  const here = { association: slug };
  const all = hits ? [...hits.hits, ...hits.anywhere] : [];
  const errors = Object.fromEntries(
    Object.entries(asked.wrong).map(([field, why]) => [
      field,
      t(`offers:wrong.${why}`, { typed: (asked.typed[field] ?? '').slice(0, 40) }),
    ]),
  );
  return (
    <html lang={language} data-color-scheme="light" data-color="spruce">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <base target="_top" />
        <title>{`${t('offers:title-of')} · ${name}`}</title>
        <style dangerouslySetInnerHTML={{ __html: css }} />
        {islands['framed'] && <script type="module" src={islands['framed']} />}
      </head>
      <body class="embed" data-size="md">
        <main id="main">
          <h1>{t('offers:title-of')}</h1>
          <div class="finder" role="search" data-frame-form>
            <Form action={to(urls.embed, here)} method="get" values={asked.typed} errors={errors} hidden={{ ...theme, lang: language }}>
              <div class="finder-main">
                <Field name="place" label={t('offers:place')} help={t('offers:place-help')} autocomplete="off" />
                <Field name="q" label={t('offers:words')} type="search" autocomplete="off" />
              </div>
              <button class="ds-button" type="submit" formtarget="_self">
                {t('offers:search')}
              </button>
            </Form>
          </div>
          {hits && (
            <p role="status">
              {all.length === 0
                ? t('offers:found.none')
                : t('offers:found.all', { count: all.length, said: sayNumber(hits.total + hits.anywhereTotal, language) })}
            </p>
          )}
          <ol class="found" dangerouslySetInnerHTML={{ __html: cardsOf(shelf, all, t, today) }} />
          <p>
            <a href={to(urls.finderOf, here)}>{t('offers:page.back')}</a>
          </p>
        </main>
      </body>
    </html>
  );
}
