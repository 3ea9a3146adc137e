import type { Translate } from '../../lib/language.ts';
import { usualLimits } from '../../lib/sheet/index.ts';
import type { SheetLimits, SheetReason, SheetWarning } from '../../lib/sheet/index.ts';
import type { Columns } from './columns.ts';
import type { Field, MappingSlip } from './fields.ts';
import type { Reason, Remark } from './findings.ts';
import type { CommonDiagnosis } from './health.ts';
import type { Need } from './note.ts';
import type { ImportRead, ImportRow } from './rows.ts';

/** Why a file was refused, and what to do about it. */
export function fileText(t: Translate, reason: SheetReason, limits: SheetLimits = usualLimits): string {
  const figures = new Intl.NumberFormat(t.language);
  return t(`import:file.${reason}`, {
    megabytes: figures.format(limits.bytes / 1_000_000),
    sheets: figures.format(limits.sheets),
    rows: figures.format(limits.rows),
    columns: figures.format(limits.columns),
  });
}

/** `sheet` is the name of the sheet that was read. */
export const warningText = (t: Translate, warning: SheetWarning, sheet = ''): string => t(`import:warning.${warning}`, { sheet });

export const fieldName = (t: Translate, field: Field): string => t(`import:field.${field}`);

export const guessedText = (t: Translate, by: Columns['guessedBy'][number]): string => t(`import:guessed.${by}`);

export const mappingSlipText = (t: Translate, slip: MappingSlip): string =>
  t(`import:slip.${slip.slip}`, { field: 'field' in slip ? fieldName(t, slip.field) : '' });

export const reasonText = (t: Translate, { reason, typed }: Reason): string => t(`import:reason.${reason}`, { typed });

export const remarkText = (t: Translate, { remark, field, typed, line = 0 }: Remark): string =>
  t(`import:remark.${remark}`, { field: fieldName(t, field), typed, line });

/** What became of a row; whether a readable person is already `here` is for the caller to know. */
export function verdictText(t: Translate, row: ImportRow, here: boolean): string {
  if (row.verdict === 'readable') return t(here ? 'import:verdict.here' : 'import:verdict.new');
  return row.verdict === 'same-as' ? t('import:verdict.same-as', { line: row.sameAs }) : t('import:verdict.cannot-be-read');
}

/** That a row that cannot be read is like another; empty when it is not. */
export const resemblesText = (t: Translate, row: ImportRow): string =>
  row.verdict === 'cannot-be-read' && row.resembles !== null ? t('import:verdict.resembles', { line: row.resembles }) : '';

/** A sentence for each kind of line that was passed over. */
export function skippedTexts(t: Translate, skipped: ImportRead['skipped']): string[] {
  const kinds = ['empty', 'totals', 'headings'] as const;
  return kinds.filter((kind) => skipped[kind] > 0).map((kind) => t(`import:skipped.${kind}`, { count: skipped[kind] }));
}

export const needText = (t: Translate, need: Need): string => t(`import:need.${need}`);

export const diagnosisName = (t: Translate, diagnosis: CommonDiagnosis): string => t(`import:diagnosis.${diagnosis}`);
