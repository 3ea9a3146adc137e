import type { Field } from './fields.ts';
import { distance, fold, listed } from './words.ts';

/** Headings as people write them, in bokmål, nynorsk, Danish and English. */
const headings: Readonly<Record<Field, string>> = {
  name: `
    navn, namn, name, fullt navn, fullt namn, fulde navn, full name, deltaker, deltakar, deltager, participant, hvem, kven, hvem er
    det, person`,
  givenName: 'fornavn, førenamn, fornamn, fornavne, first name, given name, for- og mellomnavn, kalles',
  familyName: 'etternavn, etternamn, efternavn, last name, surname, family name, slektsnavn',
  phone: `
    telefon, tlf, tlf nr, tlf.nr., telefonnummer, telefonnr, mobil, mobilnummer, mobiltelefon, mob, mobilnr, phone, phone number,
    mobile, cell, tel, nummer, tlf mobil, telefon privat, fasttelefon, ringes på`,
  email: 'e-post, epost, e-postadresse, epostadresse, mail, mailadresse, e-mail, email, email address, e-mailadresse, mejl',
  address: 'adresse, postadresse, gateadresse, gate, address, street, street address, vej, bopæl, bostedsadresse, veg',
  postcode: 'postnr, postnummer, post nr, postcode, postal code, zip, zip code, zipcode, p.nr, poststed nr',
  place: 'sted, stad, poststed, poststad, by, bosted, bustad, kommune, place, town, city, hjemsted, lokalt, bor, bur, bor i, hvor',
  birthYear: `
    født, fødd, fødselsår, fødselår, fødeår, f.år, fødselsdato, fødd dato, fødselsdag, fødselsaar, født år, år født, born, birth
    year, year of birth, date of birth, dob, født dato, årgang, fødselsnummer, fødselsnr, personnummer, personnr, cpr, cpr-nr,
    cprnr, f.dato, årstall`,
  age: 'alder, age, år gammel',
  sex: 'kjønn, køn, sex, gender, k/m, m/k, mann/kvinne, kvinne/mann, mand/kvinde',
  role: `
    rolle, role, pasient/pårørende, patient/pårørende, pasient eller pårørende, hvem er du, tilknytning, tilknyting, type,
    målgruppe, relasjon, relation, status rolle, gjelder som, kategori, category, kind`,
  diagnosis: `
    diagnose, diagnosegruppe, kreftform, kreftsykdom, kræftform, krefttype, kræfttype, sykdom, sjukdom, sygdom, diagnosis, cancer
    type, illness, diag, krefttypen`,
  phase: 'fase, phase, behandlingsfase, sykdomsfase, sygdomsfase, stadium, hvor i forløpet, forløp, stage, status, situasjon',
  languages: 'språk, sprog, language, languages, morsmål, modersmål, talespråk, snakker, taler, speaks',
  slots: `
    kan, kan møte, kan komme, tid, tider, tidspunkt, når, ukedag, ukedager, vekedag, vekedagar, ugedag, ugedage, dager, dagar, dage,
    passer, passer best, ledig, tilgjengelig, tilgjengeleg, times, days, availability, available, can meet, when, møtetid, ønsket
    tid, kan når`,
  maxKm: `
    maks km, max km, km, maks avstand, maks reise, reisevei, reiseveg, avstand, afstand, distance, max distance, maks reisevei, hvor
    langt, kjørelengde, rejseafstand, travel`,
  digital: `
    digitalt, digital, nett, på nett, video, online, teams, zoom, digitalt ok, digital gruppe, kan digitalt, nettgruppe, pc`,
  since: `
    henvendt, henvendelse, henvendt dato, dato, henvendelsesdato, førespurnad, meldt, påmeldt, innmeldt, tilmeldt, registrert,
    registreret, mottatt, motteke, modtaget, date, enquired, registered, received, signed up, på liste fra, ventet siden, venta
    sidan, venter siden, kontakt dato, tok kontakt, since, waiting since, oprettet`,
  note: `
    merknad, merknader, notat, notater, notatar, kommentar, kommentarer, kommentarar, bemærkning, bemærkninger, note, notes,
    comment, comments, remarks, ønsker, ønske, ønskje, annet, anna, andet, other, info, merk, spesielle hensyn, behov, særlige
    behov, anmerkning`,
  ignore: 'nr, nummer i rekken, id, løpenr, medlem, medlemsnr, medlemsnummer, member, samtykke, saksbehandler',
};

const known = new Map(
  Object.entries(headings).flatMap(([field, forms]) => listed(forms).map((form): [string, Field] => [fold(form), field as Field])),
);

/** What a heading means, and how surely: 3 as it stands, 2 by the words in it, 1 with a slip of the pen or two. */
export function readHeading(text: string): { field: Field; sure: 1 | 2 | 3 } | undefined {
  const folded = text.length > 60 ? '' : fold(text);
  if (folded === '') return undefined;
  const whole = known.get(folded) ?? known.get(folded.replaceAll(' ', ''));
  if (whole) return { field: whole, sure: 3 };
  const part = longestWithin(folded);
  if (part) return { field: part, sure: 2 };
  const near = [folded, ...folded.split(' ')].map(nearest).find((field) => field !== undefined);
  return near && { field: near, sure: 1 };
}

/** "Telefon (privat)" is a telephone: the longest heading that stands in it as whole words, of four letters or more. */
function longestWithin(folded: string): Field | undefined {
  const within = [...known].filter(([form]) => form.length >= 4 && ` ${folded} `.includes(` ${form} `));
  return within.toSorted(([a], [b]) => b.length - a.length)[0]?.[1];
}

/** "Telfon" is a telephone: one slip in five letters or more, two in nine or more. */
function nearest(folded: string): Field | undefined {
  const allowed = folded.length >= 9 ? 2 : folded.length >= 5 ? 1 : 0;
  if (allowed === 0) return undefined;
  const near = [...known]
    .filter(([form]) => form.length >= 5 && Math.abs(form.length - folded.length) <= allowed)
    .map(([form, field]) => ({ field, slips: distance(form, folded) }))
    .filter(({ slips }) => slips <= allowed);
  return near.toSorted((a, b) => a.slips - b.slips)[0]?.field;
}
