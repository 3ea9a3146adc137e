/** Everything Verksted may say to a person; the texts are `messages:<kind>.subject|text|sms`. */
export const kinds = [
  'enquiry-received',
  'sign-in-code',
  'interview-phone',
  'interview-in-person',
  'interview-video',
  'interview-cancelled',
  'seat-invited',
  'seat-accepted',
  'seat-declined',
  'seat-gone',
  'pledge-to-sign',
  'first-meeting-reminder',
  'meeting-reminder',
  'meeting-moved',
  'meeting-place',
  'meeting-cancelled',
  'absence-confirmed',
  'absences',
  'leaving-confirmed',
] as const;

export type MessageKind = (typeof kinds)[number];
