import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cast, seat } from '../../test/cast.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { newId } from '../lib/ids.ts';
import { day } from '../lib/day.ts';
import { type Db, openDb, transaction } from '../lib/db.ts';
import { record, sealHistory, verifyHistory } from './index.ts';

let house: TestWorld;
let jobs: Db;
const nobody = { person: null, today: day('2026-12-01') };

before(async () => {
  house = await openTestWorld();
  await seat(house);
  jobs = openDb({ ...house.superuser.options, user: 'verksted_jobs', max: 2 }, house.world.keys.context, () => {});
});
after(async () => {
  await jobs.pool.end();
  await house.close();
});

const happen = () =>
  transaction(house.world.db, nobody, (tx) =>
    record(tx, {
      at: house.world.now(),
      actor: null,
      role: 'visitor',
      act: 'enquiry.received',
      object: ['enquiry', newId()],
      request: newId(),
    }),
  );
const seal = () => transaction(jobs, nobody, (tx) => sealHistory(tx));
const verify = (anchor?: Awaited<ReturnType<typeof seal>>) => transaction(jobs, nobody, (tx) => verifyHistory(tx, anchor));
const kinds = async (anchor?: Awaited<ReturnType<typeof seal>>) => (await verify(anchor)).faults.map((fault) => fault.kind);

test('history that nobody touched is found whole', async () => {
  for (let n = 0; n < 5; n += 1) await happen();
  const head = await seal();
  await happen();
  const verdict = await verify(head);
  assert.deepEqual(verdict.faults, []);
  assert.equal(verdict.entries, head.seq);
  assert.equal(verdict.unsealed, 1);
});

test('what a running transaction has not finished is sealed after it, not before', async () => {
  await transaction(house.world.db, nobody, async (tx) => {
    await record(tx, {
      at: house.world.now(),
      actor: null,
      role: 'visitor',
      act: 'enquiry.received',
      object: ['enquiry', null],
      request: 'slow',
    });
    await happen();
    await seal();
  });
  await seal();
  const verdict = await verify();
  assert.deepEqual([verdict.faults, verdict.unsealed], [[], 0]);
});

test('who stood on a list that was looked at is sealed with the look', async () => {
  await transaction(house.world.db, nobody, (tx) =>
    record(tx, {
      at: house.world.now(),
      actor: null,
      role: 'system',
      act: 'list.looked-at',
      object: ['waiting-list', null],
      abouts: [cast.per.id, cast.pia.id],
      request: newId(),
    }),
  );
  await seal();
  assert.deepEqual((await verify()).faults, []);
  const without = (ids: string[]) => house.superuser.query('update history set about_ids = $1 where about_ids is not null', [ids]);
  await without([cast.per.id]);
  assert.deepEqual(await kinds(), ['edited']);
  await without([cast.per.id, cast.pia.id]);
  assert.deepEqual(await kinds(), []);
});

test('sealing at the same time seals each entry once', async () => {
  for (let n = 0; n < 10; n += 1) await happen();
  await Promise.all([seal(), seal()]);
  assert.deepEqual((await verify()).faults, []);
});

test('the app cannot change or delete what happened', async () => {
  await assert.rejects(
    transaction(house.world.db, nobody, (tx) => tx.deleteFrom('history').execute()),
    /permission denied/,
  );
  await assert.rejects(
    transaction(house.world.db, nobody, (tx) => tx.updateTable('history').set({ act: 'x' }).execute()),
    /permission denied/,
  );
  await assert.rejects(
    transaction(house.world.db, nobody, (tx) => tx.deleteFrom('history_seals').execute()),
    /permission denied/,
  );
});

test('an edit, a deletion, a reordering and a cut tail by the owner are found', async () => {
  const anchor = await seal();
  const owner = house.superuser;
  const seals = (await owner.query('select * from history_seals order by seq limit 4')).rows;
  const during = async (change: string, values: unknown[], undo: string, back: unknown[]) => {
    await owner.query(change, values);
    const found = await kinds(anchor);
    await owner.query(undo, back);
    return found;
  };
  assert.deepEqual(
    await during(
      `update history set act = 'enquiry.withdrawn' where id = $1`,
      [seals[1].entry_id],
      `update history set act = 'enquiry.received' where id = $1`,
      [seals[1].entry_id],
    ),
    ['edited'],
  );
  assert.ok(
    (
      await during(
        'update history_seals set seq = case seq when 1 then -2 when 2 then -1 end where seq in (1, 2)',
        [],
        'update history_seals set seq = case seq when -2 then 1 when -1 then 2 end where seq < 0',
        [],
      )
    ).length > 0,
  );
  const row = (await owner.query('select * from history where id = $1', [seals[2].entry_id])).rows[0];
  await owner.query('delete from history where id = $1', [row.id]);
  assert.deepEqual(await kinds(anchor), ['deleted']);
  const names = Object.keys(row);
  await owner.query(`insert into history (${names.join(',')}) values (${names.map((_, n) => `$${n + 1}`).join(',')})`, Object.values(row));
  assert.deepEqual(await kinds(anchor), []);
  await owner.query('delete from history_seals where seq = $1', [anchor.seq]);
  assert.deepEqual(await kinds(anchor), ['tail-cut']);
});
