import { type Acting, associationOf, idOf, Missing } from '../accounts/index.ts';
import type { Day } from '../lib/day.ts';
import { newId } from '../lib/ids.ts';
import type { Language } from '../lib/language.ts';
import { listedOffers, textOf } from '../offers/index.ts';
import { newCode, type Run, type RunLine, type Subject, told } from './run.ts';

export type RunFields = { subject: string; language: Language; place: string; copies: number | null };

/** What this person may print about: the association and all that is listed, or the own chapters and what they offer. */
export async function subjectsOf({ tx, actor }: Acting, language: Language): Promise<Subject[]> {
  const association = associationOf(actor);
  const house = await tx.selectFrom('associations').select('name').where('id', '=', association).executeTakeFirstOrThrow();
  const chapters = await tx
    .selectFrom('chapters')
    .select(['id', 'name'])
    .where('association_id', '=', association)
    .where('closed_on', 'is', null)
    .orderBy('name')
    .execute();
  const offers = await listedOffers(tx, { association });
  const own = (chapter: string | null) => mayPrintFor(actor, chapter);
  return [
    ...(own(null) ? [{ kind: 'association' as const, id: association, name: house.name }] : []),
    ...chapters.filter(({ id }) => own(id)).map(({ id, name }) => ({ kind: 'chapter' as const, id, name })),
    ...offers
      .filter(({ chapter }) => own(chapter))
      .map((offer) => ({ kind: 'offer' as const, id: offer.id, name: textOf(offer, language).title }))
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
  const offer = subject.kind === 'offer' ? (await listedOffers(acting.tx, { ids: [about] }))[0] : undefined;
  const id = newId();
  const row = {
    id,
    association_id: associationOf(acting.actor),
    chapter_id: subject.kind === 'chapter' ? about : (offer?.chapter ?? null),
    offer_id: offer ? offer.id : null,
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
    .select(['r.id', 'r.code', 'r.language', 'r.place', 'r.copies', 'r.made_on', 'r.chapter_id', 'r.offer_id', 'r.association_id'])
    .select(['c.name as chapter', 'a.name as association'])
    .select((select) => [select.fn.sum<number>('n.opened').as('opened'), select.fn.sum<number>('n.enquired').as('enquired')])
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
    const subject: Subject = row.offer_id
      ? { kind: 'offer', id: row.offer_id, name: offer ? textOf(offer, language).title : row.association }
      : row.chapter_id
        ? { kind: 'chapter', id: row.chapter_id, name: row.chapter! }
        : { kind: 'association', id: row.association_id, name: row.association };
    const run: Run = { id: row.id, code: row.code, subject, language, place: row.place, copies: row.copies, madeOn: row.made_on as Day };
    return { ...run, opened: told(Number(row.opened ?? 0)), enquired: told(Number(row.enquired ?? 0)) };
  });
}
