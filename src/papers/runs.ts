import { type Acting, associationOf, idOf, Missing } from '../accounts/index.ts';
import type { Day } from '../lib/day.ts';
import { newId } from '../lib/ids.ts';
import type { Language } from '../lib/language.ts';
import { listedOffers, textOf } from '../offers/index.ts';
import { keyOf, placeAt, placesOf } from './run-places.ts';
import { newCode, type Run, type RunLine, type Subject, told } from './run.ts';

export type RunFields = { subject: string; language: Language; place: string; copies: number | null };

/** What this person may print about: the association, where it is and all that is listed; or the own chapters, their places and what they offer. */
export async function subjectsOf(acting: Acting, language: Language): Promise<Subject[]> {
  const { world, tx, actor, today } = acting;
  const association = associationOf(actor);
  const house = world.houses.of(association);
  if (!house) throw new Missing();
  const chapters = await tx
    .selectFrom('chapters')
    .select(['id', 'name', 'municipalities'])
    .where('association_id', '=', association)
    .where('closed_on', 'is', null)
    .orderBy('name')
    .execute();
  const offers = await listedOffers(tx, { association });
  const own = (chapter: string | null) => mayPrintFor(actor, chapter);
  const covering = chapters.filter(({ id }) => own(id));
  const over = (code: string) => covering.find(({ municipalities }) => municipalities.includes(code))?.id ?? null;
  return [
    ...(own(null) ? [{ kind: 'association' as const, id: association, name: house.name, chapter: null }] : []),
    ...covering.map(({ id, name }) => ({ kind: 'chapter' as const, id, name, chapter: id })),
    ...placesOf(world, today, house, covering, own(null)).map((place) => ({
      kind: 'place' as const,
      id: keyOf(place),
      name: place.name,
      chapter: place.country === house.country ? over(place.code) : null,
    })),
    ...offers
      .filter(({ chapter }) => own(chapter))
      .map((offer) => ({ kind: 'offer' as const, id: offer.id, name: textOf(offer, language).title, chapter: offer.chapter }))
      .toSorted((one, other) => one.name.localeCompare(other.name, language)),
  ];
}

const mayPrintFor = (actor: Acting['actor'], chapter: string | null): boolean =>
  actor.kind === 'person' &&
  actor.roles.some(
    (one) => (one.role === 'administrator' || one.role === 'coordinator') && (one.chapter === null || one.chapter === chapter),
  );

/** Makes a run; its id. Throws Missing for a subject that is not one's own. */
export async function makeRun(acting: Acting, { subject: about, language, place, copies }: RunFields): Promise<string> {
  const subject = (await subjectsOf(acting, language)).find(({ id }) => id === about);
  if (!subject) throw new Missing();
  const id = newId();
  const row = {
    id,
    association_id: associationOf(acting.actor),
    chapter_id: subject.chapter,
    offer_id: subject.kind === 'offer' ? about : null,
    municipality: subject.kind === 'place' ? about : null,
    language,
    place,
    copies,
    made_on: acting.today,
    made_by: idOf(acting.actor)!,
  };
  for (let tries = 0; tries < 20; tries += 1) {
    const made = await acting.tx
      .insertInto('print_runs')
      .values({ ...row, code: newCode() })
      .onConflict((conflict) => conflict.column('code').doNothing())
      .executeTakeFirst();
    if (made.numInsertedOrUpdatedRows !== 1n) continue;
    await acting.record({ act: 'print-run.made', object: ['print-run', id] });
    return id;
  }
  throw new Error('No short address is left');
}

/** The newest first, with what each has brought. */
export async function runsOf(acting: Acting): Promise<RunLine[]> {
  return await runsWhere(acting, null);
}

export async function runOf(acting: Acting, id: string): Promise<RunLine> {
  const [run] = await runsWhere(acting, id);
  if (!run) throw new Missing();
  return run;
}

async function runsWhere({ tx, actor }: Acting, id: string | null): Promise<RunLine[]> {
  const rows = await tx
    .selectFrom('print_runs as r')
    .leftJoin('chapters as c', 'c.id', 'r.chapter_id')
    .innerJoin('associations as a', 'a.id', 'r.association_id')
    .leftJoin('run_counts as n', 'n.run_id', 'r.id')
    .select([
      'r.id',
      'r.code',
      'r.language',
      'r.place',
      'r.copies',
      'r.made_on',
      'r.chapter_id',
      'r.offer_id',
      'r.municipality',
      'r.association_id',
    ])
    .select(['c.name as chapter', 'a.name as association'])
    .select(({ fn }) => [fn.sum<number>('n.opened').as('opened'), fn.sum<number>('n.enquired').as('enquired')])
    .select(({ fn }) => fn.sum<number>('n.interested').as('interested'))
    .where('r.association_id', '=', associationOf(actor))
    .$if(id !== null, (query) => query.where('r.id', '=', id!))
    .groupBy(['r.id', 'c.name', 'a.name'])
    .orderBy('r.made_on', 'desc')
    .orderBy('r.id', 'desc')
    .limit(100)
    .execute();
  const offers = await listedOffers(tx, { ids: rows.flatMap((row) => row.offer_id ?? []) });
  return rows.map((row) => {
    const language = row.language as Language;
    const offer = offers.find((one) => one.id === row.offer_id);
    const run: Run = {
      id: row.id,
      code: row.code,
      subject: subjectOf(row, offer && textOf(offer, language).title),
      language,
      place: row.place,
      copies: row.copies,
      madeOn: row.made_on as Day,
    };
    const brought = (of: 'opened' | 'enquired' | 'interested') => told(Number(row[of] ?? 0));
    return { ...run, opened: brought('opened'), enquired: brought('enquired'), interested: brought('interested') };
  });
}

type About = {
  offer_id: string | null;
  municipality: string | null;
  chapter_id: string | null;
  association_id: string;
  chapter: string | null;
  association: string;
};

/** What is listed no more is still what the paper was about, by the name of the association. */
function subjectOf({ offer_id, municipality, chapter_id: chapter, ...row }: About, title: string | undefined): Subject {
  if (offer_id) return { kind: 'offer', id: offer_id, name: title ?? row.association, chapter };
  if (municipality) return { kind: 'place', id: municipality, name: placeAt(municipality)?.name ?? municipality, chapter };
  if (chapter) return { kind: 'chapter', id: chapter, name: row.chapter!, chapter };
  return { kind: 'association', id: row.association_id, name: row.association, chapter: null };
}
