import type { Language } from './language.ts';

/** The word a number stands before: 'en plass', 'ei uke', 'ett møte'. English has one form, Danish two. */
export type Gender = 'common' | 'feminine' | 'neuter';

const scandinavian = [
  'januar',
  'februar',
  'mars',
  'april',
  'mai',
  'juni',
  'juli',
  'august',
  'september',
  'oktober',
  'november',
  'desember',
];
export const months: Record<Language, readonly string[]> = {
  nb: scandinavian,
  nn: scandinavian,
  da: ['januar', 'februar', 'marts', 'april', 'maj', 'juni', 'juli', 'august', 'september', 'oktober', 'november', 'december'],
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
};
export const weekdays: Record<Language, readonly string[]> = {
  nb: ['mandag', 'tirsdag', 'onsdag', 'torsdag', 'fredag', 'lørdag', 'søndag'],
  nn: ['måndag', 'tysdag', 'onsdag', 'torsdag', 'fredag', 'laurdag', 'søndag'],
  da: ['mandag', 'tirsdag', 'onsdag', 'torsdag', 'fredag', 'lørdag', 'søndag'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
};
export const counts: Record<Language, readonly string[]> = {
  nb: ['null', 'en', 'to', 'tre', 'fire', 'fem', 'seks', 'sju', 'åtte', 'ni', 'ti', 'elleve', 'tolv'],
  nn: ['null', 'ein', 'to', 'tre', 'fire', 'fem', 'seks', 'sju', 'åtte', 'ni', 'ti', 'elleve', 'tolv'],
  da: ['nul', 'en', 'to', 'tre', 'fire', 'fem', 'seks', 'syv', 'otte', 'ni', 'ti', 'elleve', 'tolv'],
  en: ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'],
};
export const ordinals: Record<Language, readonly string[]> = {
  nb: ['første', 'andre', 'tredje', 'fjerde', 'femte', 'sjette', 'sjuende', 'åttende', 'niende', 'tiende', 'ellevte', 'tolvte'],
  nn: ['første', 'andre', 'tredje', 'fjerde', 'femte', 'sjette', 'sjuande', 'åttande', 'niande', 'tiande', 'ellevte', 'tolvte'],
  da: ['første', 'anden', 'tredje', 'fjerde', 'femte', 'sjette', 'syvende', 'ottende', 'niende', 'tiende', 'ellevte', 'tolvte'],
  en: ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth', 'eleventh', 'twelfth'],
};
export const ones: Record<Language, Record<Gender, string>> = {
  nb: { common: 'en', feminine: 'ei', neuter: 'ett' },
  nn: { common: 'ein', feminine: 'ei', neuter: 'eitt' },
  da: { common: 'en', feminine: 'en', neuter: 'et' },
  en: { common: 'one', feminine: 'one', neuter: 'one' },
};
export const words = {
  nb: {
    and: 'og',
    or: 'eller',
    since: 'siden',
    near: ['i går', 'i dag', 'i morgen'],
    minute: 'minutt',
    minutes: 'minutter',
    hour: 'time',
    hours: 'timer',
    half: 'en halv',
    halfHour: 'en halv time',
    oneAndHalf: 'halvannen time',
  },
  nn: {
    and: 'og',
    or: 'eller',
    since: 'sidan',
    near: ['i går', 'i dag', 'i morgon'],
    minute: 'minutt',
    minutes: 'minutt',
    hour: 'time',
    hours: 'timar',
    half: 'ein halv',
    halfHour: 'ein halv time',
    oneAndHalf: 'halvannan time',
  },
  da: {
    and: 'og',
    or: 'eller',
    since: 'siden',
    near: ['i går', 'i dag', 'i morgen'],
    minute: 'minut',
    minutes: 'minutter',
    hour: 'time',
    hours: 'timer',
    half: 'en halv',
    halfHour: 'en halv time',
    oneAndHalf: 'halvanden time',
  },
  en: {
    and: 'and',
    or: 'or',
    since: 'since',
    near: ['yesterday', 'today', 'tomorrow'],
    minute: 'minute',
    minutes: 'minutes',
    hour: 'hour',
    hours: 'hours',
    half: 'a half',
    halfHour: 'half an hour',
    oneAndHalf: 'an hour and a half',
  },
} as const satisfies Record<Language, object>;
