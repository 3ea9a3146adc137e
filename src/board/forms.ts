import {
  choice,
  choices,
  clock,
  day,
  form,
  id,
  ids,
  integer,
  optionalId,
  optionalInteger,
  optionalText,
  text,
  ticked,
} from '../lib/forms.ts';
import { languages } from '../lib/language.ts';
import { slots } from './words.ts';

export const kinds = ['patient', 'relative', 'bereaved', 'mixed'] as const;
export const rhythms = ['weekly', 'every-second-week', 'monthly', 'free'] as const;
const version = () => integer(1, 1_000_000_000);

export const newDraftForm = form({
  chapter: optionalId(),
  model: ids(1, 3),
  venue: ids(0, 200),
  kind: choices(['patient', 'relative', 'bereaved']),
  who: choice(['all', 'chosen']),
  people: ids(0, 1_000),
});
export const versionForm = form({ version: version() });
export const chooseForm = form({ version: version(), proposal: integer(1, 9) });
export const moveForm = form({ version: version(), person: id(), to: text(40) });
export const pinForm = form({ version: version(), person: optionalId(), circle: optionalId(), pinned: ticked() });
export const circleForm = form({
  version: version(),
  venue: id(),
  slot: choice(slots),
  kind: choice(kinds),
  language: choice(languages),
});
export const leadersForm = form({ version: version(), leaders: ids(0, 9) });
export const acceptForm = form({
  version: version(),
  name: text(60),
  size: integer(2, 50),
  first_on: day(),
  first_at: clock(),
  rhythm: choice(rhythms),
  ask: ticked(),
  at_once: optionalInteger(2, 60),
});
export const readinessForm = form({
  kinds: choices(kinds),
  languages: choices(languages),
  slots: choices(slots),
  postcode: optionalText(4),
  max_km: optionalInteger(1, 2000),
  digital: ticked(),
  max_groups: integer(0, 9),
});
