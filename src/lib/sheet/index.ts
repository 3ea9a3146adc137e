export { readSheet } from './read.ts';
export { sheetReasons, sheetWarnings, usualLimits } from './limits.ts';
export type { Delimiter, Encoding, SheetLimits, SheetRead, SheetReason, SheetWarning } from './limits.ts';
export { startsFormula } from './cell.ts';
export { csvCell, safeCell, writeCsv } from './write.ts';
export { type OutCell, type OutSheet, writeWorkbook } from './workbook-out.ts';
