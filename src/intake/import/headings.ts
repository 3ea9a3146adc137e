import { headingReader } from '../../lib/columns.ts';
import type { Field } from './fields.ts';

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

export const readHeading = headingReader(headings);
