/** A print run's short address: /k/ and five letters. What it counts is a number, of nobody. */
import { isRunCode } from '../accounts/index.ts';
import { sql, type Tx } from '../lib/db.ts';

/** What a run is seen to bring: its address opened, an enquiry sent, somebody counted in. */
export type Brought = 'opened' | 'enquired' | 'counted-in';

/** One more. A code that nobody gave counts nothing, nor does one of another association than was asked (`association`). */
export async function countRun(tx: Tx, code: string | undefined, what: Brought, association: string | null = null): Promise<void> {
  if (isRunCode(code)) await sql`select app.count_run(${code}, ${what}, ${association})`.execute(tx);
}
