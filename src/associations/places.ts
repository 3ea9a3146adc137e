import { type Acting, associationOf } from '../accounts/index.ts';
import { choices, form, lines, longText, optionalId, optionalInteger, optionalText, phone, email, text, ticked } from '../lib/forms.ts';
import { newId } from '../lib/ids.ts';
import { refuse, type Refusal } from '../lib/refusal.ts';

/** Parts of a week in which people can meet: mon-day, mon-eve … sat-day, sun-day. */
export const slots = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].flatMap((name) => [`${name}-day`, `${name}-eve`]);

export const chapterForm = (country: 'NO' | 'DK') =>
  form({ name: text(80), slug: text(40), municipalities: lines(0, 60, 10), phone: phone(country), email: email() });
export type ChapterFields = { name: string; slug: string; municipalities: string[]; phone: string | null; email: string | null };
export type Chapter = ChapterFields & { id: string; closedOn: string | null };

export async function chaptersOf({ tx, actor }: Acting): Promise<Chapter[]> {
  const rows = await tx
    .selectFrom('chapters')
    .selectAll()
    .where('association_id', '=', associationOf(actor))
    .orderBy('closed_on', 'asc')
    .orderBy('name')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    slug: row.slug,
    municipalities: row.municipalities,
    phone: row.phone,
    email: row.email,
    closedOn: row.closed_on,
  }));
}

export async function keepChapter(
  acting: Acting,
  id: string | null,
  chapter: ChapterFields,
): Promise<Refusal<'not-a-slug' | 'slug-taken' | 'not-a-municipality'> | undefined> {
  const { tx, actor } = acting;
  const association = associationOf(actor);
  if (!/^[a-z0-9-]{2,40}$/.test(chapter.slug)) return refuse('not-a-slug');
  if (chapter.municipalities.some((code) => !/^\d{3,4}$/.test(code))) return refuse('not-a-municipality');
  const same = await tx
    .selectFrom('chapters')
    .select('id')
    .where('association_id', '=', association)
    .where('slug', '=', chapter.slug)
    .executeTakeFirst();
  if (same && same.id !== id) return refuse('slug-taken');
  const key = id ?? newId();
  const { name, slug, municipalities, phone: tel, email: mail } = chapter;
  const values = { name, slug, municipalities, phone: tel, email: mail };
  if (id) await tx.updateTable('chapters').set(values).where('id', '=', id).where('association_id', '=', association).execute();
  else
    await tx
      .insertInto('chapters')
      .values({ id: key, association_id: association, ...values })
      .execute();
  await acting.record({ act: id ? 'chapter.changed' : 'chapter.opened', object: ['chapter', key] });
  return undefined;
}

export const venueForm = form({
  name: text(80),
  chapter: optionalId(),
  digital: ticked(),
  address: optionalText(120),
  postcode: optionalText(10),
  place: optionalText(60),
  door: optionalText(120),
  directions: longText(400),
  seats: optionalInteger(2, 500),
  wheelchair: ticked(),
  hearingLoop: ticked(),
  checklist: lines(0, 12, 60),
  slots: choices(slots),
});
export type VenueFields = {
  name: string;
  chapter: string | null;
  digital: boolean;
  address: string | null;
  postcode: string | null;
  place: string | null;
  door: string | null;
  directions: string;
  seats: number | null;
  wheelchair: boolean;
  hearingLoop: boolean;
  checklist: string[];
  slots: string[];
};
export type Venue = VenueFields & { id: string; closedOn: string | null };

export async function venuesOf({ tx, actor }: Acting): Promise<Venue[]> {
  const rows = await tx
    .selectFrom('venues')
    .selectAll()
    .where('association_id', '=', associationOf(actor))
    .orderBy('closed_on', 'asc')
    .orderBy('place')
    .orderBy('name')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    chapter: row.chapter_id,
    digital: row.digital,
    address: row.address,
    postcode: row.postcode,
    place: row.place,
    door: row.door,
    directions: row.directions ?? '',
    seats: row.seats,
    wheelchair: row.wheelchair,
    hearingLoop: row.hearing_loop,
    checklist: row.checklist,
    slots: row.slots,
    closedOn: row.closed_on,
  }));
}

export type Point = { latitude: number; longitude: number };

/** `point` is where the postcode lies, when it is known: for distances. */
export async function keepVenue(acting: Acting, id: string | null, venue: VenueFields, point: Point | null): Promise<void> {
  const { tx, actor } = acting;
  const association = associationOf(actor);
  const values = {
    name: venue.name,
    chapter_id: venue.chapter,
    digital: venue.digital,
    address: venue.address,
    postcode: venue.postcode,
    place: venue.place,
    door: venue.door,
    directions: venue.directions || null,
    seats: venue.seats,
    wheelchair: venue.wheelchair,
    hearing_loop: venue.hearingLoop,
    checklist: venue.checklist,
    slots: venue.slots,
    latitude: point?.latitude ?? null,
    longitude: point?.longitude ?? null,
  };
  const key = id ?? newId();
  if (id) await tx.updateTable('venues').set(values).where('id', '=', id).where('association_id', '=', association).execute();
  else
    await tx
      .insertInto('venues')
      .values({ id: key, association_id: association, ...values })
      .execute();
  await acting.record({ act: id ? 'venue.changed' : 'venue.added', object: ['venue', key] });
}
