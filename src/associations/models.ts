/** The rules of a kind of group (sizes in people, lengths in minutes), as public practice has them; an association copies and edits. */
export type Model = {
  key: 'lpp' | 'professional-guest' | 'selvhjelp-norge' | 'link-oslo' | 'silkeborg' | 'randers';
  facilitatorsMin: number;
  facilitatorsMax: number;
  sizeMin: number;
  sizeMax: number;
  /** null: standing, does not end */
  accompaniedMax: number | null;
  guestMeetings: number;
  minutesMax: number;
  firstMinutesMax: number;
  rhythm: 'weekly' | 'every-second-week' | 'monthly' | 'free';
  afterwards: ('self-run' | 'continue' | 'merge' | 'close')[];
};

const lpp: Model = {
  key: 'lpp',
  facilitatorsMin: 2,
  facilitatorsMax: 2,
  sizeMin: 4,
  sizeMax: 8,
  accompaniedMax: 8,
  guestMeetings: 0,
  minutesMax: 120,
  firstMinutesMax: 120,
  rhythm: 'every-second-week',
  afterwards: ['self-run', 'continue', 'merge', 'close'],
};

/** Where a source leaves a number open, LPP's stands in. */
export const models: readonly Model[] = [
  lpp,
  { ...lpp, key: 'professional-guest', accompaniedMax: 4, guestMeetings: 4, rhythm: 'free' },
  { ...lpp, key: 'selvhjelp-norge', facilitatorsMin: 0, accompaniedMax: 3, rhythm: 'weekly', afterwards: ['self-run', 'merge', 'close'] },
  {
    ...lpp,
    key: 'link-oslo',
    sizeMin: 5,
    accompaniedMax: 1,
    firstMinutesMax: 180,
    rhythm: 'weekly',
    afterwards: ['self-run', 'merge', 'close'],
  },
  { ...lpp, key: 'silkeborg', sizeMin: 5, accompaniedMax: 12, rhythm: 'free' },
  { ...lpp, key: 'randers', sizeMax: 9, accompaniedMax: null, afterwards: ['continue', 'close'] },
];
