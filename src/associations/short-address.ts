/** A print run's short address: /k/ and five letters. What it counts is a number, of nobody. */
import { sql, type Tx } from '../lib/db.ts';

const CODE = /^[a-z2-9]{5}$/;
export const isRunCode = (text: string | null | undefined): text is string => CODE.test(text ?? '');

/** The print run that brought somebody to a page, from its address: carried on from page to page, and kept nowhere else. */
export function runIn(path: string): string | undefined {
  const code = new URLSearchParams(path.slice(path.indexOf('?') + 1)).get('k');
  return path.includes('?') && isRunCode(code) ? code : undefined;
}

/** One more who opened the address, or one more enquiry it brought. A code that nobody gave counts nothing. */
export async function countRun(tx: Tx, code: string, what: 'opened' | 'enquired'): Promise<void> {
  if (isRunCode(code)) await sql`select app.count_run(${code}, ${what})`.execute(tx);
}
