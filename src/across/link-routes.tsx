import { asHolder, type Routes, type Visit } from '../accounts/index.ts';
import { associationBySlug, sayPhone } from '../associations/index.ts';
import { isRefusal } from '../lib/refusal.ts';
import { to, urls } from '../urls.ts';
import { giveForm } from './forms.ts';
import { give, givesOf, takeBack } from './guests.ts';
import { AnsweredPage, AskedPage, TakeBackPage } from './link-pages.tsx';
import { requestsAt, toldOf } from './store.ts';

type Own = Visit<{ token: string }>;

export function acrossLinkRoutes(routes: Routes): void {
  routes.get(urls.link.across, { may: 'across.answer', limit: 'link' }, (visit) => ownPage(visit));

  routes.post(urls.link.across, { may: 'across.answer', limit: 'link' }, async (visit) => {
    const read = await visit.form(giveForm);
    if (!read.ok) return await ownPage(visit, { consent: visit.t('across:refusal.consent') });
    const yes = read.value.answer === 'yes';
    if (yes && read.value.consent.length === 0) return await ownPage(visit, { consent: visit.t('across:refusal.consent') });
    const { request } = await ownRequest(visit);
    const refused = await give(visit, request.id, yes);
    return isRefusal(refused)
      ? await ownPage(visit, { '': visit.t(`across:refusal.${refused.refused}`) })
      : visit.redirect(to(urls.link.across, visit.params));
  });

  routes.get(urls.link.acrossTakeBack, { may: 'across.answer', limit: 'link' }, async (visit) => {
    const { request, host } = await ownRequest(visit);
    return request.state === 'yes' ? visit.page(<TakeBackPage token={visit.params.token} host={host} />) : visit.missing();
  });

  routes.post(urls.link.acrossTakeBack, { may: 'across.answer', limit: 'link' }, async (visit) => {
    const { request } = await ownRequest(visit);
    if (request.state !== 'yes') return visit.missing();
    await takeBack(visit, request.id);
    return visit.redirect(to(urls.link.across, visit.params));
  });
}

async function ownRequest({ tx, actor, world, missing }: Own) {
  const holder = asHolder(actor);
  const request = (await requestsAt(tx, { id: holder.object ?? missing() }))[0];
  const told = request && (await toldOf(tx, request.id));
  if (!request || request.person !== holder.id || !told) return missing();
  return { request, told, host: world.houses.of(told.host)!.name, home: world.houses.of(holder.association)! };
}

async function ownPage(visit: Own, errors?: Record<string, string>): Promise<Response> {
  const { request, told, host, home } = await ownRequest(visit);
  const { token } = visit.params;
  const call = (await associationBySlug(visit.tx, home.slug))?.phone;
  const phone = call ? sayPhone(call) : null;
  if (request.state !== 'person-asked') {
    const said = request.state === 'yes' || request.state === 'no' ? request.state : 'over';
    return visit.page(<AnsweredPage token={token} state={said} host={host} phone={phone} />, errors ? 422 : 200);
  }
  const found = await givesOf(visit, request.person!);
  const gives = found
    ? { called: found.called, contact: found.contact.kind === 'phone' ? sayPhone(found.contact.value) : found.contact.value }
    : null;
  return visit.page(<AskedPage {...{ token, host, told, gives, phone, errors }} home={home.name} />, errors ? 422 : 200);
}
