import { type Acting, associationOf, type House, keepLink, type Once, onceToken } from '../accounts/index.ts';
import { countRun } from '../associations/index.ts';
import { record } from '../history/index.ts';
import { addMinutes, type Day, daysBetween } from '../lib/day.ts';
import { actAs, sql } from '../lib/db.ts';
import type { Language } from '../lib/language.ts';
import { send } from '../messages/index.ts';
import { addPerson, erase } from '../people/index.ts';
import type { Counted } from './forms.ts';
import { expiryOf, type Interest } from './interest.ts';
import { addInterest, chapterAt, interestOf, takeToTell } from './store.ts';

/** What she said yes to (`interest:count.consent`): a changed text is another version. */
const CONSENT = 'interest 1';

/** A visitor counts herself in. Sent twice, it is one. Returns the token of the page where she can take it back. `run`: the print run she came by. */
export async function countIn(
  acting: Acting,
  house: House,
  language: Language,
  counted: Counted & { run?: string | undefined },
  once: Once,
): Promise<string> {
  const { world, tx, now, today } = acting;
  const { person, object: id } = once;
  const token = onceToken(world, once);
  await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 0))`.execute(tx);
  await actAs(world.db, tx, { person, today });
  if (await interestOf(tx, id)) return token;
  const { phone, email, place, run, ...said } = counted;
  const chapter = await chapterAt(tx, house.id, place?.municipality ?? null);
  await addPerson(acting, {
    id: person,
    association: house.id,
    chapter,
    called: '',
    language,
    reachBy: phone ? 'sms' : 'email',
    contacts: { phone, email },
    consent: { version: `${CONSENT} ${language}`, by: 'self' },
  });
  const expiresOn = expiryOf(today);
  await addInterest(tx, {
    id,
    association: house.id,
    chapter,
    person,
    language,
    ...said,
    place: place?.name ?? null,
    latitude: place?.point?.latitude ?? null,
    longitude: place?.point?.longitude ?? null,
    toTell: phone !== null || email !== null,
    countedOn: today,
    expiresOn,
  });
  const by = { actor: person, role: 'visitor', association: house.id, about: person, request: acting.requestId };
  await record(tx, { at: now, act: 'interest.counted', object: ['interest', id], ...by });
  const link = { association: house.id, person, purpose: 'interest' as const, object: id };
  await keepLink(tx, now, { ...link, expires: addMinutes(now, daysLeft(today, expiresOn) * 24 * 60) }, token);
  await countRun(tx, run, 'counted-in', house.id);
  return token;
}

/** She takes it back, and nothing of it is left. Returns the number of the receipt. */
export async function takeBack(acting: Acting, interest: Interest): Promise<string> {
  const { association, person, id } = interest;
  await acting.record({ act: 'interest.withdrawn', object: ['interest', id], about: person, association });
  return await erase(acting, person, 'withdrew');
}

/** Tells those who asked for it that a group may begin near them, once each. Returns how many there were. */
export async function tellThem(acting: Acting, interests: readonly Interest[]): Promise<number> {
  const { tx, now, today, actor } = acting;
  const expires = new Map(interests.map(({ id, expiresOn }) => [id, expiresOn]));
  const due = await takeToTell(tx, [...expires.keys()], now);
  for (const { id, person } of due) {
    const link = { purpose: 'interest' as const, object: id, days: Math.max(1, daysLeft(today, expires.get(id)!)) };
    await send(acting, associationOf(actor), { to: person, kind: 'group-near', about: id, link });
    await acting.record({ act: 'interest.told', object: ['interest', id], about: person });
  }
  return due.length;
}

const daysLeft = (today: Day, until: Day): number => daysBetween(today, until) + 1;
