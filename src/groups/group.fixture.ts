import { clock, day } from '../lib/day.ts';
import type { Group } from './group.ts';
import type { Seat, SeatState } from './seat.ts';

/** The Tuesday group of the tests: five seats, two facilitators, eight accompanied meetings; composed, and nothing more. */
export const aGroup = (facts: Partial<Group> = {}): Group => ({
  id: 'group',
  association: 'association',
  chapter: null,
  model: 'model',
  venue: null,
  name: 'Tirsdagsgruppa',
  kind: 'patient',
  language: 'nb',
  sizeMin: 4,
  sizeMax: 5,
  facilitatorsMin: 2,
  accompaniedMax: 8,
  seated: true,
  byHeadCount: false,
  listed: false,
  firstOn: day('2026-12-15'),
  firstAt: clock('18:00'),
  rhythm: 'every-second-week',
  askedAtOnce: 0,
  oneFacilitatorOn: null,
  startedOn: null,
  decidedOn: null,
  decision: null,
  continuedTo: null,
  handedOverOn: null,
  closedOn: null,
  closedBecause: null,
  mergedInto: null,
  cancelledAt: null,
  ...facts,
});

const then = new Date('2026-11-20T12:00:00Z');
const dates: Record<SeatState, Partial<Seat>> = {
  standing: {},
  invited: { invitedAt: then },
  accepted: { invitedAt: then, acceptedAt: then },
  declined: { invitedAt: then, declinedAt: then },
  gone: { invitedAt: then, goneAt: then },
  left: { invitedAt: then, acceptedAt: then, leftOn: day('2026-11-25') },
};

/** The line of a group: one seat for each state, in order. */
export const seatsIn = (...states: SeatState[]): Seat[] =>
  states.map((state, at) => ({
    id: `seat ${at + 1}`,
    group: 'group',
    person: `person ${at + 1}`,
    enquiry: null,
    placeNo: at + 1,
    invitedAt: null,
    acceptedAt: null,
    declinedAt: null,
    goneAt: null,
    leftOn: null,
    stayInTouch: null,
    ...dates[state],
  }));
