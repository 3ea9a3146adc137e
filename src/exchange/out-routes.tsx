import { associationOf, type Routes, type Visit } from '../accounts/index.ts';
import { dayOf, zone } from '../lib/day.ts';
import { steppedUp } from '../sign-in/index.ts';
import { to, urls } from '../urls.ts';
import { catalogueOf } from './catalogue.ts';
import { TakeOutPage } from './out-pages.tsx';
import { archiveOf, type TakeOut, workbookOf } from './take-out.ts';

export function outRoutes(routes: Routes): void {
  routes.get(urls.takeOut, { may: 'association.take-out' }, async (visit) => {
    const tables = await catalogueOf(visit.tx);
    return visit.page(<TakeOutPage tables={tables.map(({ name }) => name)} />);
  });
  routes.get(urls.takeOutWorkbook, { may: 'association.take-out', limit: 'export' }, async (visit) => {
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    return proveFirst(visit) ?? download(visit, workbookOf(await takenOut(visit)), type, 'xlsx');
  });
  routes.get(urls.takeOutArchive, { may: 'association.take-out', limit: 'export' }, async (visit) => {
    return proveFirst(visit) ?? download(visit, archiveOf(await takenOut(visit)), 'application/zip', 'zip');
  });
}

/** Whoever has not just shown who she is does so first, and comes back to the page: a download leads nowhere. */
const proveFirst = (visit: Visit): Response | undefined =>
  steppedUp(visit) ? undefined : visit.redirect(to(urls.stepUp, {}, { back: urls.takeOut }));

async function takenOut(visit: Visit): Promise<TakeOut> {
  const { world, tx, actor, today, t, now } = visit;
  const id = associationOf(actor);
  await visit.record({ act: 'association.taken-out', object: ['association', id] });
  const { name, days, months } = await tx
    .selectFrom('associations')
    .select(['name', 'keep_details_days as days', 'keep_people_months as months'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return { taker: { world, actor, today }, t, name, at: now, tables: await catalogueOf(tx), keep: { days, months } };
}

function download(visit: Visit, pieces: AsyncGenerator<Uint8Array<ArrayBuffer>, void>, type: string, ending: string): Response {
  const slug = visit.world.houses.of(associationOf(visit.actor))?.slug ?? 'verksted';
  const file = `${slug}-${dayOf(visit.now, zone('Europe/Oslo'))}.${ending}`;
  return new Response(streamOf(visit, pieces), {
    headers: { 'content-type': type, 'content-disposition': `attachment; filename="${file}"`, 'cache-control': 'no-store' },
  });
}

/** Made as fast as it is taken. What goes wrong on the way breaks the file off, so that nobody takes a part for the whole. */
function streamOf(
  { world, requestId }: Visit,
  pieces: AsyncGenerator<Uint8Array<ArrayBuffer>, void>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: async (controller) => {
      try {
        const { value, done } = await pieces.next();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        world.log.error('exchange.broken-off', error, { request: requestId });
        controller.error(error);
      }
    },
    cancel: async () => {
      await pieces.return();
    },
  });
}
