/** A directory in a spreadsheet: one offer on each line, columns by their headings in any of the four languages, or as somebody put them right. Pure. */
import { cellReader, type Columns, givenTwice, guessColumns, headingReader, type ListKind, type Mapping } from '../lib/columns.ts';
import { readEmail, readPostcode } from '../intake/index.ts';
import { parseClock } from '../lib/typed-day.ts';
import { type Raw, type RawField, rawFields } from './draft.ts';

/** What a column of a directory may hold. Latitude and longitude are known, and left out: a place follows from its postal code. */
export const sheetFields = [...rawFields.filter((field) => field !== 'latitude' && field !== 'longitude'), 'ignore'] as const;
export type SheetField = RawField | 'ignore';
export type SheetMapping = Mapping<SheetField>;

const headings: Readonly<Record<SheetField, string>> = {
  key: 'id, nr, nummer, slug',
  association:
    'association, forening, foreining, organisasjon, organisation, organization, lokallag, pasientforening, patientforening, entity',
  title: 'title, navn, namn, tittel, titel, name, tilbud, tilbod, gruppe, gruppenavn, gruppenamn, hva, kva, hvad, group',
  summary: 'summary, kort, kort tekst, kort om, beskrivelse, skildring, omtale, description, om tilbudet, om tilbodet, om tilbuddet, notes',
  more: 'more, mer, meir, mere, lang tekst, utfyllende, details',
  kind: 'kind, slag, type, tilbudstype, tilbodstype, slags',
  for: 'for, for hvem, for kven, målgruppe, audience',
  areas: 'areas, område, diagnose, sykdom, sjukdom, sygdom, area',
  languages: 'languages, språk, sprog, language',
  ways: 'ways, måte, hvordan, korleis, way',
  venue: 'venue, lokale, sted navn, lokalnavn, location, møtested, møtestad, mødested',
  address: 'address, adresse, gateadresse, besøksadresse, gate, vej',
  postcode: 'postcode, postnr, postnummer, postal code, zip, postkode',
  place: 'place, sted, stad, poststed, poststad, by, city, town, postdistrikt',
  latitude: '',
  longitude: '',
  wheelchair: 'wheelchair, rullestol, kørestol, tilgjengelig, tilgjengeleg',
  rrule: 'rrule, regel, gjentakelse, gjentaking, gentagelse, recurrence',
  starts_on: 'starts_on, starts on, første dag, startdato, fra dato, frå dato, dato, start, date, first day',
  clock: 'clock, klokkeslett, klokkeslæt, kl, tid, klokka, time, starter kl',
  end: 'end, slutt, slutter kl, til kl, end time, slut',
  minutes: 'minutes, minutter, minutt, varighet, lengde, duration',
  drop_in: 'drop_in, drop in, bare å komme, berre å kome, åpen for alle, open',
  contact_name: 'contact_name, kontakt, kontaktperson, kontaktnavn, contact, contact name',
  contact_phone: 'contact_phone, telefon, tlf, mobil, phone, telephone, contact phone',
  contact_email: 'contact_email, e-post, epost, e-mail, email, mail, contact email',
  link: 'link, lenke, lenkje, nettside, nettsted, nettstad, hjemmeside, web, url, website',
  ignore: `
    latitude, lat, breddegrad, longitude, lon, lng, lengdegrad, længdegrad, municipality, country, when, next, room, page, calendar,
    confirmed_on, changed_at`,
};

const isWord = (text: string): boolean => /^\p{L}[\p{L}\d .,'’()-]{2,79}$/u.test(text);
const kind: ListKind<SheetField> = {
  name: 'offers',
  fields: sheetFields,
  ignore: 'ignore',
  mayRepeat: (field) => field === 'ignore',
  readHeading: headingReader(headings),
  readCells: cellReader<SheetField>([
    ['contact_email', (text) => text.includes('@') && readEmail(text).value !== null],
    ['link', (text) => /^https?:\/\//.test(text)],
    ['postcode', (text) => readPostcode(text, 'NO').value !== null || readPostcode(text, 'DK').value !== null],
    ['contact_phone', (text) => /^\+?[\d ]{8,16}$/.test(text)],
    ['clock', (text) => /\d[:.]\d\d$/.test(text) && parseClock(text) !== undefined],
    ['title', isWord],
  ]),
};

export const directoryColumns = (rows: readonly (readonly string[])[]): Columns<SheetField> => guessColumns(rows, kind);

export type MappingSlip = { slip: 'no-title' | 'no-where' } | { slip: 'twice'; field: SheetField };

/** What is wrong with a mapping a person has put together; with a slip, hardly a row could be read. */
export function checkDirectory(mapping: SheetMapping): MappingSlip[] {
  const used = Object.values(mapping);
  const isSomewhere = (['postcode', 'place', 'ways'] as const).some((field) => used.includes(field));
  return [
    ...(used.includes('title') ? [] : [{ slip: 'no-title' as const }]),
    ...(isSomewhere ? [] : [{ slip: 'no-where' as const }]),
    ...givenTwice(mapping, kind).map((field) => ({ slip: 'twice' as const, field })),
  ];
}

/** The rows below the headings, by what each column means. Empty lines are passed over. */
export function rowsInSheet(rows: readonly (readonly string[])[], mapping: SheetMapping, headingLine: number | null): Raw[] {
  const fields = Object.entries(mapping).filter(([, field]) => field !== 'ignore') as [string, RawField][];
  const first = headingLine ?? 0;
  return rows
    .slice(first)
    .flatMap((row, n): Raw[] =>
      row.every((cell) => cell === '')
        ? []
        : [{ line: first + n + 1, cells: Object.fromEntries(fields.map(([column, field]) => [field, row[Number(column)] ?? ''])) }],
    );
}
