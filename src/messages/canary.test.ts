import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cast, type CastName, houses, models, seat, venues } from '../../test/cast.ts';
import { mailServer, smsServer, wayOut } from '../../test/outside.ts';
import { openTestWorld } from '../../test/world.ts';
import { day } from '../lib/day.ts';
import { transaction } from '../lib/db.ts';
import { kinds, type Outgoing, send } from './index.ts';

const group = '00000000-0000-7000-8000-000000000901';
const telling = ['Kanarigruppa', 'brystkreft'];

const days = { day: '2026-12-09', clock: '18:30', wasDay: '2026-12-02', wasClock: '18:30', untilDay: '2026-12-03' };
const counts = { count: 2, minutes: 30, days: 14 };

/** One for each language, with a phone and a mailbox. */
const readers: CastName[] = ['per', 'pia', 'petra', 'poul'];

test('no message of any kind, in any language, names a group, an illness or another person', async (t) => {
  const [mail, sms] = [await mailServer(), await smsServer()];
  const here = await openTestWorld('2026-12-01T09:00:00+01:00', wayOut(mail, sms));
  t.after(async () => {
    await here.close();
    await mail.close();
    await sms.close();
  });
  await seat(here);
  await here.superuser.query(
    `insert into groups (id, association_id, model_id, venue_id, name, kind, language, size_min, size_max, facilitators_min, minutes_max, first_minutes_max, composed_at)
     values ($1, $2, $3, $4, $5, 'patient', 'nb', 4, 8, 2, 120, 150, now())`,
    [group, houses.lyspunkt.id, models.lpp.id, venues.library.id, `${telling[0]} for ${telling[1]}`],
  );
  for (const reader of readers) await sayEverything(here, reader, 'email');
  await sayEverything(here, 'per', 'sms');
  await here.whenIdle();
  const states = await here.superuser.query('select state, last_error, count(*)::int from messages group by 1, 2');
  assert.deepEqual(states.rows, [{ state: 'sent', last_error: null, count: kinds.length * (readers.length + 1) }]);
  const names = Object.values(cast).map((one) => one.called);
  // Words as they are written: "finn" is no one's name.
  const others = (own: string) =>
    new RegExp(`(?<!\\p{L})(${[...names.filter((name) => name !== own), 'Eksempel'].join('|')})(?!\\p{L})`, 'u');
  const about = new RegExp(telling.join('|'), 'i');
  for (const one of mail.mails) {
    const own = Object.values(cast).find(({ email }) => email === one.to![0]!.address)!.called;
    const text = one.text!.replace(/^(Sted|Stad|Place): .*$/m, '');
    for (const part of [one.subject!, text, one.from!.name]) assert.doesNotMatch(part, others(own));
    assert.doesNotMatch(JSON.stringify(one), about);
  }
  for (const one of sms.texts) {
    assert.doesNotMatch(`${one.from} ${one.message}`, others(''));
    assert.doesNotMatch(one.message, about);
  }
  assert.deepEqual([mail.mails.length, sms.texts.length], [kinds.length * readers.length, kinds.length]);
});

async function sayEverything({ world }: Awaited<ReturnType<typeof openTestWorld>>, reader: CastName, by: 'email' | 'sms'): Promise<void> {
  const { id: to, house } = cast[reader];
  const speaker = house === 'broen' ? cast.karen.id : cast.kari.id;
  const whole: Omit<Outgoing, 'kind' | 'to'> = {
    variables: {
      ...days,
      venue: venues.library.id,
      ...counts,
      event: group,
      page: `/groups/${group}`,
    },
    secret: { code: '402913', receipt: 'ABCD-1234' },
    link: { purpose: 'invitation', object: group },
    by,
  };
  await transaction(world.db, { person: speaker, today: day('2026-12-01') }, async (tx) => {
    for (const kind of kinds) await send({ world, tx, now: world.now() }, houses[house].id, { to, kind, ...whole });
  });
}
