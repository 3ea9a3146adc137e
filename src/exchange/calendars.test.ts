import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { serve } from '@hono/node-server';
import { seat } from '../../test/cast.ts';
import { noKhal, readWithKhal } from '../../test/khal.ts';
import { putOffer } from '../../test/offers-ground.fixture.ts';
import { openTestWorld, type TestWorld } from '../../test/world.ts';
import { to, urls } from '../urls.ts';

let here: TestWorld;
before(async () => {
  here = await openTestWorld('2026-12-01T09:00:00+01:00');
  await seat(here);
});
after(() => here.close());

test(
  'vdirsyncer and khal subscribe to an offer, and see what is cancelled, moved and paused, at the right hour in summer',
  { skip: noKhal },
  async () => {
    const offer = await putOffer(here, {
      starts_on: '2027-03-02',
      skipped: ['2027-03-09'],
      moved: JSON.stringify([{ from: '2027-03-16', to: '2027-03-17', clock: '17:30', minutes: 90 }]),
      added: ['2027-03-19'],
      pauses: JSON.stringify([{ from: '2027-04-05', to: '2027-04-18' }]),
    });
    const server = serve({ fetch: here.app.fetch, port: 0, hostname: '127.0.0.1' });
    await new Promise((up) => server.once('listening', up));
    try {
      const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}${to(urls.openCalendar, { service: offer })}`;
      assert.deepEqual(await readWithKhal(address, '2027-03-01', 60), [
        '2027-03-02 18:00-20:00 Åpen kafé',
        '2027-03-17 17:30-19:00 Åpen kafé',
        '2027-03-19 18:00-20:00 Åpen kafé',
        '2027-03-23 18:00-20:00 Åpen kafé',
        '2027-03-30 18:00-20:00 Åpen kafé',
        '2027-04-20 18:00-20:00 Åpen kafé',
        '2027-04-27 18:00-20:00 Åpen kafé',
      ]);
    } finally {
      server.close();
    }
  },
);
