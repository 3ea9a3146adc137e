/**
 * What a visitor brings along from page to page: by which printed paper she came, and in which language it was. It stands in the
 * addresses of the links she may follow and nowhere else: no cookie, nothing stored, nothing in a log.
 */
const RUN = 'k';
const CODE = /^[a-z2-9]{5}$/;
export const isRunCode = (text: string | null | undefined): text is string => CODE.test(text ?? '');

/** The print run that brought somebody here, from the query of the address. */
export function runIn(query: URLSearchParams): string | undefined {
  const code = query.get(RUN);
  return isRunCode(code) ? code : undefined;
}

/** What goes on with the visitor, as it stands in an address; empty for whoever came without. */
export function carriedIn(query: URLSearchParams): string {
  const code = runIn(query);
  const language = /^[a-z]{2}$/.exec(query.get('lang') ?? '')?.[0];
  return code ? new URLSearchParams({ ...(language && { lang: language }), [RUN]: code }).toString() : '';
}

/** What one chooses for oneself leads back by itself; whoever signs in is not counted, and no program that reads open data. */
const ENDS = /^\/(?:static|language|text-size|sign-in|open)(?:\/|$)/;

/** A path of this site, leading on with it. */
export function carryTo(path: string, carried: string): string {
  const [, before, query = '', hash = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/.exec(path) ?? [];
  if (!carried || before === undefined || !/^\/(?!\/)/.test(before) || ENDS.test(before)) return path;
  const given = new URLSearchParams(query);
  const added = [...new URLSearchParams(carried)].filter(([name]) => !given.has(name));
  for (const [name, value] of added) given.append(name, value);
  return added.length === 0 ? path : `${before}?${given}${hash}`;
}

const OPENING = /<(?:a|form)\s(?:[^>"]|"[^"]*")*>/g;

/** A drawn page in which every own link and form leads on with it: here, so that no page can forget to. */
export function carryOn(html: string, carried: string): string {
  if (!carried) return html;
  return html.replace(OPENING, (tag) => {
    if (tag.startsWith('<form') && /\smethod="get"/.test(tag)) return tag + hiddenOf(carried); // its own query takes the place of the address's
    return tag.replace(
      /(\s(?:href|action)=")([^"]*)(?=")/,
      (_, name: string, path: string) => name + written(carryTo(read(path), carried)),
    );
  });
}

const read = (attribute: string): string => attribute.replaceAll('&amp;', '&');
const written = (path: string): string => path.replaceAll('&', '&amp;');
const hiddenOf = (carried: string): string =>
  [...new URLSearchParams(carried)].map(([name, value]) => `<input type="hidden" name="${name}" value="${value}"/>`).join('');
