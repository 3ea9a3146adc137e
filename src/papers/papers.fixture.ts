import assert from 'node:assert/strict';
import { crc32, deflateSync } from 'node:zlib';
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

/** A PNG of `width` × `height` in one colour, as an association might send its logo. */
export function plainPng(width: number, height: number): Buffer {
  const chunk = (name: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2], 8); // eight bits each of red, green and blue
  const line = Buffer.from([0, ...Array.from({ length: width }, () => [0x7a, 0x1f, 0x4b]).flat()]);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => line)));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}
