/** Made-up people, plainly so, with names and contacts sealed as everyone's are. */
import type { World } from '../src/accounts/index.ts';
import { lookupIndex, wrapKey } from '../src/lib/crypto.ts';
import type { Instant } from '../src/lib/day.ts';
import { newId } from '../src/lib/ids.ts';
import type { Language } from '../src/lib/language.ts';
import { keyFor, type ReachBy, sealFor } from '../src/people/index.ts';
import type { Chance } from './chance.ts';
import { chapters, houses } from './cast.ts';
import type { Rows } from './rows.ts';

export type HouseName = 'lyspunkt' | 'broen';
export type ChapterName = keyof typeof chapters;
export type MadeUp = {
  id: string;
  house: HouseName;
  chapter: ChapterName | null;
  called: string;
  surname: string;
  language: Language;
  reachBy: ReachBy;
  phone: string | null;
  email: string | null;
  address: string | null;
};

const names = {
  NO: 'Agnes Alf Anne Arne Asta Berit Bjørn Dag Edel Egil Eli Else Elin Erik Eva Gerd Grete Gunnar Hanne Harald Helge Hilde Inger Ivar Jan Jorunn Karl Kirsten Kjell Knut Laila Lars Liv Magne Marit Nils Norunn Odd Olaug Ola Randi Reidun Roar Ruth Sigrid Solveig Stein Svein Synnøve Terje Tone Tor Torill Unni Vigdis Vidar Wenche Yngve Åse Åge',
  DK: 'Aage Agnete Anker Anni Arne Birthe Bodil Børge Carl Dagny Ebbe Else Erling Esther Finn Grethe Gunner Hans Helge Inge Ib Inger Jens Jytte Karl Kaj Kirsten Knud Lis Leif Lone Mogens Niels Ole Orla Per Preben Rita Svend Tage Tove Ulla Verner Vibeke Villy',
};
const surnames = { NO: ['Eksempel', 'Prøve', 'Oppdiktet', 'Tenkt', 'Påfunn'], DK: ['Eksempel', 'Prøve', 'Opdigtet', 'Tænkt', 'Påfund'] };
const ways: readonly ReachBy[] = ['sms', 'sms', 'sms', 'sms', 'email', 'email', 'email', 'phone', 'post'];

/** The nth made-up person of an association. Numbers and addresses are nobody's to reach: nothing ever leaves a demonstration. */
export function madeUp(chance: Chance, nth: number, house: HouseName, chapter: ChapterName | null): MadeUp {
  const { country } = houses[house];
  const called = chance.of(names[country].split(' '));
  const reachBy = chance.of(ways);
  const plain = called
    .toLowerCase()
    .replace(/æ/g, 'ae')
    .replace(/[øö]/g, 'o')
    .normalize('NFD')
    .replace(/[^a-z]/g, '');
  const hasMail = reachBy === 'email' || (reachBy !== 'post' && chance.holds(0.5));
  return {
    id: newId(),
    house,
    chapter,
    called,
    surname: chance.of(surnames[country]),
    language: country === 'DK' ? 'da' : chance.holds(0.15) ? 'nn' : 'nb',
    reachBy,
    phone: reachBy === 'post' ? null : (country === 'DK' ? '+4531' : '+4741') + String(nth).padStart(6, '0'),
    email: hasMail ? `${plain}.${nth}@example.org` : null,
    address:
      reachBy === 'post'
        ? country === 'DK'
          ? `Eksempelvej ${1 + (nth % 98)}\n8900 Randers C`
          : `Eksempelveien ${1 + (nth % 98)}\n5003 Bergen`
        : null,
  };
}

/** The rows of some people, all of them known since `since`. */
export function peopleRows(world: Pick<World, 'keys'>, people: readonly (MadeUp & { since: Instant })[]): Rows {
  const each = people.map((one) => rowsOf(world, one));
  return {
    people: each.map((rows) => rows.person),
    person_keys: each.map((rows) => rows.key),
    contacts: each.flatMap((rows) => rows.contacts),
    consents: each.map((rows) => rows.consent),
  };
}

function rowsOf({ keys }: Pick<World, 'keys'>, one: MadeUp & { since: Instant }) {
  const own = keyFor(one.id);
  const association_id = houses[one.house].id;
  const { master, wrapped } = wrapKey(keys, own.key, one.id);
  const sealed = (column: string, text: string) => sealFor(own, { table: 'people', column, row: one.id }, text);
  const contacts = (['phone', 'email', 'address'] as const).flatMap((kind) => {
    const [value, id] = [one[kind], newId()];
    if (!value) return [];
    const lookup = kind === 'address' ? null : lookupIndex(keys.index, kind, value);
    const shown = sealFor(own, { table: 'contacts', column: 'value', row: id }, value);
    return [
      { id, association_id, person_id: one.id, kind, value: shown, lookup, for_facilitators: kind === 'phone', created_at: one.since },
    ];
  });
  return {
    person: {
      id: one.id,
      association_id,
      chapter_id: one.chapter ? chapters[one.chapter].id : null,
      called: sealed('called', one.called),
      full_name: sealed('full_name', `${one.called} ${one.surname}`),
      language: one.language,
      reach_by: one.reachBy,
      large_type: false,
      created_at: one.since,
    },
    key: { person_id: one.id, association_id, master, wrapped },
    contacts,
    consent: { id: newId(), association_id, person_id: one.id, text_version: `${one.language} 1`, given_at: one.since, given_by: 'self' },
  };
}
