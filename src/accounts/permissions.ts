import { type Actor, hasRole, type LinkPurpose } from './actor.ts';

type Who =
  'anyone' | 'person' | 'member' | 'facilitator' | 'coordinator' | 'administrator' | 'umbrella-officer' | `link:${LinkPurpose}` | 'gateway';

/**
 * Every right there is, noun.verb, and who may have it at all; nobody else gets past the door (404).
 * Which group, person or enquiry it holds for is decided by row-level security and the feature's own access.ts.
 * member: has a seat in a group or facilitates one.
 */
export const permissions = {
  'site.read': ['anyone'],
  'session.begin': ['anyone'],
  'session.end': ['person'],
  'session.strengthen': ['person'], // a second step, its set-up, and proving oneself again
  'association.found': ['anyone'], // first run: needs the code printed on the console
  'enquiry.send': ['anyone'],
  'enquiry.follow': ['link:enquiry', 'link:import-consent'],
  'interest.count': ['anyone'],
  'interest.follow': ['link:interest'],
  'interview.answer': ['link:interview'],
  'invitation.answer': ['link:invitation'],
  'pledge.sign-by-link': ['link:pledge'],
  'absence.tell-by-link': ['link:absence'],
  'seat.leave-by-link': ['link:seat'],
  'heartbeat.answer-by-link': ['link:heartbeat'],
  'calendar.subscribe': ['link:calendar'],
  'link.renew': ['anyone'],
  'sms.receive': ['gateway'],

  'desk.see': ['person'],
  'self.see': ['person'],
  'self.change': ['person'],
  'self.export': ['person'],
  'self.erase': ['person'],
  'receipt.see': ['anyone'],

  'enquiry.see': ['coordinator'],
  'enquiry.enter': ['coordinator'],
  'enquiry.change': ['coordinator'],
  'enquiry.import': ['coordinator'],
  'interview.book': ['coordinator'],
  'enquiry.triage': ['coordinator'],
  'waiting-list.see': ['coordinator'],
  'signal.see': ['coordinator'],
  'interest.tell': ['coordinator'],
  'person.look-at': ['coordinator'],
  'person.erase': ['coordinator'],

  'board.use': ['coordinator'], // drafts of who sits with whom, and what they are made from

  'offer.change': ['coordinator'], // what everyone is shown of what there is to come to

  'group.list': ['person'],
  'group.see': ['member', 'coordinator'],
  'group.compose': ['coordinator'],
  'group.invite': ['coordinator'],
  'group.start': ['facilitator', 'coordinator'],
  'group.agree': ['facilitator'],
  'group.decide': ['facilitator', 'coordinator'],
  'group.hand-over': ['facilitator', 'coordinator'],
  'group.close': ['member', 'coordinator'],
  'group.change': ['member', 'coordinator'], // a group that runs itself changes itself
  'seat.answer-for': ['coordinator'],
  'seat.leave': ['member'],
  'seat.reach': ['facilitator'], // by the one contact the participant chose
  'pledge.sign': ['member', 'coordinator'],
  'pledge.register': ['facilitator', 'coordinator'],
  'duty.name': ['member', 'coordinator'],
  'heartbeat.answer': ['member', 'coordinator'],
  'expectation.note': ['member'],

  'meeting.see': ['member', 'coordinator'],
  'meeting.plan': ['member'],
  'meeting.hold': ['member'],
  'absence.tell': ['member'],
  'attendance.note': ['member'],
  'theme.raise': ['member'],
  'theme.choose': ['member'],
  'programme.see': ['member', 'coordinator'],
  'care.ask': ['facilitator'],
  'care.give': ['coordinator'],

  'house.see': ['administrator'],
  'association.change': ['administrator'],
  'directory.bring-in': ['administrator', 'umbrella-officer'], // what it offers, from a file; an umbrella suggests
  'association.take-out': ['administrator'], // everything it owns, in one file
  'chapter.change': ['administrator'],
  'venue.see': ['coordinator'],
  'venue.change': ['coordinator'],
  'model.change': ['administrator'],
  'text.change': ['administrator'],
  'role.see': ['administrator', 'coordinator'],
  'role.give': ['administrator'],
  'paper-code.make': ['administrator', 'coordinator'],
  'second-step.reset': ['administrator'],
  'attendance.print': ['facilitator', 'coordinator'],
  'print-run.make': ['coordinator'],
  'outbox.see': ['administrator', 'coordinator'],
  'outbox.change': ['administrator', 'coordinator'],
  'history.see': ['administrator'],
  'umbrella.see': ['umbrella-officer'],
  'agreement.see': ['coordinator', 'umbrella-officer'],
  'agreement.start': ['administrator', 'umbrella-officer'],
  'agreement.answer': ['administrator'],
  'across.compose': ['coordinator'],
  'across.agree': ['coordinator'],
  'across.answer': ['link:across'],
} as const satisfies Record<string, readonly Who[]>;

export type Permission = keyof typeof permissions;

/** Rights that show other people's data: a second step of sign-in is demanded, however one came in. */
const SEES_OTHERS: readonly Who[] = ['coordinator', 'administrator', 'facilitator', 'umbrella-officer'];

export function may(actor: Actor, permission: Permission): boolean {
  return permissions[permission].some((who) => is(actor, who));
}

function is(actor: Actor, who: Who): boolean {
  if (who === 'anyone') return true;
  if (actor.kind === 'holder') return who === `link:${actor.purpose}`;
  if (actor.kind !== 'person') return false;
  if (who === 'person') return true;
  if (who === 'member') return actor.sits.length > 0 || actor.facilitates.length > 0;
  if (who === 'facilitator') return actor.facilitates.length > 0;
  if (who === 'coordinator') return hasRole(actor, 'coordinator', 'administrator');
  if (who === 'administrator') return hasRole(actor, 'administrator');
  return who === 'umbrella-officer' && hasRole(actor, 'umbrella-officer');
}

/** Whoever sees others' data takes a second step, everywhere but on her own pages; a participant sees first names only and need not. */
export function needsSecondStep(actor: Actor, permission: Permission): boolean {
  if (actor.kind !== 'person' || actor.secondAt) return false;
  const open: readonly Who[] = ['anyone', 'person'];
  const isOwn = permission !== 'desk.see' && permission !== 'group.list';
  if (isOwn && permissions[permission].some((who) => open.includes(who))) return false;
  return SEES_OTHERS.some((who) => is(actor, who));
}
