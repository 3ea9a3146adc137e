import assert from 'node:assert/strict';
import { cast, type CastName, type Client, houses } from '../../test/cast.ts';
import { readPdf, type ReadPdf } from '../../test/pdf.ts';
import type { TestWorld } from '../../test/world.ts';
import { day } from '../lib/day.ts';
import { transaction } from '../lib/db.ts';
import { newId } from '../lib/ids.ts';
import { type Outgoing, send } from '../messages/index.ts';
import { keysOf, sealFor } from '../people/index.ts';

const TODAY = day('2026-12-01');

/** Somebody with nothing but a postal address. */
export async function onPaper({ world, superuser }: TestWorld, who: CastName, address = 'Eksempelveien 7\n5003 Bergen'): Promise<void> {
  const { id, house } = cast[who];
  await transaction(world.db, { person: id, today: TODAY }, async (tx) => {
    const key = (await keysOf({ world, tx }, [id])).get(id)!;
    const row = newId();
    const sealed = sealFor(key, { table: 'contacts', column: 'value', row }, address);
    await superuser.query("update people set reach_by = 'post' where id = $1", [id]);
    await superuser.query('delete from contacts where person_id = $1', [id]);
    await superuser.query(
      "insert into contacts (id, association_id, person_id, kind, value, created_at) values ($1, $2, $3, 'address', $4, now())",
      [row, houses[house].id, id, sealed],
    );
  });
}

/** Says something to one of the cast and waits until it has gone as far as it can. */
export async function told(here: TestWorld, who: CastName, message: Omit<Outgoing, 'to'>): Promise<void> {
  const { id, house } = cast[who];
  await transaction(here.world.db, { person: id, today: TODAY }, (tx) =>
    send({ world: here.world, tx, now: here.world.now() }, houses[house].id, { to: id, ...message }),
  );
  await here.whenIdle();
}

/** The paper at an address, as a reader of PDF finds it: always tagged, always with a language. */
export async function paperAt(client: Client, path: string): Promise<ReadPdf> {
  const response = await client.get(path);
  assert.equal(response.status, 200, path);
  assert.equal(response.headers.get('content-type'), 'application/pdf');
  assert.equal(response.headers.get('cache-control'), 'no-store');
  const read = await readPdf(await response.arrayBuffer());
  assert.ok(read.tagged && read.ua === '1' && read.language && read.title, path);
  return read;
}
