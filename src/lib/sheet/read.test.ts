import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { makeXlsx, makeZip, rawSheet } from '../../../test/xlsx.ts';
import { csvCell, readSheet, writeCsv } from './index.ts';
import type { SheetLimits, SheetReason } from './index.ts';

const bytesOf = (text: string, encoding: BufferEncoding = 'utf8'): Uint8Array => Buffer.from(text, encoding);
const nordic = 'Navn;Sted\nÅse Ødegård;Stjørdal\n';

function taken(bytes: Uint8Array, limits?: Partial<SheetLimits>) {
  const read = readSheet(bytes, limits);
  assert.ok(read.ok, JSON.stringify(read));
  return read;
}

function refusal(bytes: Uint8Array, limits?: Partial<SheetLimits>): SheetReason | undefined {
  const read = readSheet(bytes, limits);
  return read.ok ? undefined : read.reason;
}

const wide = (text: string, mark: number[], swap: boolean): Uint8Array => {
  const utf16 = Buffer.from(text, 'utf16le');
  return Buffer.concat([Buffer.from(mark), swap ? utf16.swap16() : utf16]);
};

test('a CSV file is read in every encoding that Nordic spreadsheets write', () => {
  const files: [string, Uint8Array][] = [
    ['utf-8', bytesOf(nordic)],
    ['utf-8', bytesOf(`\ufeff${nordic}`)],
    ['utf-16le', wide(nordic, [0xff, 0xfe], false)],
    ['utf-16be', wide(nordic, [0xfe, 0xff], true)],
    ['windows-1252', bytesOf(nordic, 'latin1')],
  ];
  for (const [encoding, bytes] of files) {
    const read = taken(bytes);
    assert.equal(read.encoding, encoding);
    assert.deepEqual(read.rows, [
      ['Navn', 'Sted'],
      ['Åse Ødegård', 'Stjørdal'],
    ]);
    assert.deepEqual(read.warnings, []);
  }
});

test('letters that were spoiled before the file was saved are warned of', () => {
  assert.deepEqual(taken(bytesOf('Navn;Sted\nÃ…se Ã˜degÃ¥rd;StjÃ¸rdal')).warnings, ['mojibake']);
  assert.deepEqual(taken(bytesOf('Navn;Sted\nBj\ufffdrn;Oslo')).warnings, ['lost-letters']);
});

test('an encoding that would spoil the names is refused', () => {
  const dos = bytesOf('Navn;Sted\nBj\x9brn L\x91rum;Troms\x9b\nP\x86l;Bod\x9b\n', 'latin1');
  const mac = bytesOf('Navn;Sted\nBj\xbfrn L\xberum;Troms\xbf\nP\x8cl;Bod\xbf\n', 'latin1');
  for (const bytes of [dos, mac, wide(nordic, [], false), Buffer.from([0xef, 0xbb, 0xbf, 0x41, 0x3b, 0xe6, 0x0a])]) {
    assert.equal(refusal(bytes), 'wrong-encoding');
  }
});

test('the delimiter is the sign that most lines agree on', () => {
  assert.deepEqual(taken(bytesOf('a;b\n"1;2, 3";4,5\n6,7;8\n')).delimiter, ';');
  assert.deepEqual(taken(bytesOf('name,day\nKari,"1,2"\n')).rows, [
    ['name', 'day'],
    ['Kari', '1,2'],
  ]);
  assert.equal(taken(bytesOf('a\tb\tc\n1;2\t3;4\t5\n')).delimiter, '\t');
  assert.equal(taken(bytesOf('a|b\n1|2\n')).delimiter, '|');
  assert.deepEqual(taken(bytesOf('sep=,\na,b;c;d\n')).rows, [['a', 'b;c;d']]);
});

test('quotes may hold delimiters, quotes and line breaks, and a row keeps its place', () => {
  const read = taken(bytesOf('Navn;Merknad\r\n\r\n"Berg; Kari";"to ""linjer""\r\nher"\r\nOla "Olli" Lie;\r\n;;;;\r\n'));
  assert.deepEqual(read.rows, [['Navn', 'Merknad'], [], ['Berg; Kari', 'to "linjer"\nher'], ['Ola "Olli" Lie']]);
});

test('what cannot be seen is taken out of a cell', () => {
  const read = taken(bytesOf('a;b\n\u00a0Kari\u202e\u200bBerg\u00ad ;A\u030ase\n'));
  assert.deepEqual(read.rows[1], ['KariBerg', 'Åse']);
});

test('a cell of nothing but spaces takes no time', () => {
  assert.deepEqual(taken(bytesOf(`a;b\n"${' '.repeat(90_000)}x";"${'\n '.repeat(40_000)}"\n`)).rows, [['a', 'b'], ['x']]);
});

test('a photo, a document or an old workbook named .csv is refused for what it is', () => {
  const files: [SheetReason, Uint8Array][] = [
    ['picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
    ['picture', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0x10])],
    ['picture', bytesOf('GIF89a;;')],
    ['picture', bytesOf('RIFF\x10\0\0\0WEBPVP8 ', 'latin1')],
    ['picture', bytesOf('\0\0\0\x18ftypheic\0\0\0\0', 'latin1')],
    ['picture', Buffer.from([0x42, 0x4d, 14, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])],
    ['document', bytesOf('%PDF-1.7\n')],
    ['document', makeZip({ 'word/document.xml': '<w/>' })],
    ['open-document', makeZip({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<x/>' })],
    ['old-excel', Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600)])],
    ['encrypted', Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), bytesOf('EncryptedPackage', 'utf16le')])],
    ['not-a-table', bytesOf('<html><table><tr><td>a;b</td></tr></table></html>')],
    ['not-a-table', bytesOf('Dear all,\0\0')],
    ['not-a-table', bytesOf('only\none\ncolumn')],
    ['not-a-table', makeZip({ 'photo.jpg': 'x' })],
    ['broken', makeXlsx([{ name: 'A', rows: [['a', 'b']] }]).subarray(0, 300)],
    ['not-a-table', bytesOf('a'.repeat(300_000))],
    ['open-quote', bytesOf('a;b\n"c;d\n')],
    ['empty', new Uint8Array()],
    ['empty', bytesOf('\ufeff \n;;;\n')],
  ];
  for (const [reason, bytes] of files) assert.equal(refusal(bytes), reason);
  assert.deepEqual(taken(bytesOf('BMI;Navn\n1;2\n')).rows[0], ['BMI', 'Navn']);
});

test('a file over 5 MB is refused before it is looked at', () => {
  assert.equal(refusal(Buffer.alloc(20_000_000, 'Kari;Berg\n')), 'too-large');
});

test('more rows or columns than a waiting list has are refused, empty ones at the end do not count', () => {
  assert.equal(refusal(bytesOf('a;b\n'.repeat(20_001))), 'too-many-rows');
  assert.equal(refusal(bytesOf(`${'a;'.repeat(201)}\n`)), 'too-many-columns');
  assert.equal(refusal(bytesOf(`${';'.repeat(1_000_000)}a\n`)), 'too-many-columns');
  assert.equal(taken(bytesOf(`a;b\n${';;\n'.repeat(60_000)}`)).rows.length, 1);
});

test('a workbook is read as what it shows: texts, numbers, days and what formulas came to', () => {
  const read = taken(
    makeXlsx([
      {
        name: 'Venteliste',
        rows: [
          ['Navn', 'Telefon', 'Født', 'Henvendt', 'Kl', 'PC', 'Sum'],
          [],
          ['Åse & Øyvind <3', 48390656, 1959, { day: 46079 }, { time: 0.75 }, true, { formula: 'A1', value: 'lagt sammen' }],
          [null, 0.1 + 0.2, '_x000D_x', { day: 1 }, null, false, { formula: 'HYPERLINK("x")' }],
        ],
      },
    ]),
  );
  assert.deepEqual(read.rows, [
    ['Navn', 'Telefon', 'Født', 'Henvendt', 'Kl', 'PC', 'Sum'],
    [],
    ['Åse & Øyvind <3', '48390656', '1959', '2026-02-26', '18:00', 'true', 'lagt sammen'],
    ['', '0.3', 'x', '1900-01-01', '', 'false'],
  ]);
  assert.deepEqual(read.warnings, ['uncalculated']);
  assert.equal(read.sheet, 'Venteliste');
});

test('the first visible sheet with a table is read, and others are warned of', () => {
  const table = [
    ['a', 'b'],
    ['1', '2'],
  ];
  const read = taken(
    makeXlsx([
      {
        name: 'Gammel',
        rows: [
          ['x', 'y'],
          ['3', '4'],
        ],
        state: 'hidden',
      },
      { name: 'Om', rows: [['Laget av kontoret']] },
      { name: 'Liste', rows: table },
      { name: 'Kopi', rows: table },
    ]),
  );
  assert.deepEqual([read.sheet, read.rows, read.warnings], ['Liste', table, ['other-sheets']]);
});

test('a workbook may leave out places, split its texts and count from 1904', () => {
  const parts = {
    'xl/workbook.xml':
      '<x:workbook xmlns:x="m" xmlns:r="r"><x:workbookPr date1904="1"/><x:sheets><x:sheet name="A" r:id="rId1"/></x:sheets></x:workbook>',
    'xl/sharedStrings.xml': '<sst><si><r><t>K</t></r><r><t>a<!-- -->r<![CDATA[i]]></t></r><rPh><t>uttale</t></rPh></si></sst>',
    'xl/worksheets/sheet1.xml': rawSheet(
      '<row><c t="s"><v>0</v></c><c t="inlineStr"><is><t>Berg</t></is></c></row><row/><row><c r="B3" s="1"><v>1</v></c><c t="e"><v>#REF!</v></c></row>',
    ),
  };
  assert.deepEqual(taken(makeXlsx([{ name: 'A', rows: [] }], parts)).rows, [['Kari', 'Berg'], [], ['', '1904-01-02', '#REF!']]);
});

test('a cell far out is refused and does not fill the memory', () => {
  const at = (column: string, row: string) =>
    makeXlsx([{ name: 'A', rows: [] }], {
      'xl/worksheets/sheet1.xml': rawSheet(`<row r="${row}"><c r="${column}${row}"><v>1</v></c></row>`),
    });
  assert.equal(refusal(at('XFD', '1')), 'too-many-columns');
  assert.equal(refusal(at('A', '1048576')), 'too-many-rows');
  assert.equal(refusal(at('A', '1e999')), 'too-many-rows');
  assert.equal(refusal(at('A', '-3')), 'broken');
});

test('a small file that unpacks to a great deal is refused', () => {
  const limits = { expandedBytes: 1_000_000 };
  const zeros = new Uint8Array(2_000_000);
  assert.equal(refusal(makeZip({ 'xl/workbook.xml': zeros }), limits), 'zip-bomb');
  const lying = makeZip({ '_rels/.rels': zeros, 'xl/workbook.xml': '<workbook/>' });
  assert.equal(refusal(lying, limits), 'zip-bomb');
  // The list at the end says one byte; what comes out is counted all the same.
  const list = Buffer.from(lying).lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]), lying.length - 80);
  new DataView(lying.buffer).setUint32(Math.max(list, 0) + 24, 1, true);
  assert.equal(refusal(lying, limits), 'zip-bomb');
  assert.equal(refusal(makeZip(Object.fromEntries(Array.from({ length: 501 }, (_, n) => [`${n}.xml`, 'x'])))), 'zip-bomb');
});

test('one long text that thousands of cells share counts every time', () => {
  const row = '<c t="s"><v>0</v></c>'.repeat(100);
  const parts = {
    'xl/sharedStrings.xml': `<sst><si><t>${'a'.repeat(30_000)}</t></si></sst>`,
    'xl/worksheets/sheet1.xml': rawSheet(`<row>${row}</row>`.repeat(100)),
  };
  assert.equal(refusal(makeXlsx([{ name: 'A', rows: [] }], parts)), 'too-large');
});

test('a document type, entities of its own and endless nesting are refused', () => {
  const evil = (sheet: string) => refusal(makeXlsx([{ name: 'A', rows: [] }], { 'xl/worksheets/sheet1.xml': sheet }));
  assert.equal(evil(`<!DOCTYPE x [<!ENTITY a "aaaa">]>${rawSheet('<row><c t="str"><v>&a;</v></c></row>')}`), 'unsafe');
  assert.equal(evil('<a>'.repeat(100_000)), 'unsafe');
  assert.equal(evil('not xml'), 'broken');
  assert.equal(evil('<worksheet><sheetData>'), 'broken');
});

test('too many sheets are refused', () => {
  assert.equal(refusal(makeXlsx(Array.from({ length: 21 }, (_, n) => ({ name: `Ark ${n}`, rows: [['a', 'b']] })))), 'too-many-sheets');
});

test('a damaged workbook is refused', () => {
  const bytes = makeXlsx([
    {
      name: 'A',
      rows: [
        ['a', 'b'],
        ['c', 'd'],
      ],
    },
  ]);
  const at = Buffer.from(bytes).indexOf('sheet1.xml') + 20;
  bytes[at] = bytes[at]! ^ 0xff;
  assert.equal(refusal(bytes), 'broken');
});

test('any bytes get an answer', () => {
  const starts = [[], [0x50, 0x4b, 3, 4], [0xd0, 0xcf, 0x11, 0xe0], [0xff, 0xfe], [0xef, 0xbb, 0xbf], [0x22]];
  fc.assert(
    fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 400 }), (start, rest) => {
      assert.equal(typeof readSheet(Uint8Array.from([...start, ...rest])).ok, 'boolean');
    }),
    { numRuns: 500 },
  );
});

test('a workbook with any byte changed gets an answer', () => {
  const whole = makeXlsx([
    {
      name: 'A',
      rows: [
        ['Navn', 'Telefon'],
        ['Kari', 48390656],
        [{ formula: '1', value: '2' }, { day: 46079 }],
      ],
    },
  ]);
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }), (changes) => {
      const bytes = Uint8Array.from(whole);
      for (const [at, byte] of changes) bytes[at] = byte;
      assert.equal(typeof readSheet(bytes).ok, 'boolean');
    }),
    { numRuns: 500 },
  );
});

const piece = fc.oneof(
  fc.constantFrom('=', '+', '-', '@', "'", '"', ';', ',', '\t', '|', '\n', '\r', ' ', '<', 'sep=', 'ø', '＝', '\u202e'),
  fc.string({ unit: 'grapheme', maxLength: 3 }),
);
const cell = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));

test('what is written as CSV reads back the same, and never begins a formula', () => {
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 8 }), fc.boolean(), (rows, mark) => {
      const first = readSheet(bytesOf(writeCsv(rows, { mark })));
      if (!first.ok) return;
      const csv = writeCsv(first.rows, { mark });
      assert.deepEqual(taken(bytesOf(csv)).rows, first.rows);
      for (const text of rows.flat()) assert.doesNotMatch(csvCell(text), /^"?(?:\s*[=+\-@＝＋－＠]|[\t\r])/u);
    }),
    { numRuns: 500 },
  );
});

test('a cell that begins like a formula is written as text', () => {
  assert.equal(
    writeCsv([['=1+1', '+47 400 00 101', '-', "'=x", '@a', '\tb', ' =c', "d'Angelo"]], { mark: false }),
    `'=1+1;'+47 400 00 101;'-;''=x;'@a;"'\tb";' =c;d'Angelo\r\n`,
  );
});
