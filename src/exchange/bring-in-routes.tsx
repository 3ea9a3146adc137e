import type { Routes, Visit } from '../accounts/index.ts';
import { fileText, stagedBy } from '../intake/index.ts';
import { wallOf, zone } from '../lib/day.ts';
import { form, ticked } from '../lib/forms.ts';
import { isRefusal } from '../lib/refusal.ts';
import { to, urls } from '../urls.ts';
import { directoryOf, lookAt, storeDirectory, takeInDirectory } from './bring-in.ts';
import { BringInPage, LookPage } from './bring-in-pages.tsx';
import { directoryLimits, type FileReason, fileReasons } from './read-directory.ts';

type ImportVisit = Visit<{ import: string }>;
const PAGE = 100;

export function bringInRoutes(routes: Routes): void {
  routes.get(urls.bringIn, { may: 'directory.bring-in' }, (visit) => uploadPage(visit));

  routes.post(urls.bringIn, { may: 'directory.bring-in', limit: 'upload', body: 6_000_000 }, async (visit) => {
    const file = (await visit.submitted()).get('file');
    if (!(file instanceof File) || file.size === 0) return uploadPage(visit, visit.t('exchange:in.missing'));
    const outcome = await takeInDirectory(visit, new Uint8Array(await file.arrayBuffer()));
    return isRefusal(outcome)
      ? uploadPage(visit, whyNot(visit, outcome.refused))
      : visit.redirect(to(urls.bringInLook, { import: outcome }));
  });

  routes.get(urls.bringInLook, { may: 'directory.bring-in' }, async (visit) => {
    const kept = await directoryOf(visit, visit.params.import);
    if (!kept?.list) return visit.missing();
    return lookPage(visit, await lookAt(visit, kept.list));
  });

  routes.post(urls.bringInStore, { may: 'directory.bring-in', limit: 'upload' }, async (visit) => {
    const read = await visit.form(form({ publish: ticked() }));
    if (!read.ok) return visit.missing();
    const outcome = await storeDirectory(visit, visit.params.import, read.value.publish);
    if (outcome === undefined) return visit.missing();
    return visit.redirect(urls.bringIn, isRefusal(outcome) ? undefined : 'exchange:in.done');
  });
}

async function uploadPage(visit: Visit, error?: string): Promise<Response> {
  const begun = (await stagedBy(visit, 'offers')).map(({ id, at, storedCount }) => ({
    id,
    storedCount,
    ...wallOf(at, zone('Europe/Oslo')),
  }));
  return visit.page(<BringInPage begun={begun} today={visit.today} {...(error && { error })} />, error ? 422 : 200);
}

const whyNot = (visit: Visit, reason: FileReason): string =>
  fileReasons.includes(reason as 'not-json')
    ? visit.t(`exchange:file.${reason as 'not-json'}`, { most: directoryLimits.rows })
    : fileText(visit.t, reason as Exclude<FileReason, (typeof fileReasons)[number]>, directoryLimits);

function lookPage(visit: ImportVisit, looked: Awaited<ReturnType<typeof lookAt>>): Response {
  const pages = Math.max(1, Math.ceil(looked.rows.length / PAGE));
  const page = Math.min(Math.max(Math.trunc(Number(visit.query.get('page')) || 1), 1), pages);
  const rows = looked.rows.slice((page - 1) * PAGE, page * PAGE);
  return visit.page(<LookPage id={visit.params.import} {...{ looked, page, pages, rows }} />);
}
