import {
  choice,
  choices,
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
  lines,
  text,
} from '../lib/forms.ts';
import { often } from './plan-actions.ts';

/** Months by number, as their boxes are valued. */
export const months = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'] as const;

export const planForm = form({
  starts_on: day(),
  clock: clock(),
  minutes: integer(1, 600),
  first_minutes: optionalInteger(1, 600),
  often: choice(often),
  not_in: choices(months),
  until: optionalDay(),
  step: optionalChoice(['look', 'store']),
});
export const moveForm = form({ day: day(), clock: clock(), minutes: optionalInteger(1, 600) });
export const addForm = moveForm;
export const pauseForm = form({ from: day(), to: day() });
export const pauseEndForm = form({ from: day() });
export const placeForm = form({ venue: optionalId() });
export const hostForm = form({ seat: id() });
export const absentForm = form({ act: choice(['absent', 'come']), seat: optionalId() });
export const namesForm = form({ present: ids(0, 60) });
export const headsForm = form({ heads: integer(0, 500) });
export const remindersForm = form({ wanted: choice(['yes', 'no']) });
export const talkForm = form({ wanted: choice(['yes', 'no']) });
export const themeForm = form({ title: text(120), planned: optionalInteger(1, 12) });
export const themeActForm = form({ act: choice(['up', 'down', 'first', 'done', 'again', 'remove', 'longer', 'shorter']) });
export const chooseForm = form({ theme: optionalId() });
export const expectationsForm = form({ lines: lines(1, 12, 200) });
