import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languages, translator } from '../../lib/language.ts';
import { sheetReasons, sheetWarnings } from '../../lib/sheet/index.ts';
import { commonDiagnoses, fields, needs, reasons, remarks } from './index.ts';
import type { CommonDiagnosis, ImportRow } from './index.ts';
import * as texts from './index.ts';

test('everything an import can say has words in every language', () => {
  for (const language of languages) {
    const t = translator(language);
    const said = [
      ...sheetReasons.map((reason) => texts.fileText(t, reason)),
      ...sheetWarnings.map((warning) => texts.warningText(t, warning, 'Ark1')),
      ...fields.map((field) => texts.fieldName(t, field)),
      ...(['heading', 'cells', 'nothing'] as const).map((by) => texts.guessedText(t, by)),
      ...([{ slip: 'no-name' }, { slip: 'no-contact' }, { slip: 'twice', field: 'sex' }] as const).map((slip) =>
        texts.mappingSlipText(t, slip),
      ),
      ...reasons.map((reason) => texts.reasonText(t, { reason, field: 'name', typed: 'x1' })),
      ...remarks.map((remark) => texts.remarkText(t, { remark, field: 'note', typed: 'x1', line: 7 })),
      ...needs.map((need) => texts.needText(t, need)),
      ...Object.keys(commonDiagnoses).map((code) => texts.diagnosisName(t, code as CommonDiagnosis)),
    ];
    assert.ok(
      said.every((text) => text.length > 1 && !text.includes('{{')),
      language,
    );
  }
});

test('a verdict names the line it points to, and passed-over lines are counted', () => {
  const t = translator('nb');
  const row = { line: 9, verdict: 'cannot-be-read', because: [], typed: {}, resembles: 4 } satisfies ImportRow;
  assert.equal(texts.verdictText(t, row, false), 'Kan ikke leses, fordi');
  assert.equal(texts.resemblesText(t, row), 'Ligner linje 4.');
  assert.deepEqual(texts.skippedTexts(t, { empty: 1, totals: 0, headings: 3 }), [
    'Én tom linje er hoppet over.',
    'Tre gjentatte overskrifter er hoppet over.',
  ]);
  assert.equal(texts.fileText(t, 'too-many-rows'), 'Listen har flere enn 20\u00a0000 linjer. Del den i flere filer.');
});
