import { choice, choices, clock, day, form, ids, integer, optionalChoice, text } from '../lib/forms.ts';
import { commonDiagnoses } from '../intake/index.ts';

export const rhythms = ['weekly', 'every-second-week', 'monthly', 'free'] as const;
export const startForm = form({ name: text(60), diagnosis: optionalChoice(Object.keys(commonDiagnoses)), association: ids(1, 20) });
export const answerForm = form({ answer: choice(['yes', 'no']) });
export const proposeForm = form({ model: ids(1, 3), venue: ids(0, 200) });
export const askForm = form({ version: integer(1, 1_000_000_000) });
export const makeForm = form({ name: text(60), size: integer(2, 40), first_on: day(), first_at: clock(), rhythm: choice(rhythms) });
export const giveForm = form({ answer: choice(['yes', 'no']), consent: choices(['yes']) });
