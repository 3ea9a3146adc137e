import type { ComponentChildren } from 'preact';
import { useFrame } from './frame.ts';
import type { Frame } from './frame.ts';
import { Bar } from './bar.tsx';
import { Icon } from './icon.tsx';
import { Mark } from './ring.tsx';
import { Alert } from './notice.tsx';
import { type Share, ShareHead } from './share.tsx';
import { languageName } from '../lib/language.ts';

export type PageProps = {
  /** the heading, and the name in the browser's tab */
  title: string;
  /** one or two sentences under the heading */
  lead?: ComponentChildren;
  /** a short line above the heading: what this belongs to */
  over?: ComponentChildren;
  back?: { href: string; label?: string };
  /** large for everyone who comes by, normal for those who work here */
  size?: 'normal' | 'large';
  /** text keeps lines short; wide is for tables and overviews */
  width?: 'text' | 'wide';
  /** the same page again because something must be put right */
  slip?: boolean;
  /** false where the page brings its own h1, as in Hero */
  heading?: boolean;
  /** names of the interactive parts this page uses */
  islands?: readonly string[];
  /** for pages that shall be found */
  share?: Share;
  /** no fonts, and the styles within the page itself (`inlined`) or beside it: there after one question */
  light?: { inlined: string } | { href: string };
  children?: ComponentChildren;
};

/** A whole page. The caller puts the doctype before it. */
export function Page(props: PageProps) {
  const frame = useFrame();
  const { title, size = 'normal', width = 'text', slip } = props;
  const named = frame.association ? `${title} · ${frame.association.name}` : title;
  return (
    <html lang={frame.language} class={frame.largeType ? 'large-type' : undefined} data-color-scheme="auto" data-color="spruce">
      <Head frame={frame} title={slip ? `${frame.t('ui:error')} ${named}` : named} page={props} />
      <body class={`page-${width} page-${size}`} data-size={size === 'large' ? 'lg' : 'md'}>
        <a class="skip" href="#main">
          {frame.t('ui:skip')}
        </a>
        <Bar frame={frame} />
        <Header frame={frame} />
        <main id="main" tabindex={-1}>
          {frame.notice && (
            <Alert tone="success" live>
              {frame.notice}
            </Alert>
          )}
          <Top {...props} />
          {props.children}
        </main>
        <Footer frame={frame} />
      </body>
    </html>
  );
}

function Head({ frame, title, page }: { frame: Frame; title: string; page: PageProps }) {
  const { share, light } = page;
  const islands = ['page', ...(page.islands ?? [])];
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{title}</title>
      <meta name="color-scheme" content="light dark" />
      <meta name="theme-color" media="(prefers-color-scheme: light)" content="#fbf8f2" />
      <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#141714" />
      <meta name="format-detection" content="telephone=no" />
      <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
      <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
      {light && 'inlined' in light ? (
        <style dangerouslySetInnerHTML={{ __html: light.inlined }} />
      ) : (
        <link rel="stylesheet" href={light?.href ?? frame.styles} />
      )}
      {share && <ShareHead share={share} title={page.title} site={frame.association?.name ?? 'Verksted'} language={frame.language} />}
      {islands.map((name) => frame.islands[name] && <script key={name} type="module" src={frame.islands[name]} />)}
    </head>
  );
}

function Header({ frame }: { frame: Frame }) {
  const { t, association, menu, person } = frame;
  return (
    <header class="site no-print">
      <div class="site-top">
        {association ? (
          <a class="brand" href={association.href}>
            <Mark />
            <span>{association.name}</span>
          </a>
        ) : (
          <span class="brand">
            <Mark />
          </span>
        )}
        {person ? <Person frame={frame} /> : <Languages frame={frame} />}
      </div>
      {menu.length > 0 && (
        <nav class="menu" aria-label={t('ui:menu')}>
          <ul>
            {menu.map((item) => (
              <li key={item.href}>
                <a href={item.href} aria-current={item.current ? 'page' : undefined}>
                  {item.label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </header>
  );
}

/** Who is signed in, the way to their own page, and the way out. */
function Person({ frame: { t, person, csrf } }: { frame: Frame }) {
  if (!person) return null;
  return (
    <details class="drop">
      <summary>
        <Icon name="person" />
        <span>{person.name}</span>
      </summary>
      <div class="drop-body">
        {person.href && <a href={person.href}>{t('ui:me')}</a>}
        <form action="/sign-out" method="post">
          {csrf && <input type="hidden" name="csrf" value={csrf} />}
          <button type="submit">{t('ui:signOut')}</button>
        </form>
      </div>
    </details>
  );
}

function Languages({ frame }: { frame: Frame }) {
  if (frame.languages.length < 2) return null;
  return (
    <details class="drop">
      <summary>
        <Icon name="globe" />
        <span class="ds-sr-only">{frame.t('ui:language')}: </span>
        <span>{languageName(frame.language)}</span>
      </summary>
      <div class="drop-body">
        <LanguageLinks frame={frame} />
      </div>
    </details>
  );
}

function LanguageLinks({ frame: { languages, language, path } }: { frame: Frame }) {
  return (
    <>
      {languages.map((other) => (
        <a
          key={other}
          href={`/language/${other}?back=${encodeURIComponent(path)}`}
          lang={other}
          hreflang={other}
          rel="nofollow"
          aria-current={other === language ? 'true' : undefined}
        >
          {languageName(other)}
        </a>
      ))}
    </>
  );
}

function Top({ title, lead, over, back, heading = true }: PageProps) {
  return (
    <>
      {back && <BackLink {...back} />}
      {heading && (
        <div class="top">
          {over && <p class="over">{over}</p>}
          <h1>{title}</h1>
          {lead && <p class="lead">{lead}</p>}
        </div>
      )}
    </>
  );
}

export function BackLink({ href, label }: { href: string; label?: string }) {
  const { t } = useFrame();
  return (
    <p class="back no-print">
      <a class="ds-link" href={href}>
        <Icon name="back" />
        <span>{label ?? t('ui:back')}</span>
      </a>
    </p>
  );
}

function Footer({ frame }: { frame: Frame }) {
  const { t, association, footer = [] } = frame;
  return (
    <footer class="site-foot no-print">
      <div>
        {association && (
          <p class="foot-name">
            <Mark />
            {association.name}
          </p>
        )}
        {footer.length > 0 && (
          <nav aria-label={t('ui:footer')}>
            <ul>
              {footer.map((item) => (
                <li key={item.href}>
                  <a class="ds-link" href={item.href}>
                    {item.label}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        )}
        {frame.languages.length > 1 && (
          <nav class="foot-languages" aria-label={t('ui:language')}>
            <LanguageLinks frame={frame} />
          </nav>
        )}
      </div>
    </footer>
  );
}
