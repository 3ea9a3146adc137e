/** What a text is filled with. `when`, `was` and `until` are said from days and clocks when the message leaves. */
export type Said =
  'when' | 'was' | 'until' | 'place' | 'phone' | 'link' | 'code' | 'minutes' | 'days' | 'count' | 'receipt' | 'sender' | 'name';

export type Kind = {
  says: readonly Said[];
  /** comes with a file for the calendar, or takes it out again */
  calendar?: 'booked' | 'cancelled';
  /** signs somebody in: nobody else may ever see the text */
  signsIn?: true;
};

const link = { says: ['link'] } as const satisfies Kind;
const whenLink = { says: ['when', 'link'] } as const satisfies Kind;
const plain = { says: [] } as const satisfies Kind;

/** Everything Verksted may say to a person; the texts are `messages:<kind>.subject|text|sms`. */
const all = {
  'enquiry-received': link,
  'list-kept': link,
  'group-near': link,
  'across-asked': link,
  'sign-in-link': { says: ['code', 'link', 'minutes'], signsIn: true },
  'sign-in-code': { says: ['code', 'minutes'], signsIn: true },
  'interview-phone': { says: ['when', 'phone', 'link'], calendar: 'booked' },
  'interview-in-person': { says: ['when', 'place', 'link'], calendar: 'booked' },
  'interview-video': { says: ['when', 'link'], calendar: 'booked' },
  'interview-cancelled': { says: ['when', 'link'], calendar: 'cancelled' },
  'seat-invited': { says: ['when', 'until', 'link'] },
  'seat-offered': link,
  'seat-accepted': whenLink,
  'seat-yours': link,
  'seat-declined': link,
  'seat-gone': link,
  'seat-called-off': link,
  'seat-freed': link,
  'pledge-to-sign': link,
  'first-meeting-reminder': { says: ['when'] },
  'meeting-reminder': whenLink,
  'meeting-moved': { says: ['was', 'when', 'link'] },
  'meeting-place': whenLink,
  'meeting-cancelled': { says: ['was', 'link'] },
  'meetings-changed': whenLink,
  'absence-confirmed': whenLink,
  absences: { says: ['count', 'when', 'link'] },
  'leaving-confirmed': link,
  'decision-due': link,
  'handed-over': link,
  'access-ended': plain,
  heartbeat: link,
  'heartbeat-room': link,
  'heartbeat-thanks': plain,
  'answer-unclear': link,
  erased: { says: ['when', 'receipt'] },
  'link-renewed': link,
  'contact-changed': whenLink,
  'sign-in-changed': whenLink,
  'new-request': link,
  'role-given': { says: ['sender', 'link'] },
  trial: plain,
} as const satisfies Record<string, Kind>;

export type MessageKind = keyof typeof all;
export const kinds = Object.keys(all) as MessageKind[];
export const kindOf = (kind: MessageKind): Kind => all[kind];
