/** Who of a list is here already, among those the actor may see. */
import type { Acting } from '../accounts/index.ts';
import { lookupIndex } from '../lib/crypto.ts';
import { sql } from '../lib/db.ts';
import { namesOf, type Name } from '../people/index.ts';
import { type Known, samePerson, type WaitingPersonDraft } from './import/index.ts';

/** By draft, the enquiry that is hers. */
export type Here = Map<WaitingPersonDraft, string>;

type Found = { person: string; enquiry: string; birthYear: number | null; postcode: string | null; lookups: string[] };

/** The same name and phone, mail, or birth year and postal code; one who is here under a first name only is the same by that and the contact. */
export async function whoIsHere(
  scene: Pick<Acting, 'world' | 'tx'>,
  association: string,
  people: readonly WaitingPersonDraft[],
): Promise<Here> {
  const lookups = new Map(people.map((person) => [person, lookupsOf(scene, person)]));
  const found = [
    ...(await byContact(scene, association, [...lookups.values()].flat())),
    ...(await byBirthAndPlace(scene, association, people)),
  ];
  const names = await namesOf(
    scene,
    found.map((one) => one.person),
  );
  const byLookup = Map.groupBy(
    found.flatMap((one) => one.lookups.map((lookup) => ({ lookup, one }))),
    ({ lookup }) => lookup,
  );
  const byBirth = Map.groupBy(found, (one) => `${one.birthYear} ${one.postcode}`);
  const here: Here = new Map();
  for (const draft of people) {
    const own = lookups.get(draft)!.map((one) => one.toString('hex'));
    const candidates = [
      ...own.flatMap((lookup) => (byLookup.get(lookup) ?? []).map(({ one }) => ({ one, shares: true }))),
      ...(byBirth.get(`${draft.birthYear} ${draft.postcode}`) ?? []).map((one) => ({ one, shares: false })),
    ];
    const match = candidates.find(({ one, shares }) => isSame(draft, one, names.get(one.person), shares));
    if (match) here.set(draft, match.one.enquiry);
  }
  return here;
}

function isSame(draft: WaitingPersonDraft, { birthYear, postcode }: Found, name: Name | undefined, shares: boolean): boolean {
  if (!name) return false;
  if (name.fullName === null && shares) return fold(name.called) === fold(draft.givenName) || fold(name.called) === fold(draft.name);
  const known: Known = {
    name: name.fullName ?? name.called,
    phone: shares ? draft.phone : null,
    email: shares ? draft.email : null,
    birthYear,
    postcode,
  };
  return samePerson(known, draft);
}

const fold = (name: string): string => name.trim().toLowerCase();

const lookupsOf = ({ world }: Pick<Acting, 'world'>, { phone, email }: WaitingPersonDraft): Buffer[] => [
  ...(phone ? [lookupIndex(world.keys.index, 'phone', phone)] : []),
  ...(email ? [lookupIndex(world.keys.index, 'email', email)] : []),
];

async function byContact({ tx }: Pick<Acting, 'tx'>, association: string, lookups: Buffer[]): Promise<Found[]> {
  if (lookups.length === 0) return [];
  const { rows } = await sql<Omit<Found, 'lookups'> & { lookup: Buffer }>`
    select c.lookup, c.person_id as person, e.id as enquiry, e.birth_year as "birthYear", e.postcode
    from contacts c join enquiries e on e.person_id = c.person_id
    where c.lookup = any (${lookups}) and e.association_id = ${association} order by e.received_on`.execute(tx);
  return rows.map(({ lookup, ...row }) => ({ ...row, lookups: [lookup.toString('hex')] }));
}

async function byBirthAndPlace({ tx }: Pick<Acting, 'tx'>, association: string, people: readonly WaitingPersonDraft[]): Promise<Found[]> {
  const known = people.filter((one) => one.birthYear !== null && one.postcode !== null);
  if (known.length === 0) return [];
  const { rows } = await sql<Omit<Found, 'lookups'>>`
    select e.person_id as person, e.id as enquiry, e.birth_year as "birthYear", e.postcode from enquiries e
    where e.association_id = ${association} and e.person_id is not null
      and (e.birth_year, e.postcode) in (select * from unnest(${known.map((one) => one.birthYear)}::int[], ${known.map((one) => one.postcode)}::text[]))`.execute(
    tx,
  );
  return rows.map((row) => ({ ...row, lookups: [] }));
}
