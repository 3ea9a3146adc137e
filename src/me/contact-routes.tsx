import { asPerson, type Routes, type Visit } from '../accounts/index.ts';
import { sayPhone } from '../intake/index.ts';
import { isRefusal } from '../lib/refusal.ts';
import { contactsOf } from '../people/index.ts';
import { provedFirst } from '../sign-in/index.ts';
import { urls } from '../urls.ts';
import { changeContacts } from './actions.ts';
import { ContactPage, ProvePage } from './contact-pages.tsx';
import { contactForm, proveForm } from './forms.ts';
import { newContacts, proveNew } from './new-contact.ts';

export function contactRoutes(routes: Routes): void {
  routes.get(urls.meContact, { may: 'self.change' }, async (visit) => {
    const known = [...(await contactsOf(visit, asPerson(visit.actor).id)), ...(await newContacts(visit))];
    const typed = Object.fromEntries(known.map(({ kind, value }) => [kind, kind === 'phone' ? sayPhone(value) : value]));
    return provedFirst(visit, urls.meContact) ?? visit.page(<ContactPage typed={typed} />);
  });

  routes.post(urls.meContact, { may: 'self.change', limit: 'sign-in' }, async (visit) => {
    const again = provedFirst(visit, urls.meContact);
    if (again) return again;
    const read = await visit.form(contactForm(visit.world.houses.of(asPerson(visit.actor).association)?.country ?? 'NO'));
    if (!read.ok) return visit.page(<ContactPage typed={read.typed} slips={read.slips} />, 422);
    const waits = await changeContacts(visit, read.value);
    if (isRefusal(waits)) return visit.page(<ContactPage typed={read.typed} refused={waits} />, 422);
    return waits ? visit.redirect(urls.meContactProve) : visit.redirect(urls.me, 'me:contact.saved');
  });

  routes.get(urls.meContactProve, { may: 'self.change' }, async (visit) => await provePage(visit));

  routes.post(urls.meContactProve, { may: 'self.change', limit: 'sign-in' }, async (visit) => {
    const read = await visit.form(proveForm);
    if (!read.ok) return await provePage(visit, { of: read.typed['kind'], slip: { code: 'required' } });
    const { kind, code } = read.value;
    const outcome = await proveNew(visit, kind, code.replace(/[\s.-]+/g, ''));
    if (outcome === 'proved')
      return (await newContacts(visit)).length > 0 ? visit.redirect(urls.meContactProve) : visit.redirect(urls.me, 'me:contact.proved');
    visit.keep(); // the try counts
    const { left } = outcome;
    return await provePage(visit, { of: kind, slip: left > 0 ? { code: 'wrong-code', values: { count: left } } : { code: 'no-code' } });
  });
}

type Wrong = { of: unknown; slip: { code: string; values?: Record<string, number> } };

async function provePage(visit: Visit, wrong?: Wrong): Promise<Response> {
  const waiting = await newContacts(visit);
  return visit.page(<ProvePage waiting={waiting} wrong={wrong} />, wrong ? 422 : 200);
}
