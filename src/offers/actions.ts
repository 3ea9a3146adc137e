import { type Acting, associationOf, hasRole } from '../accounts/index.ts';
import { type Day, zone } from '../lib/day.ts';
import type { Slips, Typed } from '../lib/forms.ts';
import { newId } from '../lib/ids.ts';
import type { Language } from '../lib/language.ts';
import { refuse, type Refusal } from '../lib/refusal.ts';
import type { OfferText } from './offer.ts';
import { freeSlug } from './slug.ts';
import { checkContact, oftenOf, servedOf, textsOf, timesOf, whereOf, type Written } from './writing.ts';

/** An offer as it is stored, for those who write it. */
export type OwnOffer = Awaited<ReturnType<typeof ownOffers>>[number];

/** Of the association, also those that are not out or are over; the ones to look at first. */
export const ownOffers = ({ tx, actor }: Acting) =>
  tx
    .selectFrom('offers')
    .selectAll()
    .where('association_id', '=', associationOf(actor))
    .orderBy('ended_on', 'desc')
    .orderBy('confirmed_on')
    .orderBy('id')
    .execute();

export const ownOffer = async (acting: Acting, id: string): Promise<OwnOffer | undefined> =>
  (await ownOffers(acting)).find((one) => one.id === id);

/** An offer without a chapter is the whole association's, and so are those who may write it. */
export function looksAfter({ actor }: Acting, chapter: string | null): boolean {
  if (actor.kind !== 'person' || !hasRole(actor, 'coordinator', 'administrator')) return false;
  const own = actor.roles.filter(({ role }) => role === 'coordinator' || role === 'administrator');
  return own.some((role) => role.chapter === null || role.chapter === chapter);
}

export type OfferFields = Written & {
  kind: OwnOffer['kind'];
  runBy: OwnOffer['run_by'];
  kinds: string[];
  areas: string[];
  languages: string[];
  ways: string[];
  chapter: string | null;
  address: string | null;
  wheelchair: boolean;
  hearingLoop: boolean;
  dropIn: boolean;
  room: 'yes' | 'no' | null;
  contactPhone: string | null;
  contactEmail: string | null;
  published: boolean;
};
type House = { country: 'NO' | 'DK'; languages: Language[] };

/** Writes an offer, or what is wrong with it. What it was confirmed to be is confirmed again by whoever writes it. */
export async function keepOffer(acting: Acting, before: OwnOffer | null, fields: OfferFields, house: House): Promise<Slips | string> {
  const { tx, actor, now, today } = acting;
  const slips: Slips = {};
  if (!looksAfter(acting, fields.chapter)) slips['chapter'] = { code: fields.chapter ? 'not-a-choice' : 'choose-one' };
  const texts = textsOf(fields, house.languages, slips);
  const times = timesOf(fields, before?.rule ?? '', zone(house.country === 'DK' ? 'Europe/Copenhagen' : 'Europe/Oslo'), slips);
  const where = whereOf(fields, house.country, slips);
  const municipalities = servedOf(fields.municipalities, house.country, slips);
  checkContact(fields, slips);
  if (fields.validFrom && fields.validUntil && fields.validFrom > fields.validUntil) slips['validUntil'] = { code: 'ends-before' };
  if (fields.venue && !(await hasVenue(acting, fields.venue))) slips['venue'] = { code: 'not-a-choice' };
  if (Object.keys(slips).length > 0) return slips;
  const room = fields.room === null ? null : fields.room === 'yes';
  const { skipped, pauses, ...plan } = times;
  const row = {
    chapter_id: fields.chapter,
    kind: fields.kind,
    run_by: fields.runBy,
    texts: JSON.stringify(texts),
    kinds: fields.kinds,
    areas: fields.areas,
    languages: fields.languages,
    ways: fields.ways,
    venue_id: fields.venue,
    address: fields.address,
    ...where,
    municipalities,
    wheelchair: fields.wheelchair || null,
    hearing_loop: fields.hearingLoop || null,
    ...plan,
    skipped,
    pauses: JSON.stringify(pauses),
    drop_in: fields.dropIn,
    room,
    room_on: room === null ? null : today,
    contact_name: fields.contactName,
    contact_phone: fields.contactPhone,
    contact_email: fields.contactEmail,
    link: fields.link,
    valid_from: fields.validFrom,
    valid_until: fields.validUntil,
    confirmed_on: today,
    confirmed_by: actor.kind === 'person' ? actor.id : null,
    published_on: fields.published ? (before?.published_on ?? today) : null,
    changed_at: now,
  };
  const id = before?.id ?? newId();
  if (before)
    await tx
      .updateTable('offers')
      .set({ ...row, sequence: before.sequence + 1 })
      .where('id', '=', id)
      .execute();
  else {
    const slug = freeSlug(Object.values(texts)[0]!.title, await slugsHere(acting));
    const own = { id, association_id: associationOf(actor), slug, created_at: now, created_by: row.confirmed_by };
    await tx
      .insertInto('offers')
      .values({ ...own, ...row })
      .execute();
  }
  await acting.record({ act: before ? 'offer.changed' : 'offer.written', object: ['offer', id] });
  return id;
}

const hasVenue = async ({ tx, actor }: Acting, id: string): Promise<boolean> =>
  (await tx
    .selectFrom('venues')
    .select('id')
    .where('id', '=', id)
    .where('association_id', '=', associationOf(actor))
    .executeTakeFirst()) !== undefined;

/** The addresses an association's offers have, or had. */
export async function slugsHere({ tx, actor }: Pick<Acting, 'tx' | 'actor'>): Promise<Set<string>> {
  const rows = await tx.selectFrom('offers').select('slug').where('association_id', '=', associationOf(actor)).execute();
  return new Set(rows.map(({ slug }) => slug));
}

/** "It is still so." */
export async function confirmOffer(acting: Acting, offer: OwnOffer): Promise<void | Refusal<'over'>> {
  if (offer.ended_on) return refuse('over');
  const by = acting.actor.kind === 'person' ? acting.actor.id : null;
  await acting.tx.updateTable('offers').set({ confirmed_on: acting.today, confirmed_by: by }).where('id', '=', offer.id).execute();
  await acting.record({ act: 'offer.confirmed', object: ['offer', offer.id] });
}

/** It is no more, from today on. What it was stays for the count. */
export async function endOffer(acting: Acting, offer: OwnOffer): Promise<void | Refusal<'over'>> {
  if (offer.ended_on) return refuse('over');
  const by = acting.actor.kind === 'person' ? acting.actor.id : null;
  await acting.tx.updateTable('offers').set({ ended_on: acting.today, ended_by: by }).where('id', '=', offer.id).execute();
  await acting.record({ act: 'offer.ended', object: ['offer', offer.id] });
}

/** As the form shows it. */
export function typedOffer(offer: OwnOffer, country: 'NO' | 'DK'): Typed {
  const typed: Typed = {};
  const show = (name: string, value: string | string[] | number | boolean | null | undefined) => {
    if (value === null || value === undefined || value === false || value === '') return;
    typed[name] = value === true ? 'yes' : Array.isArray(value) ? value : String(value);
  };
  for (const [language, text] of Object.entries(offer.texts as Record<Language, OfferText>))
    for (const part of ['title', 'summary', 'more'] as const) show(`${part}-${language}`, text[part]);
  const pauses = offer.pauses as { from: Day; to: Day }[];
  const { often, notIn, until } = oftenOf({ ...offer, pauses, zone: zone(country === 'DK' ? 'Europe/Copenhagen' : 'Europe/Oslo') });
  const shown = {
    kind: offer.kind,
    runBy: offer.run_by,
    kinds: offer.kinds,
    areas: offer.areas,
    languages: offer.languages,
    ways: offer.ways,
  };
  const where = { chapter: offer.chapter_id, venue: offer.venue_id, address: offer.address, postcode: offer.postcode };
  const when = { often, notIn, until, startsOn: offer.starts_on, clock: offer.clock, minutes: offer.minutes };
  const rest = {
    municipalities: offer.municipalities.join('\n'),
    pauseFrom: pauses[0]?.from,
    pauseTo: pauses[0]?.to,
    skipped: offer.skipped.join('\n'),
    wheelchair: offer.wheelchair,
    hearingLoop: offer.hearing_loop,
    dropIn: offer.drop_in,
    room: offer.room === null ? null : offer.room ? 'yes' : 'no',
    contactName: offer.contact_name,
    contactPhone: offer.contact_phone,
    contactEmail: offer.contact_email,
    link: offer.link,
    validFrom: offer.valid_from,
    validUntil: offer.valid_until,
    published: offer.published_on !== null,
  };
  for (const [name, value] of Object.entries({ ...shown, ...where, ...when, ...rest })) show(name, value);
  return typed;
}
