import { choice, choices, clock, day, form, id, ids, integer, optionalChoice, text } from '../lib/forms.ts';
import { commonDiagnoses } from '../intake/index.ts';
import { slots } from '../board/index.ts';

export const rhythms = ['weekly', 'every-second-week', 'monthly', 'free'] as const;
export const startForm = form({ name: text(60), diagnosis: optionalChoice(Object.keys(commonDiagnoses)), association: ids(1, 20) });
export const answerForm = form({ answer: choice(['yes', 'no']) });
export const modelForm = form({ model: id() });
export const askForm = form({
  model: id(),
  venue: id(),
  slot: choice(slots),
  kind: choice(['patient', 'relative', 'bereaved', 'mixed']),
  language: text(8),
  people: ids(1, 40),
  leaders: ids(0, 10),
});
export const makeForm = form({ name: text(60), size: integer(2, 40), first_on: day(), first_at: clock(), rhythm: choice(rhythms) });
export const giveForm = form({ answer: choice(['yes', 'no']), consent: choices(['yes']) });
