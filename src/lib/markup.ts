/** HTML that is written by hand where drawing it with components would cost too much: every value is escaped, as Preact escapes. */
export type Markup = { readonly html: string };

const written: Record<string, string> = { '&': '&amp;', '<': '&lt;', '"': '&quot;' };
export const escaped = (text: string): string => (/[&<"]/.test(text) ? text.replace(/[&<"]/g, (sign) => written[sign]!) : text);

type Value = string | number | Markup | readonly Markup[] | null | false;

/** `markup` before a template: strings in it are text, markup in it stays, null and false are nothing. Attributes stand in double quotes. */
export function markup(fixed: TemplateStringsArray, ...values: Value[]): Markup {
  let html = fixed[0]!;
  for (let at = 0; at < values.length; at += 1) html += shown(values[at]!) + fixed[at + 1]!;
  return { html };
}

function shown(value: Value): string {
  if (value === null || value === false) return '';
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'number') return String(value);
  return 'html' in value ? value.html : value.map(({ html }) => html).join('');
}
