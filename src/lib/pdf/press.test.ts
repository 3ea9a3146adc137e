import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { readPdf } from '../../../test/pdf.ts';
import { openPress, type Press, Unprintable } from './press.ts';

const TEMPLATE = `#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set page(paper: "a4")
#set text(font: "Inter", lang: data.lang, fallback: false)
#heading(data.title)
#for line in data.lines { par(line) }`;

let folder = '';
let press: Press;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'press-'));
  writeFileSync(join(folder, 'plain.typ'), TEMPLATE);
  writeFileSync(join(folder, 'endless.typ'), '#let data = json(bytes(sys.inputs.data))\n#for n in range(10000000) { [#calc.sqrt(n)] }');
  press = openPress(folder);
});
after(() => {
  press.close();
  rmSync(folder, { recursive: true });
});

const printed = async (lines: string[], lang = 'nb') => await readPdf(await press.print('plain', { title: 'Et ark', lang, lines }));

test('a paper is tagged, says that it follows PDF/UA-1, has a title and a language, and its text can be taken out', async () => {
  const { tagged, ua, language, title, text, roles, pages, size } = await printed(['Blåbærsyltetøy på ærlige brødskiver.'], 'nn');
  assert.deepEqual(
    { tagged, ua, language, title, pages, size },
    { tagged: true, ua: '1', language: 'nn', title: 'Et ark', pages: 1, size: [210, 297] },
  );
  assert.match(text, /Blåbærsyltetøy på ærlige brødskiver\./);
  assert.ok(roles.has('H1') && roles.has('P'));
});

test('what a person has written is text, whatever it looks like', async () => {
  const nasty = [
    '#image("/etc/passwd")',
    '*not bold* _nor_ $x^2$ `code` <label> @ref \\ // comment',
    '#{while true {}}',
    '= Heading',
    'https://example.org',
  ];
  const { text } = await printed(nasty);
  for (const line of nasty) assert.ok(text.includes(line), line);
});

test('a sign the letters have not does not stop the paper: pictures go, other writing becomes a box', async () => {
  const { text } = await printed(['Hei 🙂👩‍👩‍👧 der', 'Li 李 Na', 'e\u0301n ﬁn \u0000slutt', 'Łukasz Ğül Ωmega']);
  assert.match(text, /Hei {1,2}der/);
  assert.match(text, /Li □ Na/);
  assert.match(text, /én fin slutt/);
  assert.match(text, /Łukasz Ğül Ωmega/);
});

test('many at once are all answered, each with its own', async () => {
  const all = await Promise.all(['Ada', 'Birk', 'Frida'].map((name) => printed([name])));
  assert.deepEqual(
    all.map(({ text }) => text.trim().split('\n').at(-1)),
    ['Ada', 'Birk', 'Frida'],
  );
});

test('a paper that cannot be set says so, and quotes nothing of what it was to say', async () => {
  await assert.rejects(press.print('nowhere', { title: 'x', lang: 'nb' }), Unprintable);
  const lacking = press.print('plain', { title: 'Kari Eksempel', lang: 'nb' });
  await assert.rejects(
    lacking,
    (error: Error) => error instanceof Unprintable && /lines/.test(error.message) && !/Kari/.test(error.message),
  );
});

test('a template that never ends is given up, and the next paper is set', async () => {
  const hasty = openPress(folder, 1_500);
  await assert.rejects(hasty.print('endless', { title: 'x', lang: 'nb' }), Unprintable);
  assert.equal((await readPdf(await hasty.print('plain', { title: 'Et ark', lang: 'nb', lines: [] }))).pages, 1);
  hasty.close();
});

test('a press that is closed leaves nobody waiting', async () => {
  const other = openPress(folder);
  const waiting = assert.rejects(other.print('plain', { title: 'x', lang: 'nb', lines: [] }), Unprintable);
  other.close();
  await waiting;
});
