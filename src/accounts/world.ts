import type { Config } from '../config.ts';
import type { Assets } from '../lib/assets.ts';
import type { Keyring } from '../lib/crypto.ts';
import type { Instant, Now } from '../lib/day.ts';
import type { Db } from '../lib/db.ts';
import type { Typed } from '../lib/forms.ts';
import type { JobSender } from '../lib/jobs.ts';
import type { Language, Translate, Words } from '../lib/language.ts';
import type { Log } from '../lib/log.ts';
import type { PageCache } from '../lib/page-cache.ts';
import type { Press } from '../lib/pdf/index.ts';
import type { MenuItem } from '../ui/index.ts';
import type { Actor } from './actor.ts';
import type { Houses } from './houses.ts';
import type { Acting } from './visit.ts';

/** What the frame of every page needs of an association; kept in memory, read anew when it changes. */
export type House = {
  id: string;
  slug: string;
  name: string;
  href: string;
  country: 'NO' | 'DK';
  languages: Language[];
  words: Partial<Record<Language, Words>>;
};

/** Everything outside a request that requests need; made once in server.ts, and by the tests. */
export type World = {
  config: Config;
  db: Db;
  keys: Keyring;
  now: Now;
  log: Log;
  /** puts a job into the queue within the caller's transaction: no change, no job */
  enqueue: JobSender['enqueue'];
  assets: Assets;
  pages: PageCache;
  houses: Houses;
  /** sets what goes on paper */
  press: Press;
  menu(actor: Actor, t: Translate, path: string): MenuItem[];
  /** takes leave of somebody about to be erased, in the same transaction: ends what features below people/ know of, and says so */
  farewell(acting: Acting, leaving: Leaving): Promise<void>;
  unsent: Unsent;
};

/** What a signed-in person has typed in a long form and not sent yet; `form` is the path it is sent to. */
export type Unsent = {
  find(acting: Acting, form: string): Promise<{ at: Instant; values: Typed } | undefined>;
  /** everything that was sent of it; what was kept of the same form before is no more */
  keep(acting: Acting, form: string, sent: FormData): Promise<void>;
  forget(acting: Acting, form: string): Promise<void>;
};

export type Leaving = { person: string; association: string; reason: 'asked' | 'withdrew' | 'retention'; receipt: string };
