/** The pages of taking in a list. Nothing is stored before it has been seen. */
import { type Routes, type Visit } from '../accounts/index.ts';
import { columnsTyped } from '../lib/columns.ts';
import { wallOf } from '../lib/day.ts';
import { choices, form, ticked } from '../lib/forms.ts';
import { sayPhone } from '../lib/phone.ts';
import { isRefusal } from '../lib/refusal.ts';
import type { SheetReason } from '../lib/sheet/index.ts';
import { to, urls } from '../urls.ts';
import { type Host, hostOf } from './house.ts';
import {
  asMapping,
  checkMapping,
  fileText,
  type ImportRow,
  mappingSlipText,
  reasonText,
  remarkText,
  resemblesText,
  skippedTexts,
  verdictText,
  warningText,
} from './import/index.ts';
import { columnsOf, correct, importLimits, look, type Looked, storeList, takeIn } from './import-actions.ts';
import { ColumnsPage, ImportsPage, PreviewPage, type RowView, UploadPage, type Verdict } from './import-pages.tsx';
import { ZONE } from './interview.ts';
import { type Staged, stagedBy, stagedOf } from './staged.ts';

type ImportVisit = Visit<{ import: string }>;
const PAGE = 100;

export function importRoutes(routes: Routes): void {
  routes.get(urls.imports, { may: 'enquiry.import' }, async (visit) => {
    const lists = (await stagedBy(visit)).map(({ id, at, storedCount }) => ({ id, storedCount, ...wallOf(at, ZONE) }));
    return visit.page(<ImportsPage lists={lists} today={visit.today} />);
  });

  routes.get(urls.importNew, { may: 'enquiry.import' }, (visit) => visit.page(<UploadPage />));

  routes.post(urls.importNew, { may: 'enquiry.import', limit: 'upload', body: 6_000_000 }, async (visit) => {
    const file = (await visit.submitted()).get('file');
    if (!(file instanceof File) || file.size === 0) return visit.page(<UploadPage error={visit.t('intake:imports.upload.missing')} />, 422);
    const outcome = await takeIn(visit, await hostOf(visit), new Uint8Array(await file.arrayBuffer()));
    if (isRefusal(outcome)) return visit.page(<UploadPage error={fileText(visit.t, outcome.refused as SheetReason, importLimits)} />, 422);
    return visit.redirect(to(urls.importColumns, { import: outcome }));
  });

  routes.get(urls.importColumns, { may: 'enquiry.import' }, async (visit) => columnsPage(visit, await ownList(visit)));

  routes.post(urls.importColumns, { may: 'enquiry.import' }, async (visit) => {
    const staged = await ownList(visit);
    const host = await hostOf(visit);
    const typed = columnsTyped(await visit.submitted());
    const mapping = asMapping(typed);
    const slips = checkMapping(mapping);
    if (slips.length > 0)
      return columnsPage(
        visit,
        staged,
        typed,
        slips.map((slip) => mappingSlipText(visit.t, slip)),
      );
    await correct(visit, host, staged, mapping);
    return visit.redirect(to(urls.import, visit.params));
  });

  routes.get(urls.import, { may: 'enquiry.import' }, async (visit) => {
    const staged = await ownList(visit);
    const looked = await look(visit, await hostOf(visit), staged);
    await visit.record({ act: 'list.looked-at', object: ['import', staged.id] });
    return visit.page(previewPage(visit, staged, looked));
  });

  routes.post(urls.importStore, { may: 'enquiry.import', limit: 'upload' }, async (visit) => {
    const staged = await ownList(visit, true);
    if (staged.storedCount !== null) return visit.redirect(urls.imports);
    const lines = Array.from({ length: staged.rows.length + 1 }, (_, n) => String(n));
    const read = await visit.form(form({ wish: choices(lines), tell: ticked() }));
    if (!read.ok) return visit.missing();
    const chosen = { lines: new Set(read.value.wish.map(Number)), tell: read.value.tell };
    const outcome = await storeList(visit, await hostOf(visit), staged.id, chosen);
    if (outcome === undefined) return visit.missing();
    return visit.redirect(urls.imports, isRefusal(outcome) ? undefined : 'intake:done.imported');
  });
}

async function ownList(visit: ImportVisit, isStoredToo = false): Promise<Staged> {
  const { import: id } = visit.params;
  const staged = /^[0-9a-f-]{36}$/.test(id) ? await stagedOf(visit, id) : undefined;
  return staged && (isStoredToo || staged.storedCount === null) ? staged : visit.missing();
}

async function columnsPage(visit: ImportVisit, staged: Staged, typed?: Record<string, string>, wrong: string[] = []): Promise<Response> {
  const host: Host = await hostOf(visit);
  const columns = columnsOf(visit, host, staged);
  const chosen: Record<string, string> = typed ?? { ...staged.mapping };
  const values = Object.fromEntries(columns.headings.map((_, at) => [`column-${at}`, chosen[at] ?? 'ignore']));
  const errors = Object.fromEntries(wrong.map((text, at) => [at === 0 ? '' : ' '.repeat(at), text]));
  const notes = staged.warnings.map((warning) => warningText(visit.t, warning, staged.sheet ?? ''));
  await visit.record({ act: 'list.looked-at', object: ['import', staged.id] });
  visit.keep(); // with a slip the examples are seen all the same
  return visit.page(
    <ColumnsPage id={staged.id} columns={columns} values={values} errors={errors} notes={notes} />,
    wrong.length > 0 ? 422 : 200,
  );
}

function previewPage(visit: ImportVisit, staged: Staged, looked: Looked) {
  const { t, query } = visit;
  const pages = Math.max(1, Math.ceil(looked.rows.length / PAGE));
  const page = Math.min(Math.max(Math.trunc(Number(query.get('page')) || 1), 1), pages);
  const counted = Map.groupBy(looked.rows, (row) => verdictOf(row, looked));
  const count = (verdict: Verdict) => counted.get(verdict)?.length ?? 0;
  return (
    <PreviewPage
      id={staged.id}
      counts={{ new: count('new'), here: count('here'), same: count('same'), unreadable: count('unreadable') }}
      rows={looked.rows.slice((page - 1) * PAGE, page * PAGE).map((row) => rowView(visit, row, looked))}
      wishes={looked.fresh.flatMap(({ line, person, proposedWish }) =>
        proposedWish ? [{ line, name: person.name, wish: proposedWish }] : [],
      )}
      notes={skippedTexts(t, looked.skipped)}
      {...{ page, pages }}
    />
  );
}

function verdictOf(row: ImportRow, { here }: Looked): Verdict {
  if (row.verdict === 'cannot-be-read') return 'unreadable';
  if (row.verdict === 'same-as') return 'same';
  return here.has(row) ? 'here' : 'new';
}

function rowView({ t }: ImportVisit, row: ImportRow, looked: Looked): RowView {
  const verdict = verdictOf(row, looked);
  const shared = { line: row.line, verdict, label: verdictText(t, row, verdict === 'here'), enquiry: looked.here.get(row) ?? null };
  if (row.verdict === 'cannot-be-read') {
    const { name, givenName, familyName, phone, email, postcode, place } = row.typed;
    const says = [...row.because.map((reason) => reasonText(t, reason)), resemblesText(t, row)].filter(Boolean);
    return {
      ...shared,
      name: short(name ?? [givenName, familyName].filter(Boolean).join(' ')),
      reach: [phone, email].filter(Boolean).join(' · '),
      place: [postcode, place].filter(Boolean).join(' '),
      says,
    };
  }
  const { person } = row;
  const reach = [person.phone && sayPhone(person.phone), person.email, person.address].filter(Boolean).join(' · ');
  const says = row.remarks.map((remark) => remarkText(t, remark));
  return { ...shared, name: person.name, reach, place: [person.postcode, person.place].filter(Boolean).join(' '), says };
}

/** A name that is none may be of any length and have no spaces. */
const short = (text: string): string => (text.length > 30 ? `${text.slice(0, 29)}…` : text);
