import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { readPdf } from '../../test/pdf.ts';
import { faultsOf } from '../../test/pdf-ua.ts';
import { type Language, languages } from '../lib/language.ts';
import { openPress } from '../lib/pdf/index.ts';
import { everyPaper } from './every-paper.fixture.ts';
import { templates } from './templates.ts';

const press = openPress(templates);
after(() => press.close());

for (const language of languages)
  test(`every paper in ${language} holds all of PDF/UA-1 that a machine can tell`, async () => {
    for (const { name, template, data } of everyPaper(language)) assert.deepEqual(faultsOf(await press.print(template, data)), [], name);
  });

/** Each breaks one thing in the file, without moving anything. */
const broken: readonly [fault: string, paper: string, from: RegExp | string, to: string][] = [
  ['06-002', 'programme', 'pdfuaid:part', 'pdfuaid:pert'],
  ['06-003', 'programme', 'dc:title', 'dc:titel'],
  ['07-001', 'programme', 'DisplayDocTitle true', 'DisplayDocTitle null'],
  ['11-006', 'programme', /\/Lang \(nb/, '/Lang (!!'],
  ['01-007', 'programme', 'Marked true', 'Marked null'],
  ['02-001', 'programme', '/S /TR', '/S /TX'],
  ['09-004', 'programme', '/S /TR', '/S /LI'],
  ['15-003', 'programme', '/Scope', '/Scale'],
  ['14-002', 'programme', '/S /H1', '/S /H3'],
  ['13-004', 'a5 association', '/Alt ', '/Alu '],
  ['28-008', 'a5 association', '/Tabs', '/Taps'],
  ['28-012', 'a5 association', /\/Contents \(/, '/Kontents ('],
  ['01-006', 'programme', /\/K \[0\]/, '/K [9]'],
  ['31-009', 'programme', '/FontFile', '/FontFale'],
  ['10-001', 'programme', '/ToUnicode', '/ToUnikode'],
];

test('what is broken in a file is found', async () => {
  const samples = everyPaper('nb');
  for (const [fault, paper, from, to] of broken) {
    const { template, data } = samples.find(({ name }) => name === `${paper} nb`)!;
    const file = Buffer.from(await press.print(template, data)).toString('latin1');
    const harmed = file.replaceAll(typeof from === 'string' ? from : new RegExp(from, 'g'), to);
    assert.notEqual(harmed, file, `${fault}: nothing to break`);
    const faults = faultsOf(Buffer.from(harmed, 'latin1'));
    assert.ok(
      faults.some((one) => one.startsWith(fault)),
      `${fault}: ${faults.slice(0, 3).join('; ')}`,
    );
  }
});

const found = async (name: string, language: Language) => {
  const { template, data } = everyPaper(language).find((one) => one.name === `${name} ${language}`)!;
  return await readPdf(await press.print(template, data));
};

test('no line of any paper comes near the edge of the sheet, however long a word is', async () => {
  const long = 'Brystkreftopererteskonvalesentsamtalegruppe';
  for (const { name, template, data } of [...everyPaper('nb'), ...everyPaper('da')].map((one) => withTitle(one, long))) {
    const { pieces, size } = await readPdf(await press.print(template, data));
    for (const { text, left, right, top } of pieces)
      assert.ok(left >= 5 && right <= size[0] - 5 && top >= 5 && top <= size[1] - 5, `${name}: ${text} ${left} ${right} ${top}`);
  }
});

const withTitle = <T extends { data: object }>(one: T, title: string): T =>
  'heading' in one.data && 'qr' in one.data ? { ...one, data: { ...one.data, heading: title } } : one;

test('the address is seen through every window of the two countries, and nothing else is', async () => {
  for (const language of ['nb', 'da'] as const) {
    const { pieces } = await found('letters', language);
    const letter = pieces.filter(({ page }) => page === 1);
    const seen = letter.filter(({ left, right, top }) => right > 15 && left < 120 && top > 39 && top - 4 < 90);
    const said = seen.map(({ text }) => text.trim());
    const address = language === 'da' ? ['Eksempelvej 7, 2. tv.', '8900 Randers C'] : ['Eksempelveien 7', '5003 Bergen'];
    assert.deepEqual(said, ['Lyspunkt · Postboks 1 · 5003 Bergen', 'Åse Marie Eksempel', ...address]);
    for (const { text, left, right, top } of seen)
      assert.ok(left >= 19.9 && right <= 105 && top >= 47 && top <= 69, `${text}: ${left} to ${right}, ${top} from the top`);
  }
});

test('an address of six lines is still within the window', async () => {
  const { template, data } = everyPaper('nb').find(({ name }) => name === 'letters nb')!;
  const lines = ['Åse Marie Eksempel', 'c/o Eksempel', 'Leilighet 402', 'Eksempelveien 7', '5003 Bergen', 'NORGE'];
  const letters = (data as unknown as { letters: object[] }).letters.map((one) => ({ ...one, to: lines }));
  const { pieces } = await readPdf(await press.print(template, { ...data, letters }));
  const last = pieces.find(({ text }) => text.includes('NORGE'))!;
  assert.ok(last.top <= 70, String(last.top));
});

test('what is to be phoned stands on one line', async () => {
  for (const language of languages) assert.match((await found('folded association', language)).text, /11[23]|116\u00a0117|116 117/);
});
