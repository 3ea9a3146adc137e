import type { Day } from './day.ts';

/** Something that waits for a person: what, how many, and since when. `about` is what it is where it is one thing, `name` what that is called. */
export type Due<What extends string> = { what: What; count: number; since: Day; about?: string; name?: string };
