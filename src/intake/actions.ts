/** The verbs of an enquiry: received, entered, changed, answered, withdrawn. */
import { type Acting, associationOf, keepLink, type Once, onceToken } from '../accounts/index.ts';
import { countRun, textInForce } from '../associations/index.ts';
import { record } from '../history/index.ts';
import { addMinutes, type Day } from '../lib/day.ts';
import { actAs, sql } from '../lib/db.ts';
import { newId } from '../lib/ids.ts';
import type { Language } from '../lib/language.ts';
import { linkDays, send } from '../messages/index.ts';
import { type Refusal } from '../lib/refusal.ts';
import { addPerson, erase, keysOf, openFor, type PersonKey, sealFor } from '../people/index.ts';
import { chapterFor } from './access.ts';
import { type AnswerRefusal, type CameBy, type ChangeRefusal, type Enquiry, mayAnswer, mayChange, type Wants } from './enquiry.ts';
import type { Details } from './details.ts';
import type { Reach } from './forms.ts';
import { changeReach, mayChangeReach, mayWithdraw, type ReachRefusal } from './reach.ts';
import { addEnquiry, chapterAt, enquiryOf, holdEnquiry, saveDetails, setAnswered } from './store.ts';

export type House = { id: string; country: 'NO' | 'DK' };
/** `run`: the print run that she came by, which is counted and not kept with what she says. */
type Sent = { wants: Wants; language: Language; reach: Reach; details: Details; once: Once; run?: string | undefined };

const wishPlace = (enquiry: string) => ({ table: 'enquiries', column: 'wish', row: enquiry });
export const wishOf = (key: PersonKey, { id, wish }: Enquiry): string => (wish ? openFor(key, wishPlace(id), wish) : '');

/** A visitor sends an enquiry and becomes the person it is from. Sent twice, it is one. Returns the private link's token. */
export async function receive(acting: Acting, house: House, sent: Sent): Promise<string> {
  const { world, tx, now, today } = acting;
  const { person, object: enquiry } = sent.once;
  const token = onceToken(world, sent.once);
  await sql`select pg_advisory_xact_lock(hashtextextended(${enquiry}, 0))`.execute(tx);
  await actAs(world.db, tx, { person, today });
  if (await enquiryOf(tx, enquiry)) return token;
  const chapter = await chapterAt(tx, house.id, house.country, sent.details.postcode);
  const by = { association: house.id, chapter, id: person };
  await makePerson(acting, { ...by, ...sent, by: 'self', fullName: null });
  await storeEnquiry(
    acting,
    house,
    { association: house.id, chapter, person, id: enquiry, wants: sent.wants, cameBy: 'web', receivedOn: today },
    sent.details,
  );
  await record(tx, {
    at: now,
    actor: person,
    role: 'visitor',
    act: 'enquiry.received',
    object: ['enquiry', enquiry],
    association: house.id,
    about: person,
    request: acting.requestId,
  });
  const link = { association: house.id, person, purpose: 'enquiry' as const, object: enquiry };
  await keepLink(tx, now, { ...link, expires: addMinutes(now, linkDays.enquiry * 24 * 60) }, token);
  await tellReceived(acting, house.id, person, enquiry);
  await countRun(tx, sent.run, 'enquired', house.id);
  return token;
}

export type Entered = {
  wants: Wants;
  cameBy: CameBy;
  receivedOn: Day | null;
  fullName: string | null;
  language: Language;
  reach: Reach;
  details: Details;
};

/** A coordinator enters what someone said on the phone, in a letter or at a meeting. Returns the enquiry. */
export async function enter(acting: Acting, house: House, entered: Entered): Promise<string> {
  const { tx, actor, today } = acting;
  const chapter = chapterFor(actor, await chapterAt(tx, house.id, house.country, entered.details.postcode));
  const [enquiry, person] = [newId(), newId()];
  const by = { association: house.id, chapter };
  await makePerson(acting, { ...entered, ...by, id: person, by: entered.cameBy === 'letter' ? 'paper' : 'phone' });
  const receivedOn = entered.receivedOn && entered.receivedOn < today ? entered.receivedOn : today;
  await storeEnquiry(
    acting,
    house,
    { id: enquiry, person, ...by, wants: entered.wants, cameBy: entered.cameBy, receivedOn },
    entered.details,
  );
  await acting.record({ act: 'enquiry.entered', object: ['enquiry', enquiry], about: person });
  await tellReceived(acting, house.id, person, enquiry);
  return enquiry;
}

type Maker = { id: string; association: string; chapter: string | null; by: 'self' | 'phone' | 'paper'; fullName: string | null };

async function makePerson(acting: Acting, { reach, language, by, ...rest }: Maker & Pick<Sent, 'reach' | 'language'>): Promise<void> {
  const consent = await textInForce(acting.tx, rest.association, 'consent', language);
  const { called, reachBy, ...contacts } = reach;
  const version = consent ? `${consent.language} ${consent.version}` : '';
  await addPerson(acting, { ...pick(rest), called, language, reachBy, contacts, consent: { version, by } });
}

const pick = ({ id, association, chapter, fullName }: Pick<Maker, 'id' | 'association' | 'chapter' | 'fullName'>) => ({
  id,
  association,
  chapter,
  fullName,
});

type Row = Parameters<typeof addEnquiry>[2];

async function storeEnquiry(acting: Acting, house: House, row: Row, details: Details): Promise<void> {
  const wish = await sealWish(acting, row.person, row.id, details.wish);
  await addEnquiry(acting.tx, house.country, row, details, wish);
}

async function sealWish(acting: Acting, person: string, enquiry: string, wish: string | null): Promise<Buffer | null> {
  const key = wish ? (await keysOf(acting, [person])).get(person) : undefined;
  return key && wish ? sealFor(key, wishPlace(enquiry), wish) : null;
}

const tellReceived = (acting: Acting, association: string, person: string, enquiry: string) =>
  send(acting, association, { to: person, kind: 'enquiry-received', about: enquiry, link: { purpose: 'enquiry', object: enquiry } });

export type Change = { fullName?: string | null; reach: Reach; details: Details };

/** New details of an enquiry and of how its person is reached. */
export async function change(acting: Acting, house: House, id: string, to: Change): Promise<void | Refusal<ChangeRefusal | ReachRefusal>> {
  const { tx, actor } = acting;
  const enquiry = await holdEnquiry(tx, id);
  const no = enquiry && (mayChange(enquiry) ?? (await mayChangeReach(acting, enquiry, to.reach)));
  if (!enquiry?.person || no) return no;
  const fits = await chapterAt(tx, enquiry.association, house.country, to.details.postcode);
  const chapter = chapterFor(actor, fits, enquiry.chapter);
  await saveDetails(tx, house.country, id, to.details, await sealWish(acting, enquiry.person, id, to.details.wish), chapter);
  await changeReach(acting, enquiry, to, chapter);
  await acting.record({ act: 'enquiry.changed', object: ['enquiry', id], about: enquiry.person });
}

/** Nothing more to do about it. */
export async function answer(acting: Acting, id: string): Promise<void | Refusal<AnswerRefusal>> {
  const enquiry = await holdEnquiry(acting.tx, id);
  const no = enquiry && mayAnswer(enquiry);
  if (!enquiry || no) return no;
  await setAnswered(acting.tx, id, acting.now, acting.actor.kind === 'person' ? acting.actor.id : null);
  await acting.record({ act: 'enquiry.answered', object: ['enquiry', id], about: enquiry.person });
}

/** Its person takes it back, and everything about her is erased. Returns the number of the receipt. */
export async function withdraw(acting: Acting, enquiry: Enquiry): Promise<string | Refusal<'sign-in-to-leave'>> {
  const person = enquiry.person!;
  const no = await mayWithdraw(acting, person);
  if (no) return no;
  await acting.record({
    act: 'enquiry.withdrawn',
    object: ['enquiry', enquiry.id],
    about: person,
    association: associationOf(acting.actor),
  });
  return await erase(acting, person, 'withdrew');
}
