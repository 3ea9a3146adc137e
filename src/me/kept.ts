/** What is kept, said in words: one section for each purpose that has anything. Pure; what is looked up comes in. */
import { type Day, dayOf, type Instant, zone } from '../lib/day.ts';
import { languageName, type Language, type TextKey, type Translate } from '../lib/language.ts';
import { sayDate, sayList } from '../lib/say.ts';
import { sayPhone } from '../intake/index.ts';
import { type Everything, type Keep, type Purpose, purposes, register, type Row } from '../people/index.ts';
import type { SummaryRow } from '../ui/index.ts';

const ZONE = zone('Europe/Oslo');

export type Looked = {
  today: Day;
  /** what was told, as intake says it, by enquiry */
  told: Map<string, SummaryRow[]>;
  groups: Map<string, string>;
  /** the day of a meeting */
  meetings: Map<string, Day>;
  keep: { days: number; months: number };
};
/** `of`: what a term is of, where there are several. */
export type Until = { of: string | null; until: string };
export type Kept = { purpose: Purpose; rows: SummaryRow[]; until: Until[] };

export function keptOf(t: Translate, all: Everything, looked: Looked): Kept[] {
  return purposes.flatMap((purpose) => {
    const rows = (sections[purpose]?.({ t, all, looked }) ?? []).filter(({ value }) => value !== '' && value !== null);
    return rows.length === 0 ? [] : [{ purpose, rows, until: untilOf(t, purpose, all, looked) }];
  });
}

type Scene = { t: Translate; all: Everything; looked: Looked };
type Say = (scene: Scene) => SummaryRow[];

const sections: Partial<Record<Purpose, Say>> = {
  reach: ({ t, all }) => {
    const [person = {}] = all['people'] ?? [];
    const contacts = all['contacts'] ?? [];
    const seen = contacts.find((one) => one['for_facilitators']);
    return [
      row(t, 'called', text(person['called'])),
      row(t, 'full-name', text(person['full_name'])),
      row(t, 'language', languageName(person['language'] as Language)),
      ...(person['large_type'] ? [row(t, 'large-type', t('me:yes'))] : []),
      ...contacts.map((one) => row(t, one['kind'] as 'phone', one['kind'] === 'phone' ? sayPhone(text(one['value'])) : text(one['value']))),
      row(t, 'reach-by', t(`me:reach-by.${person['reach_by'] as 'sms'}`)),
      row(t, 'for-facilitators', seen ? t(`me:label.${seen['kind'] as 'phone'}`) : t('me:nothing')),
    ];
  },
  fit: (scene) => [
    ...(scene.all['enquiries'] ?? []).flatMap((one) => [
      row(scene.t, 'enquiry', t2(scene, 'me:enquiry', one['wants'], one['received_on'])),
      ...(looked(scene).told.get(String(one['id'])) ?? []),
    ]),
    ...each(scene, 'interviews', 'interview', (one) => when(scene, one['at'])),
    ...each(scene, 'triages', 'outcome', (one) => `${value(scene, 'outcome', one['outcome'])} (${when(scene, one['decided_at'])})`),
  ],
  group: (scene) => [
    ...each(scene, 'seats', 'seat', (one) => span(scene, one['group_id'], one['accepted_at'] ?? one['placed_at'], one['left_on'])),
    ...together(scene, 'duties', 'duty', (one) => scene.t(`groups:duty.${one['duty'] as 'keys'}`)),
    ...counted(scene, 'attendance', 'attendance'),
    ...together(scene, 'absences', 'absences', (one) => (one['withdrawn_at'] ? '' : meetingDay(scene, one))),
    ...together(scene, 'absences', 'absences-withdrawn', (one) => (one['withdrawn_at'] ? meetingDay(scene, one) : '')),
    ...counted(scene, 'reminders_wanted', 'reminders'),
  ],
  promise: (scene) => each(scene, 'pledges', 'pledge', (one) => span(scene, one['group_id'], one['signed_at'])),
  help: (scene) => [
    ...together(scene, 'roles', 'role', (one) => value(scene, 'role', one['role'])),
    ...each(scene, 'facilitators', 'facilitates', (one) => span(scene, one['group_id'], one['from_day'], one['ended_at'])),
    ...each(scene, 'talks_wanted', 'talk-wanted', (one) => when(scene, one['wanted_on'])),
  ],
  consent: (scene) =>
    each(scene, 'consents', 'consent', (one) => `${when(scene, one['given_at'])}, ${value(scene, 'given-by', one['given_by'])}`),
  'sign-in': (scene) => [
    ...together(scene, 'sessions', 'session', (one) => when(scene, one['last_seen_at'])),
    ...together(scene, 'passkeys', 'passkey', (one) => text(one['label']) || when(scene, one['created_at'])),
    ...each(scene, 'totp_secrets', 'totp', (one) => when(scene, one['confirmed_at'])),
    ...together(scene, 'oidc_identities', 'identity', (one) => text(one['issuer'])),
    ...counted(scene, 'paper_codes', 'paper-codes'),
  ],
  tell: (scene) => [
    ...counted(scene, 'messages', 'messages'),
    ...together(scene, 'inbound_sms', 'reply', (one) => text(one['sealed']) || when(scene, one['received_at'])),
    ...counted(scene, 'links', 'links'),
  ],
  account: (scene) => counted(scene, 'history', 'history'),
};

const meetingDay = (scene: Scene, one: Row): string => said(scene, looked(scene).meetings.get(String(one['meeting_id'])));
const looked = ({ looked: known }: Scene): Looked => known;
const text = (given: unknown): string => (given === null || given === undefined ? '' : String(given));
const row = (t: Translate, label: Label, given: string): SummaryRow => ({ label: t(`me:label.${label}`), value: given });
type Label = LabelOf<TextKey>;
type LabelOf<K> = K extends `me:label.${infer L}` ? L : never;

const each = ({ t, all }: Scene, table: string, label: Label, say: (one: Row) => string): SummaryRow[] =>
  (all[table] ?? []).map((one) => row(t, label, say(one)));

function together(scene: Scene, table: string, label: Label, say: (one: Row) => string): SummaryRow[] {
  const words = [...new Set((scene.all[table] ?? []).map(say).filter(Boolean))];
  return words.length === 0 ? [] : [row(scene.t, label, sayList(words, scene.t.language))];
}

function counted(scene: Scene, table: string, label: Label): SummaryRow[] {
  const count = scene.all[table]?.length ?? 0;
  return count === 0 ? [] : [row(scene.t, label, scene.t('me:count', { count }))];
}

const value = ({ t }: Scene, kind: 'outcome' | 'role' | 'given-by', word: unknown): string => t(`me:${kind}.${String(word)}` as TextKey);
const t2 = (scene: Scene, key: 'me:enquiry', wants: unknown, on: unknown): string =>
  scene.t(key, { wants: scene.t(`me:wants.${wants as 'group'}`), day: when(scene, on) });

function when(scene: Scene, at: unknown): string {
  if (at instanceof Date) return said(scene, dayOf(at as Instant, ZONE));
  return at ? said(scene, at as Day) : '';
}
const said = ({ t, looked: { today } }: Scene, on: Day | undefined): string => (on ? sayDate(on, t.language, { today }) : '');

function span(scene: Scene, group: unknown, from: unknown, to?: unknown): string {
  const name = looked(scene).groups.get(String(group)) ?? scene.t('me:a-group');
  return scene.t(to ? 'me:span-to' : 'me:span', { name, from: when(scene, from), to: when(scene, to) });
}

/** What a term is of, by table. What has been told says so itself. */
const names: Record<string, TextKey> = {
  people: 'me:contact.title',
  contacts: 'me:contact.title',
  new_contacts: 'me:kept.new-contact',
  interviews: 'me:label.interview',
  triages: 'me:label.outcome',
  seats: 'me:label.seat',
  duties: 'me:label.duty',
  attendance: 'me:label.attendance',
  absences: 'me:label.absences',
  reminders_wanted: 'me:label.reminders',
  roles: 'me:label.role',
  facilitators: 'me:label.facilitates',
  talks_wanted: 'me:label.talk-wanted',
  sessions: 'me:label.session',
  passkeys: 'me:label.passkey',
  totp_secrets: 'me:label.totp',
  oidc_identities: 'me:label.identity',
  paper_codes: 'me:label.paper-codes',
  messages: 'me:label.messages',
  inbound_sms: 'me:label.reply',
  links: 'me:label.links',
};

/** Until when, for those tables of the purpose that have anything: a line for each term. */
function untilOf(t: Translate, purpose: Purpose, all: Everything, { keep, today }: Looked): Until[] {
  const day = (all['people']?.[0]?.['erase_after'] ?? null) as Day | null;
  const terms = new Map<Keep, Set<TextKey>>();
  for (const [table, rows] of Object.entries(all)) {
    if (rows.length === 0) continue;
    for (const column of Object.values(register[table]!.columns)) {
      if (column.purpose !== purpose || (column.class === 'technical' && purpose !== 'account')) continue;
      terms.set(column.keep, (terms.get(column.keep) ?? new Set()).add(names[table] ?? 'me:kept.rest'));
    }
  }
  return [...terms].map(([one, of]) => ({
    of: terms.size === 1 || one === 'details' ? null : [...of].map((name) => t(name)).join(' · '),
    until: one === 'tie' && day ? t('me:until', { day: sayDate(day, t.language, { today }) }) : t(`people:keep.${one}`, keep),
  }));
}
