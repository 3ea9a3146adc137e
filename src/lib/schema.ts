// Made by bin/schema from the migrated database. Do not edit.
import type { ColumnType } from 'kysely';
import type { Clock, Day, Instant } from './day.ts';

type Defaulted<T> = ColumnType<T, T | undefined, T>;
type Json = ColumnType<unknown, string, string>;
type DefaultedJson = ColumnType<unknown, string | undefined, string>;

export interface AbsencesTable {
  meeting_id: string;
  seat_id: string;
  association_id: string;
  group_id: string;
  noticed_at: Instant;
  by_way: 'link' | 'sms' | 'page' | 'phone';
  withdrawn_at: Instant | null;
}

export interface AgreementMembersTable {
  agreement_id: string;
  association_id: string;
  agreed_at: Instant | null;
  agreed_by: string | null;
  ended_at: Instant | null;
  ended_by: string | null;
}

export interface AgreementsTable {
  id: string;
  umbrella_id: string | null;
  name: string;
  diagnosis: string | null;
  started_at: Instant;
  started_by: string;
}

export interface ApartTable {
  id: string;
  association_id: string;
  one_id: string;
  other_id: string;
  noted_by: string;
}

export interface AssociationsTable {
  id: string;
  umbrella_id: string | null;
  slug: string;
  name: string;
  country: 'NO' | 'DK';
  zone: 'Europe/Oslo' | 'Europe/Copenhagen';
  languages: string[];
  sender_name: string;
  sender_email: string | null;
  sms_sender: string | null;
  phone: string | null;
  email: string | null;
  postal_address: string | null;
  contact_name: string | null;
  membership_asked: Defaulted<boolean>;
  words: DefaultedJson;
  keep_details_days: Defaulted<number>;
  keep_people_months: Defaulted<number>;
  created_at: Instant;
  areas: Defaulted<string[]>;
  website: string | null;
  open_data: Defaulted<boolean>;
}

export interface AttendanceTable {
  meeting_id: string;
  seat_id: string;
  association_id: string;
  group_id: string;
  present: boolean;
}

export interface CeremoniesTable {
  id: string;
  browser_hash: Buffer;
  kind: 'passkey-register' | 'passkey-sign-in' | 'oidc' | 'choose';
  person_id: string | null;
  payload: Json;
  expires_at: Instant;
}

export interface ChaptersTable {
  id: string;
  association_id: string;
  slug: string;
  name: string;
  municipalities: Defaulted<string[]>;
  phone: string | null;
  email: string | null;
  closed_on: Day | null;
}

export interface ConsentsTable {
  id: string;
  association_id: string;
  person_id: string;
  text_version: string;
  given_at: Instant;
  given_by: 'self' | 'phone' | 'paper' | 'import';
  withdrawn_at: Instant | null;
}

export interface ContactsTable {
  id: string;
  association_id: string;
  person_id: string;
  kind: 'phone' | 'email' | 'address';
  value: Buffer;
  lookup: Buffer | null;
  for_facilitators: Defaulted<boolean>;
  verified_at: Instant | null;
  created_at: Instant;
}

export interface CrossingRequestsTable {
  id: string;
  crossing_id: string;
  association_id: string;
  enquiry_id: string | null;
  asked_at: Instant;
  agreed_at: Instant | null;
  agreed_by: string | null;
  declined_at: Instant | null;
  answered_at: Instant | null;
  said_yes: boolean | null;
  guest_person_id: string | null;
  guest_enquiry_id: string | null;
  withdrawn_at: Instant | null;
}

export interface CrossingsTable {
  id: string;
  agreement_id: string;
  association_id: string;
  made_by: string;
  made_at: Instant;
  model_id: string;
  venue_id: string;
  slot: string;
  kind: 'patient' | 'relative' | 'bereaved' | 'mixed';
  language: string;
  own_people: string[];
  leaders: string[];
  group_id: string | null;
  ended_at: Instant | null;
}

export interface DraftCardHomesTable {
  card_id: string;
  draft_id: string;
  association_id: string;
  enquiry_id: string;
}

export interface DraftCardsTable {
  id: string;
  association_id: string;
  draft_id: string;
  place_no: number;
  draft_group_id: string | null;
  reason: string | null;
  pinned: Defaulted<boolean>;
}

export interface DraftChangesTable {
  association_id: string;
  draft_id: string;
  version: number;
  at: Instant;
  by_id: string | null;
  what: 'proposed' | 'chosen' | 'moved' | 'pinned' | 'unpinned' | 'opened' | 'dissolved' | 'led' | 'accepted' | 'asked';
  enquiry_id: string | null;
  from_no: number | null;
  to_no: number | null;
  card_id: string | null;
}

export interface DraftGroupsTable {
  id: string;
  association_id: string;
  draft_id: string;
  place_no: number;
  venue_id: string | null;
  slot: string | null;
  kind: 'patient' | 'relative' | 'bereaved' | 'mixed' | null;
  language: string | null;
  joins_id: string | null;
  leaders: Defaulted<string[]>;
  pinned: Defaulted<boolean>;
  accepted_id: string | null;
  crossing_id: string | null;
}

export interface DraftPeopleTable {
  association_id: string;
  draft_id: string;
  enquiry_id: string;
  draft_group_id: string | null;
  reason: string | null;
  pinned: Defaulted<boolean>;
}

export interface DraftProposalsTable {
  association_id: string;
  draft_id: string;
  place_no: number;
  model_id: string;
  score: number;
  bound: number;
  ended: 'best-possible' | 'time' | 'stopped';
  differs: number;
  answer: Json;
}

export interface DraftsTable {
  id: string;
  association_id: string;
  chapter_id: string | null;
  model_id: string | null;
  version: Defaulted<number>;
  asked: Json;
  made_by: string;
  made_at: Instant;
  changed_at: Instant;
  chosen_at: Instant | null;
  work: Defaulted<'waiting' | 'running' | 'done' | 'stopped' | 'failed'>;
  work_no: Defaulted<number>;
  work_at: Instant;
  work_share: Defaulted<number>;
  work_placed: Defaulted<number>;
  work_groups: Defaulted<number>;
  work_score: Defaulted<number>;
  work_bound: Defaulted<number>;
  stop_asked: Defaulted<boolean>;
  notes: DefaultedJson;
  agreement_id: string | null;
}

export interface DutiesTable {
  id: string;
  association_id: string;
  group_id: string;
  seat_id: string;
  duty: 'contact' | 'keys' | 'room' | 'contact-list' | 'coffee' | 'reminders';
  taken_at: Instant;
  ended_at: Instant | null;
}

export interface EnquiriesTable {
  id: string;
  association_id: string;
  chapter_id: string | null;
  person_id: string | null;
  wants: 'group' | 'talk' | 'help' | 'represent';
  came_by: 'web' | 'phone' | 'letter' | 'import' | 'meeting' | 'across';
  received_on: Day;
  kind: 'patient' | 'relative' | 'bereaved' | null;
  mixed_ok: Defaulted<boolean>;
  diagnosis: string | null;
  phase: 'new' | 'treatment' | 'after' | 'chronic' | 'late' | null;
  birth_year: number | null;
  sex: 'f' | 'm' | 'x' | null;
  same_sex: Defaulted<boolean>;
  languages: Defaulted<string[]>;
  postcode: string | null;
  place: string | null;
  latitude: number | null;
  longitude: number | null;
  max_km: number | null;
  digital_ok: Defaulted<boolean>;
  slots: Defaulted<string[]>;
  needs: Defaulted<string[]>;
  wish: Buffer | null;
  details_erased_at: Instant | null;
  asked_again_at: Instant | null;
  withdrawn_at: Instant | null;
  answered_at: Instant | null;
  answered_by: string | null;
  stage: Defaulted<'new' | 'booked' | 'talked' | 'waiting' | 'first' | 'later' | 'placed' | 'finished' | 'withdrawn'>;
}

export interface ErasuresTable {
  id: string;
  association_id: string;
  person_id: string;
  erased_at: Instant;
  reason: 'asked' | 'withdrew' | 'retention';
  receipt: string;
}

export interface ExpectationsTable {
  id: string;
  association_id: string;
  group_id: string;
  round: number;
  held_on: Day;
  place: Defaulted<number>;
  line: string;
  created_at: Instant;
}

export interface FacilitatorsTable {
  id: string;
  association_id: string;
  group_id: string;
  person_id: string;
  part: Defaulted<'facilitator' | 'guest'>;
  from_day: Day;
  until_day: Day | null;
  agreed_at: Instant | null;
  ended_at: Instant | null;
  declined_at: Instant | null;
}

export interface FormDraftsTable {
  id: string;
  association_id: string;
  person_id: string;
  form: string;
  object_id: string | null;
  sealed: Buffer;
  saved_at: Instant;
}

export interface GroupsTable {
  id: string;
  association_id: string;
  chapter_id: string | null;
  model_id: string;
  venue_id: string | null;
  name: string;
  kind: 'patient' | 'relative' | 'bereaved' | 'mixed';
  language: 'nb' | 'nn' | 'da' | 'en';
  size_min: number;
  size_max: number;
  facilitators_min: number;
  accompanied_max: number | null;
  minutes_max: number;
  first_minutes_max: number;
  seated: Defaulted<boolean>;
  by_head_count: Defaulted<boolean>;
  listed: Defaulted<boolean>;
  first_on: Day | null;
  first_at: Clock | null;
  asked_at_once: Defaulted<number>;
  rhythm: Defaulted<'weekly' | 'every-second-week' | 'monthly' | 'free'>;
  composed_at: Instant;
  composed_by: string | null;
  one_facilitator_by: string | null;
  one_facilitator_on: Day | null;
  started_on: Day | null;
  started_by: string | null;
  decided_on: Day | null;
  decision: 'self-run' | 'continue' | 'merge' | 'close' | null;
  decided_by: string | null;
  handed_over_on: Day | null;
  closed_on: Day | null;
  closed_by: string | null;
  closed_because: 'no-longer-needed' | 'too-few' | 'no-facilitators' | 'merged' | 'never-started' | 'other' | null;
  merged_into: string | null;
  continued_to: number | null;
  cancelled_at: Instant | null;
}

export interface HeartbeatsTable {
  id: string;
  association_id: string;
  group_id: string;
  asked_on: Day;
  answered_on: Day | null;
  alive: boolean | null;
  room_for_more: number | null;
  answered_by: 'link' | 'sms' | 'phone' | 'page' | null;
}

export interface HistoryTable {
  id: string;
  at: Instant;
  association_id: string | null;
  actor_id: string | null;
  actor_role: string;
  act: string;
  object_kind: string;
  object_id: string | null;
  about_id: string | null;
  group_id: string | null;
  request_id: string;
  written: Defaulted<string>;
  about_ids: string[] | null;
}

export interface HistorySealsTable {
  seq: number;
  entry_id: string;
  entry_hash: Buffer;
  chain_hash: Buffer;
}

export interface ImportMappingsTable {
  association_id: string;
  fingerprint: string;
  mapping: Json;
  used_at: Instant;
}

export interface ImportsTable {
  id: string;
  association_id: string;
  by_id: string;
  key_wrapped: Buffer;
  sealed_rows: Buffer;
  mapping: Json;
  fingerprint: string;
  created_at: Instant;
  stored_at: Instant | null;
  stored_count: number | null;
  holds: Defaulted<'people' | 'offers'>;
}

export interface InboundSmsTable {
  id: string;
  association_id: string | null;
  person_id: string | null;
  gateway_id: string;
  sealed: Buffer | null;
  understood_as: string | null;
  received_at: Instant;
  handled_at: Instant | null;
  handled_by: string | null;
}

export interface InterestsTable {
  id: string;
  association_id: string;
  chapter_id: string | null;
  person_id: string;
  kind: 'patient' | 'relative' | 'bereaved';
  language: 'nb' | 'nn' | 'da' | 'en';
  postcode: string;
  place: string | null;
  latitude: number | null;
  longitude: number | null;
  max_km: number;
  slots: Defaulted<string[]>;
  to_tell: boolean;
  counted_on: Day;
  expires_on: Day;
  told_at: Instant | null;
}

export interface InterviewsTable {
  id: string;
  association_id: string;
  enquiry_id: string;
  by_id: string;
  at: Instant;
  minutes: Defaulted<number>;
  how: 'phone' | 'in-person' | 'video';
  venue_id: string | null;
  sequence: Defaulted<number>;
  booked_at: Instant;
  held_at: Instant | null;
  cancelled_at: Instant | null;
  unfit_at: Instant | null;
  covered: Defaulted<string[]>;
}

export interface LetterBatchesTable {
  id: string;
  association_id: string;
  gathered_at: Instant;
  gathered_by: string;
  posted_at: Instant | null;
  posted_by: string | null;
  taken_back_at: Instant | null;
}

export interface LinksTable {
  id: string;
  association_id: string;
  person_id: string;
  purpose: 'enquiry' | 'interview' | 'invitation' | 'pledge' | 'absence' | 'seat' | 'heartbeat' | 'calendar' | 'import-consent' | 'interest' | 'across';
  object_id: string | null;
  token_hash: Buffer;
  created_at: Instant;
  expires_at: Instant;
  used_at: Instant | null;
  replaced_at: Instant | null;
}

export interface LogosTable {
  association_id: string;
  type: 'image/png' | 'image/jpeg' | 'image/webp';
  bytes: Buffer;
  width: number;
  height: number;
  hash: string;
  set_at: Instant;
}

export interface MeetingsTable {
  id: string;
  association_id: string;
  group_id: string;
  series_id: string | null;
  original_on: Day;
  day: Day;
  clock: Clock;
  minutes: number;
  starts_at: Instant;
  venue_id: string | null;
  moved_at: Instant | null;
  cancelled_at: Instant | null;
  confirmed_at: Instant | null;
  host_seat_id: string | null;
  theme_id: string | null;
  held_at: Instant | null;
  head_count: number | null;
  accompanied: Defaulted<boolean>;
  sequence: Defaulted<number>;
}

export interface MemberCountsTable {
  id: string;
  association_id: string;
  counted_on: Day;
  members: number;
  noted_by: string | null;
  noted_at: Instant;
}

export interface MessagesTable {
  id: string;
  association_id: string;
  person_id: string | null;
  channel: 'email' | 'sms' | 'letter' | 'call' | null;
  kind: string;
  variables: DefaultedJson;
  link_purpose: string | null;
  link_object: string | null;
  link_days: number | null;
  sealed: Buffer | null;
  state: Defaulted<'waiting' | 'sent' | 'failed' | 'held' | 'done'>;
  about: string | null;
  created_at: Instant;
  send_after: Instant;
  send_before: Instant | null;
  job_id: string | null;
  attempts: Defaulted<number>;
  last_error: string | null;
  sent_at: Instant | null;
  done_by: string | null;
  gateway_id: string | null;
  delivery: 'delivered' | 'undelivered' | null;
  delivery_at: Instant | null;
  batch_id: string | null;
}

export interface NewContactsTable {
  id: string;
  association_id: string;
  person_id: string;
  kind: 'phone' | 'email';
  value: Buffer;
  code_hash: Buffer;
  tries: Defaulted<number>;
  created_at: Instant;
  expires_at: Instant;
}

export interface OffersTable {
  id: string;
  association_id: string;
  chapter_id: string | null;
  slug: string;
  kind: 'self-help-group' | 'conversation-group' | 'experience-network' | 'activity' | 'open-cafe' | 'contact-phone' | 'visiting-service' | 'peer-support';
  run_by: Defaulted<'volunteers' | 'professionals' | 'both'>;
  texts: Json;
  kinds: Defaulted<string[]>;
  areas: Defaulted<string[]>;
  languages: Defaulted<string[]>;
  ways: string[];
  venue_id: string | null;
  address: string | null;
  postcode: string | null;
  place: string | null;
  municipality: string | null;
  latitude: number | null;
  longitude: number | null;
  municipalities: Defaulted<string[]>;
  wheelchair: boolean | null;
  hearing_loop: boolean | null;
  starts_on: Day | null;
  clock: Clock | null;
  minutes: number | null;
  rule: Defaulted<string>;
  skipped: Defaulted<Day[]>;
  moved: DefaultedJson;
  added: Defaulted<Day[]>;
  pauses: DefaultedJson;
  drop_in: Defaulted<boolean>;
  room: boolean | null;
  room_on: Day | null;
  contact_name: string | null;
  contact_phone: string | null;
  contact_email: string | null;
  link: string | null;
  valid_from: Day | null;
  valid_until: Day | null;
  confirmed_on: Day | null;
  confirmed_by: string | null;
  published_on: Day | null;
  ended_on: Day | null;
  ended_by: string | null;
  source: string | null;
  source_key: string | null;
  sequence: Defaulted<number>;
  created_at: Instant;
  created_by: string | null;
  changed_at: Instant;
}

export interface OidcIdentitiesTable {
  issuer: string;
  subject_hash: Buffer;
  association_id: string;
  person_id: string;
  created_at: Instant;
}

export interface PaperCodesTable {
  id: string;
  association_id: string;
  person_id: string;
  code_hash: Buffer;
  used_at: Instant | null;
  expires_at: Instant;
}

export interface PasskeysTable {
  id: string;
  association_id: string;
  person_id: string;
  public_key: Buffer;
  counter: number;
  transports: Defaulted<string[]>;
  label: Defaulted<string>;
  created_at: Instant;
  last_used_at: Instant | null;
}

export interface PeopleTable {
  id: string;
  association_id: string;
  chapter_id: string | null;
  called: Buffer;
  full_name: Buffer | null;
  language: 'nb' | 'nn' | 'da' | 'en';
  reach_by: 'sms' | 'email' | 'phone' | 'post';
  large_type: Defaulted<boolean>;
  created_at: Instant;
  erase_after: Day | null;
}

export interface PersonKeysTable {
  person_id: string;
  association_id: string;
  master: number;
  wrapped: Buffer;
}

export interface PledgesTable {
  id: string;
  association_id: string;
  group_id: string;
  person_id: string;
  text_id: string;
  signed_at: Instant;
  how: 'page' | 'paper';
  registered_by: string | null;
}

export interface PrintRunsTable {
  id: string;
  association_id: string;
  chapter_id: string | null;
  offer_id: string | null;
  code: string;
  language: 'nb' | 'nn' | 'da' | 'en';
  place: string;
  copies: number | null;
  made_on: Day;
  made_by: string;
  municipality: string | null;
}

export interface ProgrammeModelsTable {
  id: string;
  association_id: string;
  key: string;
  name: string;
  description: Defaulted<string>;
  facilitators_min: number;
  facilitators_max: number;
  size_min: number;
  size_max: number;
  seated: Defaulted<boolean>;
  accompanied_max: number | null;
  guest_meetings: Defaulted<number>;
  minutes_max: number;
  first_minutes_max: number;
  rhythm: 'weekly' | 'every-second-week' | 'monthly' | 'free';
  afterwards: string[];
  age_span: Defaulted<number>;
  retired_on: Day | null;
}

export interface RateLimitsTable {
  key: string;
  window_start: Instant;
  taken: number;
}

export interface ReadinessTable {
  person_id: string;
  association_id: string;
  kinds: Defaulted<string[]>;
  languages: Defaulted<string[]>;
  slots: Defaulted<string[]>;
  postcode: string | null;
  latitude: number | null;
  longitude: number | null;
  max_km: number | null;
  digital: Defaulted<boolean>;
  max_groups: number;
  noted_by: string;
  noted_at: Instant;
}

export interface RemindersWantedTable {
  seat_id: string;
  association_id: string;
  group_id: string;
  since: Instant;
}

export interface RetentionRunsTable {
  id: string;
  started_at: Instant;
  finished_at: Instant | null;
  counts: DefaultedJson;
  held: Defaulted<boolean>;
}

export interface RolesTable {
  id: string;
  association_id: string | null;
  umbrella_id: string | null;
  chapter_id: string | null;
  person_id: string;
  role: 'administrator' | 'coordinator' | 'facilitator' | 'umbrella-officer';
  from_day: Day;
  until_day: Day | null;
  ended_at: Instant | null;
  given_by: string | null;
}

export interface RoomsTable {
  group_id: string;
  association_id: string;
  link: string;
}

export interface RunCountsTable {
  run_id: string;
  association_id: string;
  month: Day;
  opened: Defaulted<number>;
  enquired: Defaulted<number>;
  interested: Defaulted<number>;
}

export interface SeatsTable {
  id: string;
  association_id: string;
  group_id: string;
  person_id: string | null;
  enquiry_id: string | null;
  place_no: number;
  placed_at: Instant;
  invited_at: Instant | null;
  accepted_at: Instant | null;
  declined_at: Instant | null;
  gone_at: Instant | null;
  answered_by: 'link' | 'sms' | 'phone' | 'page' | null;
  left_on: Day | null;
  stay_in_touch: boolean | null;
  released_at: Instant | null;
}

export interface SeriesTable {
  id: string;
  association_id: string;
  group_id: string;
  starts_on: Day;
  clock: Clock;
  minutes: number;
  zone: string;
  rule: string;
  skipped: Defaulted<Day[]>;
  moved: DefaultedJson;
  added: Defaulted<Day[]>;
  pauses: DefaultedJson;
  venue_id: string | null;
  sequence: Defaulted<number>;
  ended_on: Day | null;
  created_at: Instant;
  changed_at: Instant;
}

export interface SessionsTable {
  token_hash: Buffer;
  association_id: string;
  person_id: string;
  created_at: Instant;
  last_seen_at: Instant;
  expires_at: Instant;
  own_device: boolean;
  method: 'email-code' | 'sms-code' | 'paper-code' | 'passkey' | 'oidc';
  second_at: Instant | null;
  step_up_at: Instant | null;
}

export interface SharedCardsTable {
  id: string;
  agreement_id: string;
  association_id: string;
  enquiry_id: string;
  kind: 'patient' | 'relative' | 'bereaved';
  mixed_ok: boolean;
  phase: 'new' | 'treatment' | 'after' | 'chronic' | 'late' | null;
  decade: number | null;
  place: string | null;
  latitude: number | null;
  longitude: number | null;
  languages: string[];
  slots: string[];
  max_km: number;
  digital_ok: boolean;
  waited: 0 | 3 | 6 | 12;
  shared_at: Instant;
}

export interface SignInCodesTable {
  id: string;
  browser_hash: Buffer;
  lookup: Buffer;
  channel: 'email' | 'sms';
  code_hash: Buffer;
  link_hash: Buffer;
  sealed: Buffer | null;
  own_device: boolean;
  back: string;
  tries: Defaulted<number>;
  created_at: Instant;
  expires_at: Instant;
  used_at: Instant | null;
}

export interface SuggestionsTable {
  id: string;
  association_id: string;
  umbrella_id: string;
  source: string;
  source_key: string;
  offer: Json;
  suggested_at: Instant;
  answered_at: Instant | null;
  answer: 'published' | 'kept' | 'declined' | null;
}

export interface TalksWantedTable {
  id: string;
  association_id: string;
  group_id: string;
  meeting_id: string;
  person_id: string;
  wanted_on: Day;
}

export interface TextsTable {
  id: string;
  association_id: string;
  kind: 'pledge' | 'ground-rules' | 'welcome' | 'interview-guide' | 'about' | 'consent' | 'handover-list' | 'expectations';
  language: 'nb' | 'nn' | 'da' | 'en';
  version: number;
  lines: string[];
  valid_from: Instant;
}

export interface ThemesTable {
  id: string;
  association_id: string;
  group_id: string;
  title: string;
  position: number;
  raised_on: Day;
  meetings_planned: Defaulted<number>;
  meetings_taken: Defaulted<number>;
  done_on: Day | null;
  removed_at: Instant | null;
}

export interface TogetherTable {
  id: string;
  association_id: string;
  one_id: string;
  other_id: string;
  noted_by: string;
}

export interface TotpSecretsTable {
  person_id: string;
  association_id: string;
  secret: Buffer;
  confirmed_at: Instant | null;
  last_step: Defaulted<number>;
}

export interface TriagesTable {
  id: string;
  association_id: string;
  enquiry_id: string;
  outcome: 'group' | 'one-to-one-first' | 'professional-first' | 'later' | 'not-a-group';
  by_id: string;
  decided_at: Instant;
  again_on: Day | null;
  superseded_at: Instant | null;
}

export interface UmbrellasTable {
  id: string;
  slug: string;
  name: string;
}

export interface VenuesTable {
  id: string;
  association_id: string;
  chapter_id: string | null;
  name: string;
  digital: Defaulted<boolean>;
  address: string | null;
  postcode: string | null;
  place: string | null;
  door: string | null;
  directions: string | null;
  latitude: number | null;
  longitude: number | null;
  seats: number | null;
  wheelchair: Defaulted<boolean>;
  hearing_loop: Defaulted<boolean>;
  checklist: Defaulted<string[]>;
  slots: Defaulted<string[]>;
  closed_on: Day | null;
}

export interface Database {
  absences: AbsencesTable;
  agreement_members: AgreementMembersTable;
  agreements: AgreementsTable;
  apart: ApartTable;
  associations: AssociationsTable;
  attendance: AttendanceTable;
  ceremonies: CeremoniesTable;
  chapters: ChaptersTable;
  consents: ConsentsTable;
  contacts: ContactsTable;
  crossing_requests: CrossingRequestsTable;
  crossings: CrossingsTable;
  draft_card_homes: DraftCardHomesTable;
  draft_cards: DraftCardsTable;
  draft_changes: DraftChangesTable;
  draft_groups: DraftGroupsTable;
  draft_people: DraftPeopleTable;
  draft_proposals: DraftProposalsTable;
  drafts: DraftsTable;
  duties: DutiesTable;
  enquiries: EnquiriesTable;
  erasures: ErasuresTable;
  expectations: ExpectationsTable;
  facilitators: FacilitatorsTable;
  form_drafts: FormDraftsTable;
  groups: GroupsTable;
  heartbeats: HeartbeatsTable;
  history: HistoryTable;
  history_seals: HistorySealsTable;
  import_mappings: ImportMappingsTable;
  imports: ImportsTable;
  inbound_sms: InboundSmsTable;
  interests: InterestsTable;
  interviews: InterviewsTable;
  letter_batches: LetterBatchesTable;
  links: LinksTable;
  logos: LogosTable;
  meetings: MeetingsTable;
  member_counts: MemberCountsTable;
  messages: MessagesTable;
  new_contacts: NewContactsTable;
  offers: OffersTable;
  oidc_identities: OidcIdentitiesTable;
  paper_codes: PaperCodesTable;
  passkeys: PasskeysTable;
  people: PeopleTable;
  person_keys: PersonKeysTable;
  pledges: PledgesTable;
  print_runs: PrintRunsTable;
  programme_models: ProgrammeModelsTable;
  rate_limits: RateLimitsTable;
  readiness: ReadinessTable;
  reminders_wanted: RemindersWantedTable;
  retention_runs: RetentionRunsTable;
  roles: RolesTable;
  rooms: RoomsTable;
  run_counts: RunCountsTable;
  seats: SeatsTable;
  series: SeriesTable;
  sessions: SessionsTable;
  shared_cards: SharedCardsTable;
  sign_in_codes: SignInCodesTable;
  suggestions: SuggestionsTable;
  talks_wanted: TalksWantedTable;
  texts: TextsTable;
  themes: ThemesTable;
  together: TogetherTable;
  totp_secrets: TotpSecretsTable;
  triages: TriagesTable;
  umbrellas: UmbrellasTable;
  venues: VenuesTable;
}
