import { commonDiagnoses } from '../intake/index.ts';
import type { Translate } from '../lib/language.ts';

export type CommonDiagnosis = keyof typeof commonDiagnoses;
export const isDiagnosis = (code: string): code is CommonDiagnosis => code in commonDiagnoses;
export const sayDiagnosis = (t: Translate, code: CommonDiagnosis): string => t(`import:diagnosis.${code}`);
export const diagnosisOptions = (t: Translate) =>
  (Object.keys(commonDiagnoses) as CommonDiagnosis[]).map((value) => ({ value, label: sayDiagnosis(t, value) }));
