import {
  choice,
  clock,
  day,
  form,
  id,
  ids,
  integer,
  optionalChoice,
  optionalDay,
  optionalId,
  optionalInteger,
  optionalText,
  text,
  ticked,
} from '../lib/forms.ts';
import { languages } from '../lib/language.ts';
import type { DutyName } from './handover.ts';
import { pickFields } from './picking.ts';

export const kinds = ['patient', 'relative', 'bereaved', 'mixed'] as const;
export const rhythms = ['weekly', 'every-second-week', 'monthly', 'free'] as const;
export const decisions = ['self-run', 'continue', 'merge', 'close'] as const;
/** Why a group may be said to close; the system itself says merged and never-started. */
export const reasonsToClose = ['no-longer-needed', 'too-few', 'no-facilitators', 'other'] as const;

export const draftForm = form({
  model: id(),
  name: text(60),
  kind: choice(kinds),
  language: choice(languages),
  size: integer(2, 50),
  chapter: optionalId(),
  venue: optionalId(),
  first_on: day(),
  first_at: clock(),
  rhythm: choice(rhythms),
  facilitators: ids(0, 4),
  people: ids(0, 60),
  ...pickFields,
});

export const placeForm = form({ people: ids(1, 60), ...pickFields });
export const inviteForm = form({ at_once: integer(2, 60) });
export const facilitatorForm = form({ person: id(), part: choice(['facilitator', 'guest']), until: optionalDay() });
export const answerForm = form({ answer: choice(['accept', 'decline']) });
export const signForm = form({ text: id() });
export const paperForm = form({ person: id(), text: id() });
export const decideForm = form({ decision: choice(decisions), more: optionalInteger(1, 20), because: optionalChoice(reasonsToClose) });
export const mergeForm = form({ into: id() });
export const closeForm = form({ because: choice(reasonsToClose) });
export const touchForm = form({ touch: choice(['yes', 'no']) });
export const pulseForm = form({ alive: choice(['yes', 'no']), room: optionalInteger(0, 50), because: optionalChoice(reasonsToClose) });
export const settingsForm = form({
  name: text(60),
  size: integer(2, 50),
  listed: ticked(),
  by_head_count: ticked(),
  room: optionalText(300),
});
export const dutyForm = form({
  contact: ids(0, 20),
  keys: ids(0, 20),
  room: ids(0, 20),
  'contact-list': ids(0, 20),
  coffee: ids(0, 20),
  reminders: ids(0, 20),
} satisfies Record<DutyName, unknown>);
