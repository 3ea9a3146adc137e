/** A house with very many offers, and what people ask of its finder. */
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import pg, { type PoolConfig } from 'pg';
import type { World } from '../src/accounts/index.ts';
import { readConfig } from '../src/config.ts';
import { houses, seat } from '../demo/cast.ts';
import { putAll } from '../demo/rows.ts';
import { realNow } from '../src/lib/day.ts';
import { newId } from '../src/lib/ids.ts';
import { municipalities } from '../src/lib/places/index.ts';
import type { Cluster } from '../src/lib/postgres/index.ts';
import { areas, offerKinds } from '../src/offers/index.ts';
import { openWorld } from '../src/open.ts';
import { urls } from '../src/urls.ts';

export type FinderHouse = {
  superuser: pg.Pool;
  /** opens the house in this process, with its finder */
  open(): Promise<{ world: World; close(): Promise<void> }>;
  /** what a server process of this house is started with */
  environment(port: number): Record<string, string>;
};

export async function makeFinderHouse(cluster: Cluster, folder: string, count: number): Promise<FinderHouse> {
  const connections = {
    superuser: cluster.superuser('postgres'),
    app: cluster.connection('verksted_app', 'postgres'),
    jobs: cluster.connection('verksted_jobs', 'postgres'),
    stop: async () => {},
  };
  const KEYS_FOLDER = mkdtempSync(join(folder, 'keys-'));
  const open = () => openWorld(readConfig({ PUBLIC_URL: 'http://localhost', PORT: '0', KEYS_FOLDER }), realNow, connections);
  const { world, close } = await open();
  const superuser = new pg.Pool({ ...connections.superuser, max: 2 });
  await seat({ superuser, world });
  await putOffers(superuser, world, count);
  await close();
  return {
    superuser,
    open,
    environment: (port) => ({
      PUBLIC_URL: `http://localhost:${port}`,
      PORT: String(port),
      DATA_FOLDER: join(folder, `data-${port}`),
      KEYS_FOLDER,
      DATABASE_URL: urlOf(connections.app, cluster),
      DATABASE_OWNER_URL: urlOf(connections.superuser, cluster),
      DATABASE_JOBS_URL: urlOf(connections.jobs, cluster),
    }),
  };
}

function urlOf({ user, database, options }: PoolConfig, { socketFolder, port }: Cluster): string {
  const at = new URLSearchParams({ host: socketFolder, port: String(port), user: user!, ...(options && { options }) });
  return `postgresql:///${database}?${at}`;
}

const words = 'sorg kafe tur brystkreft samtale strikk musikk mat pårørende ung menn natur sykkel kor kaffe'.split(' ');
const misspelt = ['sorgruppe', 'kafee', 'brystkrft', 'smtale', 'paarorende'];
const rules = ['FREQ=WEEKLY;BYDAY=TU', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TH', 'FREQ=MONTHLY;BYDAY=1MO', ''];

/** Offers in every municipality, a little apart from one another, each with three words of its own, from many days and at many times. */
async function putOffers(superuser: pg.Pool, world: World, count: number): Promise<void> {
  const places = municipalities();
  const client = await superuser.connect();
  // Nobody listens yet: a hundred thousand notices would only be thrown away.
  await client.query('set session_replication_role = replica');
  const now = world.now();
  const rows = Array.from({ length: count }, (_, n) => {
    const { code, country, name, point } = places[n % places.length]!;
    const own = [words[n % words.length], words[(n * 7) % words.length], words[Math.trunc(n / 455) % words.length]];
    const rule = rules[n % rules.length]!;
    return {
      id: newId(),
      association_id: country === 'DK' ? houses.broen.id : houses.lyspunkt.id,
      slug: `tilbud-${n}`,
      kind: offerKinds[n % offerKinds.length],
      texts: {
        [country === 'DK' ? 'da' : 'nb']: {
          title: `${own[0]} ${name} ${n}`,
          summary: `Et tilbud om ${own[1]} og ${own[2]}.`,
          more: 'Alle er velkommen.',
        },
      },
      ways: n % 10 === 0 ? ['digital'] : ['in-person'],
      areas: [areas[n % areas.length]],
      languages: ['nb'],
      place: name,
      municipality: code,
      latitude: point.latitude + ((n % 7) - 3) / 200,
      longitude: point.longitude + ((n % 5) - 2) / 200,
      starts_on: rule ? `2026-${n % 2 === 0 ? '09' : '10'}-${String(1 + (n % 28)).padStart(2, '0')}` : null,
      clock: rule ? `${10 + (n % 11)}:${n % 3 === 0 ? '30' : '00'}` : null,
      minutes: rule ? 90 : null,
      rule,
      published_on: '2026-09-01',
      confirmed_on: '2026-09-01',
      created_at: now,
      changed_at: now,
    };
  });
  await putAll(client, { offers: rows });
  await client.query('set session_replication_role = default');
  client.release();
  await superuser.query('analyze offers');
}

/** The nth thing somebody asks: a place and a word, one in five misspelt. */
export function wish(n: number) {
  const place = municipalities()[(n * 37) % municipalities().length]!;
  const word = n % 5 === 0 ? misspelt[n % misspelt.length]! : words[(n * 3) % words.length]!;
  return { place, word };
}

/** Its address: one in four narrows it. No two are the same, so that no whole page can be kept. */
export function addressOf(n: number): string {
  const { place, word } = wish(n);
  const ways: Record<string, string>[] = [{ kind: offerKinds[n % offerKinds.length]! }, { way: 'in-person' }, { day: 'tue' }, { km: '50' }];
  const narrowed = n % 4 === 0 ? ways[(n / 4) % 4] : {};
  return `${urls.finder}?${new URLSearchParams({ place: place.name, q: word, ...narrowed, n: String(n) })}`;
}
