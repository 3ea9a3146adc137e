/** What an association takes out, and what it does not: every table there is has its place in one of the two lists. */

/**
 * Tables in the order of a group's life. `only` holds back rows that the administrator sees because she sits in a group herself: what a
 * group that runs itself has is the group's, also to her when she acts for the association.
 */
export const tablesOut: readonly { table: string; only?: string }[] = [
  { table: 'associations' },
  { table: 'chapters' },
  { table: 'venues' },
  { table: 'programme_models' },
  { table: 'texts' },
  { table: 'logos' },
  { table: 'member_counts' },
  { table: 'offers' },
  { table: 'suggestions' },
  { table: 'print_runs' },
  { table: 'run_counts' },
  { table: 'people' },
  { table: 'contacts' },
  { table: 'consents' },
  { table: 'roles' },
  { table: 'readiness' },
  { table: 'enquiries' },
  { table: 'interests' },
  { table: 'interviews' },
  { table: 'triages' },
  { table: 'apart' },
  { table: 'together' },
  { table: 'agreement_members' },
  { table: 'crossings' },
  { table: 'crossing_requests' },
  { table: 'groups' },
  { table: 'seats', only: 'released_at is null' },
  { table: 'facilitators' },
  { table: 'pledges', only: notSelfRun() },
  { table: 'duties', only: `(duty = 'contact' or ${notSelfRun()})` },
  { table: 'heartbeats' },
  { table: 'talks_wanted' },
  { table: 'series', only: notSelfRun() },
  { table: 'meetings', only: notSelfRun() },
  { table: 'messages' },
  { table: 'letter_batches' },
  { table: 'inbound_sms' },
  { table: 'erasures' },
  { table: 'history' },
];

function notSelfRun(): string {
  return 'group_id not in (select id from groups where handed_over_on is not null)';
}

/** Why a table stays behind; each reason is said in the archive, by `exchange:left-out.<reason>`. */
export const leftOut = {
  // what opens doors
  keys: [
    'person_keys',
    'sessions',
    'sign_in_codes',
    'paper_codes',
    'passkeys',
    'totp_secrets',
    'oidc_identities',
    'ceremonies',
    'links',
    'new_contacts',
  ],
  // what only those who sit in a group see
  groups: ['rooms', 'expectations', 'themes', 'attendance', 'absences', 'reminders_wanted'],
  // what is on its way: lists that were read and not stored, drafts
  underway: ['imports', 'import_mappings', 'form_drafts', 'drafts', 'draft_groups', 'draft_people', 'draft_proposals', 'draft_changes'],
  // what several associations have together
  shared: ['agreements', 'shared_cards', 'draft_cards', 'draft_card_homes'],
  // what is the house's, not the association's
  house: ['umbrellas', 'rate_limits', 'retention_runs', 'history_seals'],
} as const satisfies Record<string, readonly string[]>;
export type LeftOut = keyof typeof leftOut;
export const leftOutReasons = Object.keys(leftOut) as LeftOut[];
