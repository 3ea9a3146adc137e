import type { Routes } from '../accounts/index.ts';
import { choice, choices, email, form, phone, type Slips, text } from '../lib/forms.ts';
import { languages } from '../lib/language.ts';
import { isRefusal } from '../lib/refusal.ts';
import { to, urls } from '../urls.ts';
import { found, houseIsEmpty } from './founding.ts';
import { FoundingPage } from './founding-page.tsx';
import { helperRoutes } from './helper-routes.tsx';

const foundingForm = (country: 'NO' | 'DK') =>
  form({
    code: text(40),
    name: text(120),
    slug: text(40),
    country: choice(['NO', 'DK']),
    languages: choices(languages, 1),
    senderName: text(40),
    called: text(60),
    fullName: text(120),
    email: email(),
    phone: phone(country),
  });

/** Where a refusal of the founding shows: at the field that caused it. */
const FIELD = { 'wrong-code': 'code', 'not-empty': '', 'address-taken': 'slug' } as const;

export function houseRoutes(routes: Routes): void {
  helperRoutes(routes);

  routes.get(urls.firstRun, { may: 'association.found', limit: 'sign-in' }, async (visit) => {
    if (!(await houseIsEmpty(visit))) return visit.redirect(urls.start);
    return visit.page(<FoundingPage />);
  });

  routes.post(urls.firstRun, { may: 'association.found', limit: 'sign-in' }, async (visit) => {
    const country = (await visit.submitted()).get('country') === 'DK' ? 'DK' : 'NO';
    const read = await visit.form(foundingForm(country));
    const slips: Slips = read.ok ? {} : read.slips;
    if (read.ok && !/^[a-z0-9-]{2,40}$/.test(read.value.slug)) slips['slug'] = { code: 'not-a-slug' };
    if (read.ok && !read.value.email && !read.value.phone) slips['email'] = { code: 'no-way-to-reach' };
    if (!read.ok || Object.keys(slips).length > 0) return visit.page(<FoundingPage typed={read.typed} slips={slips} />, 422);
    const outcome = await found(visit, read.value);
    if (isRefusal(outcome))
      return visit.page(<FoundingPage typed={read.typed} slips={{ [FIELD[outcome.refused]]: { code: outcome.refused } }} />, 422);
    await visit.world.houses.refresh();
    return visit.redirect(to(urls.signIn), 'house:founding.done');
  });
}
