/** The whole site on one page: patterns, and links made from them. Read downwards it is the story of a group. */
export const urls = {
  start: '/',
  language: '/language/:language',
  statics: '/static/:file',
  health: '/health',
  firstRun: '/first-run',

  // what everyone sees of an association
  association: '/:association',
  about: '/:association/about-groups',
  privacy: '/:association/privacy',
  listedGroups: '/:association/groups',
  enquire: '/:association/enquire/:wants',
  enquirySent: '/:association/enquiry-sent',
  interest: '/:association/count-me-in',
  umbrella: '/umbrellas/:umbrella',

  // one purpose each, no sign-in
  link: {
    enquiry: '/e/:token',
    enquiryChange: '/e/:token/change',
    enquiryWithdraw: '/e/:token/withdraw',
    interview: '/t/:token',
    invitation: '/i/:token',
    pledge: '/p/:token',
    absence: '/a/:token',
    seat: '/s/:token',
    seatTouch: '/s/:token/in-touch',
    heartbeat: '/h/:token',
    calendar: '/c/:token',
    interest: '/w/:token',
    interestWithdraw: '/w/:token/withdraw',
    renew: '/link/:token/renew',
  },

  // signing in
  signIn: '/sign-in',
  signInCode: '/sign-in/code',
  signInLink: '/sign-in/link/:token',
  signInChoose: '/sign-in/choose',
  signInPaper: '/sign-in/paper',
  signInPasskey: '/sign-in/passkey',
  signInPasskeyOptions: '/sign-in/passkey/options',
  signInOidc: '/sign-in/oidc',
  signInOidcReturn: '/sign-in/oidc/return',
  signOut: '/sign-out',
  secondStep: '/second-step',
  secondStepSetUp: '/second-step/set-up',
  passkeyOptions: '/me/passkeys/options',
  passkeys: '/me/passkeys',
  passkeyRemove: '/me/passkeys/:passkey/remove',
  stepUp: '/step-up',
  stepUpSend: '/step-up/code',

  // one's own page
  desk: '/desk',
  me: '/me',
  meContact: '/me/contact',
  meContactProve: '/me/contact/code',
  meSettings: '/me/settings',
  meKept: '/me/kept',
  meExport: '/me/kept/export',
  meErase: '/me/erase',
  meLookedAt: '/me/looked-at',
  receipt: '/receipt/:receipt',

  // intake
  inbox: '/enquiries',
  enquiryNew: '/enquiries/new',
  enquiry: '/enquiries/:enquiry',
  enquiryAnswered: '/enquiries/:enquiry/answered',
  enquiryDetails: '/enquiries/:enquiry/details',
  interviewBook: '/enquiries/:enquiry/interview',
  interviewCancel: '/enquiries/:enquiry/interview/cancel',
  interviewHold: '/enquiries/:enquiry/interview/hold',
  triage: '/enquiries/:enquiry/triage',
  waitingList: '/waiting-list',
  imports: '/imports',
  importNew: '/imports/new',
  import: '/imports/:import',
  importColumns: '/imports/:import/columns',
  importStore: '/imports/:import/store',

  enquiryCompany: '/enquiries/:enquiry/company',

  // forming groups from the waiting list
  drafts: '/board',
  draftNew: '/board/new',
  readinessList: '/board/facilitators',
  readiness: '/board/facilitators/:person',
  draft: '/board/:draft',
  draftState: '/board/:draft/state',
  draftStop: '/board/:draft/stop',
  draftPropose: '/board/:draft/propose',
  draftProposals: '/board/:draft/proposals',
  draftChoose: '/board/:draft/choose',
  draftMove: '/board/:draft/move',
  draftPin: '/board/:draft/pin',
  draftEnd: '/board/:draft/end',
  draftPerson: '/board/:draft/people/:person',
  draftPersonName: '/board/:draft/people/:person/name',
  draftCircleNew: '/board/:draft/groups/new',
  draftCircle: '/board/:draft/groups/:circle',
  draftCircleNames: '/board/:draft/groups/:circle/names',
  draftCircleLeaders: '/board/:draft/groups/:circle/facilitators',
  draftCircleDissolve: '/board/:draft/groups/:circle/dissolve',
  draftCircleAccept: '/board/:draft/groups/:circle/accept',

  // groups
  groups: '/groups',
  groupNew: '/groups/new',
  group: '/groups/:group',
  groupPlace: '/groups/:group/seats',
  groupUnplace: '/groups/:group/seats/:seat/remove',
  groupFacilitators: '/groups/:group/facilitators',
  facilitatorEnd: '/groups/:group/facilitators/:facilitator/end',
  groupAgree: '/groups/:group/agree',
  groupInvite: '/groups/:group/invite',
  seatAnswer: '/groups/:group/seats/:seat/answer',
  pledgeRead: '/groups/:group/pledge',
  pledgePaper: '/groups/:group/pledge/paper',
  pledgePrint: '/groups/:group/pledge/print',
  groupOneFacilitator: '/groups/:group/one-facilitator',
  groupStart: '/groups/:group/start',
  groupSettings: '/groups/:group/settings',
  groupCancel: '/groups/:group/cancel',
  groupDecide: '/groups/:group/decision',
  groupMerge: '/groups/:group/merge',
  handover: '/groups/:group/handover',
  duties: '/groups/:group/duties',
  groupClose: '/groups/:group/close',
  groupLeave: '/groups/:group/leave',
  heartbeatAnswer: '/groups/:group/heartbeat',
  expectations: '/groups/:group/expectations',

  // meetings
  meetingsPlan: '/groups/:group/meetings/plan',
  meetings: '/groups/:group/meetings',
  meetingAdd: '/groups/:group/meetings/add',
  programme: '/groups/:group/programme',
  pause: '/groups/:group/meetings/pause',
  pauseEnd: '/groups/:group/meetings/pause/end',
  reminders: '/groups/:group/reminders',
  meeting: '/meetings/:meeting',
  meetingMove: '/meetings/:meeting/move',
  meetingCancel: '/meetings/:meeting/cancel',
  meetingRestore: '/meetings/:meeting/restore',
  meetingPlace: '/meetings/:meeting/place',
  meetingConfirm: '/meetings/:meeting/confirm',
  meetingHost: '/meetings/:meeting/host',
  meetingTheme: '/meetings/:meeting/theme',
  absent: '/meetings/:meeting/absent',
  attendance: '/meetings/:meeting/attendance',
  talkWanted: '/meetings/:meeting/talk',
  talkHad: '/talks/:talk/had',
  card: '/meetings/:meeting/card',
  cardWorker: '/card-worker.js',
  themes: '/groups/:group/themes',
  theme: '/groups/:group/themes/:theme',
  calendarLink: '/groups/:group/calendar',

  // the association's own house
  house: '/house',
  houseAssociation: '/house/association',
  chapters: '/house/chapters',
  chapter: '/house/chapters/:chapter',
  venues: '/house/venues',
  venue: '/house/venues/:venue',
  models: '/house/models',
  model: '/house/models/:model',
  people: '/house/people',
  personNew: '/house/people/new',
  person: '/house/people/:person',
  personRoles: '/house/people/:person/roles',
  roleEnd: '/house/people/:person/roles/:role/end',
  personCodes: '/house/people/:person/paper-codes',
  personSecondStep: '/house/people/:person/second-step',
  personErase: '/house/people/:person/erase',
  texts: '/house/texts',
  text: '/house/texts/:kind/:language',
  words: '/house/words/:language',
  outbox: '/house/outbox',
  outboxMessage: '/house/outbox/:message',
  outboxDone: '/house/outbox/:message/done',
  outboxRetry: '/house/outbox/:message/retry',
  replies: '/house/replies',
  replyHandled: '/house/replies/:reply/handled',
  history: '/house/history',
  takeOut: '/house/take-out',
  takeOutWorkbook: '/house/take-out/workbook',
  takeOutArchive: '/house/take-out/archive',

  smsInbound: '/sms/inbound/:secret',
  smsDelivered: '/sms/delivered/:secret/:message',
} as const;

type ParamNames<P extends string> = P extends `${infer Head}/${infer Tail}`
  ? ParamNames<Head> | ParamNames<Tail>
  : P extends `:${infer Name}`
    ? Name
    : never;
export type Params<P extends string> = { [Name in ParamNames<P>]: string };

/** A link to a page: `to(urls.group, { group: id })`. Values are encoded; `query` leaves out what is undefined or empty. */
export function to<P extends string>(
  pattern: P,
  ...[params, query]: ParamNames<P> extends never ? [params?: {}, query?: Query] : [params: Params<P>, query?: Query]
): string {
  const path = pattern.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent((params as Record<string, string>)[name] ?? ''));
  const pairs = Object.entries(query ?? {}).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return pairs.length === 0 ? path : `${path}?${new URLSearchParams(pairs)}`;
}

type Query = Record<string, string | number | undefined>;
