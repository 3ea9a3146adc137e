import { join } from 'node:path';

/** Where the papers' templates lie: Typst files, with the house's look in house.typ. */
export const templates = join(import.meta.dirname, 'templates');
