/** A directory in a spreadsheet: one offer on each line, columns by their headings in any of the four languages. Pure. */
import { fold } from '../lib/fold.ts';
import { type Raw, type RawField, rawFields } from './draft.ts';

const headings: Readonly<Record<RawField, string>> = {
  key: 'id, nr, nummer, slug',
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
  latitude: 'latitude, lat, breddegrad',
  longitude: 'longitude, lon, lng, lengdegrad, længdegrad',
  wheelchair: 'wheelchair, rullestol, kørestol, tilgjengelig, tilgjengeleg',
  rrule: 'rrule, regel, gjentakelse, gjentaking, gentagelse, recurrence',
  starts_on: 'starts_on, starts on, første dag, startdato, fra dato, frå dato, dato, start, date, first day',
  clock: 'clock, klokkeslett, klokkeslæt, kl, tid, klokka, time, starter kl',
  end: 'end, slutt, slutter kl, til kl, end time, slut',
  minutes: 'minutes, minutter, minutt, varighet, lengde, duration',
  drop_in: 'drop_in, drop in, bare å komme, berre å kome, åpen for alle, open',
  contact_name: 'contact_name, kontakt, kontaktperson, kontaktnavn, contact, contact name',
  contact_phone: 'contact_phone, telefon, tlf, mobil, phone, telephone',
  contact_email: 'contact_email, e-post, epost, e-mail, email, mail',
  link: 'link, lenke, lenkje, nettside, nettsted, nettstad, hjemmeside, web, url, website',
};
const known = new Map(
  rawFields.flatMap((field) => headings[field].split(',').map((heading): [string, RawField] => [fold(heading), field])),
);

/** Undefined when no line among the first ten names a title and something more. `unread` are headings that say nothing to us. */
export function rowsInSheet(rows: readonly (readonly string[])[]): { rows: Raw[]; unread: string[] } | undefined {
  const at = rows.slice(0, 10).findIndex((row) => fieldsIn(row).includes('title') && fieldsIn(row).filter(Boolean).length > 1);
  if (at < 0) return undefined;
  const fields = fieldsIn(rows[at]!);
  const read = rows
    .slice(at + 1)
    .flatMap((row, n): Raw[] => (row.every((cell) => cell === '') ? [] : [{ line: at + n + 2, cells: cellsIn(row, fields) }]));
  return { rows: read, unread: rows[at]!.filter((heading, column) => heading !== '' && !fields[column]).slice(0, 40) };
}

/** A field belongs to the first column that names it. */
function fieldsIn(row: readonly string[]): (RawField | undefined)[] {
  const taken = new Set<RawField>();
  return row.map((heading) => {
    const field = known.get(fold(heading.slice(0, 60)));
    return field && !taken.has(field) && taken.add(field) ? field : undefined;
  });
}

const cellsIn = (row: readonly string[], fields: readonly (RawField | undefined)[]): Raw['cells'] =>
  Object.fromEntries(fields.flatMap((field, column) => (field ? [[field, row[column] ?? '']] : [])));
