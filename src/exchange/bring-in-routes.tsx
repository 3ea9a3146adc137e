import type { Routes, Visit } from '../accounts/index.ts';
import { fileText } from '../intake/index.ts';
import { columnsTyped, asMapping } from '../lib/columns.ts';
import { wallOf, zone } from '../lib/day.ts';
import { form, ticked } from '../lib/forms.ts';
import { isId } from '../lib/ids.ts';
import { isRefusal } from '../lib/refusal.ts';
import type { Errors, Typed } from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import {
  begunBy,
  correctColumns,
  correctNames,
  directoryOf,
  type Kept,
  lookAt,
  mayBringInFor,
  storeDirectory,
  takeInDirectory,
} from './bring-in.ts';
import { BringInPage, DirectoryColumnsPage, type Whom } from './bring-in-pages.tsx';
import { checkDirectory, directoryColumns, type MappingSlip, sheetFields } from './from-sheet.ts';
import { homeOf, MOST_NAMES, namesIn, NOBODY } from './homes.ts';
import { LookPage, type NameView } from './look-pages.tsx';
import { directoryLimits, type FileReason, fileReasons, rawsIn } from './read-directory.ts';

type ImportVisit = Visit<{ import: string }>;
const BRING_IN = { may: 'directory.bring-in' } as const;
const PAGE = 100;

export function bringInRoutes(routes: Routes): void {
  routes.get(urls.bringIn, BRING_IN, (visit) => uploadPage(visit));

  routes.post(urls.bringIn, { ...BRING_IN, limit: 'upload', body: 6_000_000 }, async (visit) => {
    const submitted = await visit.submitted();
    const [file, whom] = [submitted.get('file'), submitted.get('whom')];
    const typed = typeof whom === 'string' ? { whom } : {};
    if (!typed.whom) return uploadPage(visit, typed, { whom: visit.t('exchange:in.whom-missing') });
    if (!(file instanceof File) || file.size === 0) return uploadPage(visit, typed, { file: visit.t('exchange:in.missing') });
    const outcome = await takeInDirectory(visit, new Uint8Array(await file.arrayBuffer()), {
      umbrella: typed.whom === 'own' ? null : typed.whom,
    });
    if (!isRefusal(outcome)) return visit.redirect(to(urls.bringInColumns, { import: outcome }));
    return outcome.refused === 'not-yours' ? visit.missing() : uploadPage(visit, typed, { file: whyNot(visit, outcome.refused) });
  });

  // Only a sheet has columns to put right; of the other formats it is known what everything means.
  routes.get(urls.bringInColumns, BRING_IN, async (visit) => {
    const kept = await ownList(visit);
    return kept.directory.format === 'sheet' ? columnsPage(visit, kept) : visit.redirect(to(urls.bringInLook, visit.params));
  });

  routes.post(urls.bringInColumns, BRING_IN, async (visit) => {
    const kept = await ownList(visit);
    if (kept.directory.format !== 'sheet') return visit.missing();
    const typed = columnsTyped(await visit.submitted());
    const mapping = asMapping(typed, sheetFields);
    const slips = checkDirectory(mapping);
    if (slips.length > 0) return columnsPage(visit, kept, typed, slips);
    await correctColumns(visit, kept, mapping);
    return visit.redirect(to(urls.bringInLook, visit.params));
  });

  routes.post(urls.bringInNames, BRING_IN, async (visit) => {
    const kept = await ownList(visit);
    if (kept.directory.umbrella === null) return visit.missing();
    const submitted = await visit.submitted();
    const said = namesIn(rawsIn(kept.directory, kept.understood.columns)).flatMap(({ key }, at): [string, string][] => {
      const value = submitted.get(`name-${at}`);
      return typeof value === 'string' && (value === NOBODY || isId(value)) ? [[key, value]] : [];
    });
    await correctNames(visit, kept, Object.fromEntries(said));
    return visit.redirect(to(urls.bringInLook, visit.params));
  });

  routes.get(urls.bringInLook, BRING_IN, async (visit) => lookPage(visit, await ownList(visit)));

  routes.post(urls.bringInStore, { ...BRING_IN, limit: 'upload' }, async (visit) => {
    const read = await visit.form(form({ publish: ticked() }));
    if (!read.ok) return visit.missing();
    const outcome = await storeDirectory(visit, visit.params.import, read.value.publish);
    if (outcome === undefined) return visit.missing();
    return visit.redirect(urls.bringIn, isRefusal(outcome) ? undefined : 'exchange:in.done');
  });
}

async function ownList(visit: ImportVisit): Promise<Kept> {
  const kept = await directoryOf(visit, visit.params.import);
  return kept === undefined || kept === 'is-stored' ? visit.missing() : kept;
}

async function uploadPage(visit: Visit, typed: Typed = {}, errors: Errors = {}): Promise<Response> {
  const begun = (await begunBy(visit)).map(({ id, at, storedCount }) => ({ id, storedCount, ...wallOf(at, zone('Europe/Oslo')) }));
  const whom = await whomFor(visit);
  const page = <BringInPage {...{ begun, whom, typed, errors }} today={visit.today} />;
  return visit.page(page, Object.keys(errors).length > 0 ? 422 : 200);
}

async function whomFor(visit: Visit): Promise<Whom[]> {
  const { own, umbrellas } = mayBringInFor(visit);
  const named =
    umbrellas.length === 0 ? [] : await visit.tx.selectFrom('umbrellas').select(['id', 'name']).where('id', 'in', umbrellas).execute();
  return [
    ...(own ? [{ value: 'own', label: visit.t('exchange:in.own') }] : []),
    ...named.map(({ id, name }) => ({ value: id, label: visit.t('exchange:in.under', { umbrella: name }) })),
  ];
}

const whyNot = (visit: Visit, reason: FileReason): string =>
  fileReasons.includes(reason as 'not-json')
    ? visit.t(`exchange:file.${reason as 'not-json'}`, { most: directoryLimits.rows })
    : fileText(visit.t, reason as Exclude<FileReason, (typeof fileReasons)[number]>, directoryLimits);

function columnsPage(visit: ImportVisit, { id, directory, understood }: Kept, typed?: Record<string, string>, slips: MappingSlip[] = []) {
  if (directory.format !== 'sheet') return visit.missing();
  const { t } = visit;
  const chosen: Record<string, string> = typed ?? { ...understood.columns };
  const columns = directoryColumns(directory.table);
  const values = Object.fromEntries(columns.headings.map((_, at) => [`column-${at}`, chosen[at] ?? 'ignore']));
  const says = slips.map((slip) =>
    t(`exchange:slip.${slip.slip}`, 'field' in slip ? { field: t(`exchange:field.${slip.field as 'title'}`) } : {}),
  );
  const errors = Object.fromEntries(says.map((text, at) => [' '.repeat(at), text]));
  const { warnings, sheet } = directory;
  return visit.page(<DirectoryColumnsPage {...{ id, columns, values, errors, warnings, sheet }} />, slips.length > 0 ? 422 : 200);
}

async function lookPage(visit: ImportVisit, kept: Kept): Promise<Response> {
  const looked = await lookAt(visit, kept);
  const pages = Math.max(1, Math.ceil(looked.rows.length / PAGE));
  const page = Math.min(Math.max(Math.trunc(Number(visit.query.get('page')) || 1), 1), pages);
  const rows = looked.rows.slice((page - 1) * PAGE, page * PAGE);
  const names = kept.directory.umbrella === null ? null : namesOf(kept, looked.homes);
  return visit.page(<LookPage id={kept.id} {...{ looked, page, pages, rows, names }} unread={unreadIn(kept)} />);
}

const namesOf = ({ directory, understood }: Kept, homes: Parameters<typeof homeOf>[1]): NameView[] =>
  namesIn(rawsIn(directory, understood.columns))
    .slice(0, MOST_NAMES)
    .map((one) => ({ ...one, home: homeOf(one.name, homes, understood.meant)?.id ?? null }));

function unreadIn({ directory, understood }: Kept): string[] {
  if (directory.format !== 'sheet') return [];
  const { headings } = directoryColumns(directory.table);
  return headings.filter((heading, at) => heading !== '' && (understood.columns[at] ?? 'ignore') === 'ignore').slice(0, 40);
}
