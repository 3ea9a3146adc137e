export { commonDiagnoses, phases } from './health.ts';
export type { CommonDiagnosis, Phase } from './health.ts';
export { guessColumns } from './columns.ts';
export type { Columns } from './columns.ts';
export type { Country, ImportContext } from './context.ts';
export { asMapping, checkMapping, fields, mayRepeat } from './fields.ts';
export type { Field, Mapping, MappingSlip } from './fields.ts';
export { reasons, remarks } from './findings.ts';
export type { Reason, ReasonName, Remark, RemarkName } from './findings.ts';
export { kinds, sexes } from './kind.ts';
export type { Kind, Sex } from './kind.ts';
export { readEmail, readPhone, readPostcode } from './contact.ts';
export { asWish, needs } from './note.ts';
export type { Need } from './note.ts';
export { isReachable, matchKeys, samePerson } from './person.ts';
export type { Known, WaitingPersonDraft } from './person.ts';
export { isMarkup, shown } from './plain-text.ts';
export { readRows } from './rows.ts';
export type { ImportRead, ImportRow, RowsContext } from './rows.ts';
export { slots } from './slots.ts';
export type { Slot } from './slots.ts';
export { saysNothing } from './words.ts';
export {
  diagnosisName,
  fieldName,
  fileText,
  guessedText,
  mappingSlipText,
  needText,
  reasonText,
  remarkText,
  resemblesText,
  skippedTexts,
  verdictText,
  warningText,
} from './texts.ts';
