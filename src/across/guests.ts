/** What crosses when somebody has said yes, and how it is undone: a guest in the other association, with a name and one contact. */
import { type Acting, asHolder, type Holder, recorder } from '../accounts/index.ts';
import { record } from '../history/index.ts';
import { actAs, sql } from '../lib/db.ts';
import { newId } from '../lib/ids.ts';
import { type Refusal, refuse } from '../lib/refusal.ts';
import { addPerson, type Contact, contactsOf, erase, namesOf, type ReachBy } from '../people/index.ts';
import { bandsOf } from './card.ts';
import { did, requestsAt, toldOf } from './store.ts';

/** The text she said yes to (`across:asked.gives`): a changed text is another version. */
const CONSENT = 'across 1';

/** What the room must have; what a coordinator has noted besides stays at home. */
const roomNeeds = ['wheelchair', 'step-free', 'hearing', 'sight', 'interpreter', 'no-computer'];

export type Gives = { called: string; contact: Contact; reachBy: ReachBy };

/** Her name and the one contact she is reached by: all that would cross of what tells who she is. */
export async function givesOf(scene: Pick<Acting, 'world' | 'tx'>, person: string): Promise<Gives | undefined> {
  const row = await scene.tx.selectFrom('people').select('reach_by').where('id', '=', person).executeTakeFirst();
  const name = (await namesOf(scene, [person])).get(person);
  const contacts = await contactsOf(scene, person);
  const wanted = { sms: 'phone', phone: 'phone', email: 'email', post: 'address' } as const;
  const contact = row && (contacts.find(({ kind }) => kind === wanted[row.reach_by]) ?? contacts[0]);
  return row && name && contact ? { called: name.called, contact, reachBy: row.reach_by } : undefined;
}

export type GiveRefusal = 'is-over' | 'no-contact';

/** She says yes: recorded, and a guest is made of what she lets cross. Or no: nothing crosses. */
export async function give(acting: Acting, id: string, yes: boolean): Promise<Refusal<GiveRefusal> | undefined> {
  const { tx, now } = acting;
  const { id: person, association, language } = asHolder(acting.actor);
  const told = await toldOf(tx, id);
  const request = (await requestsAt(tx, { id }))[0];
  const gives = await givesOf(acting, person);
  if (!told || !request?.enquiry) return refuse('is-over');
  if (yes && !gives) return refuse('no-contact');
  if (!(await did(tx, sql`select app.answer_request(${id}, ${yes}, ${now}) as done`))) return refuse('is-over');
  await acting.record({ act: yes ? 'crossing.consented' : 'crossing.refused', object: ['crossing-request', id], about: person });
  if (!yes) return undefined;
  await tx
    .insertInto('consents')
    .values({
      id: newId(),
      association_id: association,
      person_id: person,
      text_version: `${CONSENT} ${language}`,
      given_at: now,
      given_by: 'self',
    })
    .execute();
  await admit(acting, id, request.enquiry, told.host, gives!);
  return undefined;
}

/** Acts as the guest while she is made, as a visitor becomes the person she is. */
async function admit(acting: Acting, request: string, enquiry: string, host: string, gives: Gives): Promise<void> {
  const { world, tx, now, today, actor, requestId } = acting;
  const { id: person, language, association } = asHolder(actor);
  const told = await tx.selectFrom('enquiries').selectAll().where('id', '=', enquiry).executeTakeFirstOrThrow();
  const { country } = world.houses.of(association)!;
  const bands = bandsOf(
    {
      ...told,
      kind: told.kind!,
      mixedOk: told.mixed_ok,
      born: null,
      maxKm: told.max_km,
      digitalOk: told.digital_ok,
      since: told.received_on,
    },
    country,
    today,
  );
  const [guest, guestEnquiry] = [newId(), newId()];
  await actAs(world.db, tx, { person: guest, today });
  await addPerson(acting, {
    id: guest,
    association: host,
    chapter: null,
    called: gives.called,
    language,
    reachBy: gives.reachBy,
    contacts: { [gives.contact.kind]: gives.contact.value },
    consent: { version: `${CONSENT} ${language}`, by: 'self' },
  });
  await tx
    .insertInto('enquiries')
    .values({
      id: guestEnquiry,
      association_id: host,
      person_id: guest,
      wants: 'group',
      came_by: 'across',
      received_on: today,
      kind: bands.kind,
      mixed_ok: bands.mixedOk,
      languages: bands.languages,
      slots: bands.slots,
      needs: told.needs.filter((one) => roomNeeds.includes(one)),
      place: bands.place,
      latitude: bands.latitude,
      longitude: bands.longitude,
      max_km: bands.maxKm,
      digital_ok: bands.digitalOk,
    })
    .execute();
  if (!(await did(tx, sql`select app.admit_guest(${request}, ${guestEnquiry}, ${now}) as done`)))
    throw new Error('the guest was not admitted');
  const by = { actor: guest, role: 'holder', association: host, about: guest, request: requestId };
  await record(tx, { at: now, act: 'crossing.admitted', object: ['enquiry', guestEnquiry], ...by });
  await actAs(world.db, tx, { person, today });
}

/** She takes it back: the guest is erased, her seat with it, and she waits at home again. */
export async function takeBack(acting: Acting, id: string): Promise<void> {
  const { tx, now } = acting;
  const { id: person } = asHolder(acting.actor);
  const { rows } = await sql<{ guest: string | null }>`select app.take_back(${id}, ${now}) as guest`.execute(tx);
  await tx
    .updateTable('consents')
    .set({ withdrawn_at: now })
    .where('person_id', '=', person)
    .where('text_version', 'like', `${CONSENT}%`)
    .where('withdrawn_at', 'is', null)
    .execute();
  await acting.record({ act: 'crossing.withdrawn', object: ['crossing-request', id], about: person });
  const told = await toldOf(tx, id);
  if (rows[0]?.guest && told) await eraseGuest(acting, person, rows[0].guest, told.host);
}

/** Whoever is erased at home is erased wherever she is a guest. Called while the actor's eyes are her own. */
export async function eraseGuests(acting: Acting, person: string): Promise<void> {
  const { rows } = await sql<{ guest: string; house: string }>`select guest, house from app.my_guests()`.execute(acting.tx);
  for (const { guest, house } of rows) await eraseGuest(acting, person, guest, house);
}

async function eraseGuest(acting: Acting, person: string, guest: string, host: string): Promise<void> {
  const { world, tx, today } = acting;
  const actor: Holder = { kind: 'holder', id: guest, association: host, language: 'nb', link: '', purpose: 'across', object: null };
  await actAs(world.db, tx, { person: guest, today });
  await erase({ ...acting, actor, record: recorder({ ...acting, actor }, record) }, guest, 'withdrew');
  await actAs(world.db, tx, { person, today });
}
