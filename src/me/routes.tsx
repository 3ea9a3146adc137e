import { asPerson, forgetRemembered, keepLanguage, keepTextSize, type Routes, SESSION, type Visit } from '../accounts/index.ts';
import { isRefusal } from '../lib/refusal.ts';
import { contactsOf, mayErase, namesOf, receiptOf, register } from '../people/index.ts';
import { provedFirst as first } from '../sign-in/index.ts';
import { to, urls } from '../urls.ts';
import { changeSettings, eraseMe } from './actions.ts';
import { contactRoutes } from './contact-routes.tsx';
import { settingsForm } from './forms.ts';
import { ErasePage, KeptPage, LookedAtPage, ReceiptPage, TakeOutPage } from './kept-pages.tsx';
import { keptAboutMe, looksAtMe } from './look-up.ts';
import { newContacts } from './new-contact.ts';
import { unsentRoutes } from './unsent.ts';
import { type Me, MePage, SettingsPage } from './pages.tsx';

export function meRoutes(routes: Routes): void {
  routes.get(urls.me, { may: 'self.see' }, async (visit) =>
    visit.page(<MePage me={await meOf(visit)} waits={(await newContacts(visit)).length > 0} />),
  );

  routes.get(urls.meSettings, { may: 'self.change' }, async (visit) => {
    const { contacts, ...me } = await meOf(visit);
    const forFacilitators = contacts.find((one) => one.forFacilitators)?.kind ?? 'none';
    return visit.page(<SettingsPage typed={{ ...me, largeType: me.largeType ? 'yes' : '', forFacilitators }} />);
  });
  routes.post(urls.meSettings, { may: 'self.change' }, async (visit) => {
    const read = await visit.form(settingsForm);
    if (!read.ok) return visit.page(<SettingsPage typed={read.typed} slips={read.slips} />, 422);
    const outcome = await changeSettings(visit, read.value);
    if (!isRefusal(outcome)) {
      // what this browser was told before would go before it
      keepLanguage(visit.http, read.value.language);
      keepTextSize(visit.http, read.value.largeType ? 'larger' : 'usual');
    }
    return isRefusal(outcome)
      ? visit.page(<SettingsPage typed={read.typed} refused={outcome} />, 422)
      : visit.redirect(urls.me, 'me:saved');
  });

  contactRoutes(routes);
  unsentRoutes(routes);
  keptRoutes(routes);
  eraseRoutes(routes);
}

function keptRoutes(routes: Routes): void {
  routes.get(urls.meKept, { may: 'self.see' }, async (visit) => {
    const { kept } = await keptAboutMe(visit);
    return visit.page(<KeptPage kept={kept} association={houseName(visit)} />);
  });

  routes.get(urls.meExport, { may: 'self.export', limit: 'export' }, async (visit) => {
    const as = visit.query.get('as') === 'json' ? 'json' : 'page';
    const again = first(visit, to(urls.meExport, {}, { as }));
    if (again) return again;
    const { id } = asPerson(visit.actor);
    await visit.record({ act: 'person.exported', object: ['person', id], about: id });
    const { all, kept } = await keptAboutMe(visit);
    const { looks } = await looksAtMe(visit, 1);
    if (as === 'page') return visit.page(<TakeOutPage kept={kept} looks={looks} association={houseName(visit)} now={visit.now} />);
    const about = Object.fromEntries(Object.keys(all).map((table) => [table, purposesOf(visit, table)]));
    const text = JSON.stringify({ association: houseName(visit), made: visit.now, about, looks, data: all }, null, 2);
    return new Response(text, {
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': 'attachment; filename="verksted.json"',
        'cache-control': 'no-store',
      },
    });
  });

  routes.get(urls.meLookedAt, { may: 'self.see' }, async (visit) => {
    const page = Math.min(Math.max(Math.trunc(Number(visit.query.get('page')) || 1), 1), 2_000);
    return visit.page(<LookedAtPage {...await looksAtMe(visit, page)} page={page} today={visit.today} />);
  });
}

function eraseRoutes(routes: Routes): void {
  routes.get(urls.meErase, { may: 'self.erase' }, async (visit) => {
    const again = first(visit, urls.meErase);
    if (again) return again;
    const refused = await mayErase(visit, asPerson(visit.actor).id);
    return visit.page(<ErasePage {...await tiesOf(visit)} refused={refused ?? undefined} />);
  });
  routes.post(urls.meErase, { may: 'self.erase' }, async (visit) => {
    const again = first(visit, urls.meErase);
    if (again) return again;
    const ties = await tiesOf(visit);
    const outcome = await eraseMe(visit);
    if (isRefusal(outcome)) return visit.page(<ErasePage {...ties} refused={outcome} />, 422);
    forgetRemembered(visit.http, SESSION);
    visit.http.header('Clear-Site-Data', '"cache", "storage"');
    return visit.redirect(to(urls.receipt, { receipt: outcome }));
  });

  routes.get(urls.receipt, { may: 'receipt.see' }, async (visit) => {
    const receipt = visit.params.receipt.replace(/[\s-]/g, '').toUpperCase();
    const at = await receiptOf(visit.tx, receipt);
    return at ? visit.page(<ReceiptPage receipt={receipt} at={at} />) : visit.missing();
  });
}

const houseName = (visit: Visit): string => visit.world.houses.of(asPerson(visit.actor).association)?.name ?? '';

const purposesOf = ({ t }: Visit, table: string): string[] => [
  ...new Set(Object.values(register[table]!.columns).map(({ purpose }) => t(`people:purpose.${purpose}.why`))),
];

async function meOf(visit: Visit): Promise<Me> {
  const { id } = asPerson(visit.actor);
  const { language, large_type, reach_by } = await visit.tx
    .selectFrom('people')
    .select(['language', 'large_type', 'reach_by'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const { called, fullName } = (await namesOf(visit, [id])).get(id)!;
  return { called, fullName, language, largeType: large_type, reachBy: reach_by, contacts: await contactsOf(visit, id) };
}

/** The groups that will be told, by name. */
async function tiesOf(visit: Visit): Promise<{ groups: string[]; facilitates: string[] }> {
  const { sits, facilitates } = asPerson(visit.actor);
  const both = [...sits, ...facilitates];
  if (both.length === 0) return { groups: [], facilitates: [] };
  const rows = await visit.tx.selectFrom('groups').select(['id', 'name']).where('id', 'in', both).orderBy('name').execute();
  const named = (ids: readonly string[]) => rows.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
  return { groups: named(sits), facilitates: named(facilitates) };
}
