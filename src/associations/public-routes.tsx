import type { Routes } from '../accounts/index.ts';
import { to, urls } from '../urls.ts';
import { associationBySlug, usualModel } from './association.ts';
import { AboutPage } from './about-page.tsx';
import { ChoosePage, PrivacyPage, StartPage } from './public-pages.tsx';
import { textInForce } from './texts.ts';
import { UmbrellaPage } from './umbrella-page.tsx';
import { umbrellaBy } from './umbrella.ts';

const SHOWN = { may: 'site.read', cached: true } as const;

/** What everyone sees of an association before anything else. */
export function publicRoutes(routes: Routes): void {
  routes.get(urls.start, SHOWN, async ({ world, tx, language, page, redirect }) => {
    const houses = world.houses.all();
    if (houses.length === 0) return redirect(urls.firstRun);
    if (houses.length === 1) return redirect(to(urls.association, { association: houses[0]!.slug }));
    const associations = await Promise.all(
      houses.map(async ({ id, slug, name, country }) => ({
        slug,
        name,
        country,
        about: (await textInForce(tx, id, 'about', language))?.lines[0] ?? '',
      })),
    );
    return page(<ChoosePage associations={associations} />);
  });

  // The figures are of a half-year that is over: what changes meanwhile does not change them.
  routes.get(urls.umbrella, SHOWN, async ({ tx, params, today, language, page, missing }) =>
    page(<UmbrellaPage umbrella={(await umbrellaBy(tx, { slug: params.umbrella }, today, language)) ?? missing()} />),
  );

  routes.get(urls.association, SHOWN, async ({ tx, params, page, missing }) => {
    const association = (await associationBySlug(tx, params.association)) ?? missing();
    return page(<StartPage association={association} />);
  });

  routes.get(urls.about, SHOWN, async ({ tx, params, language, page, missing }) => {
    const association = (await associationBySlug(tx, params.association)) ?? missing();
    const lines = async (kind: 'pledge' | 'ground-rules' | 'about') => (await textInForce(tx, association.id, kind, language))?.lines ?? [];
    const [pledge, rules, about, model] = [
      await lines('pledge'),
      await lines('ground-rules'),
      await lines('about'),
      await usualModel(tx, association.id),
    ];
    return page(<AboutPage association={association} model={model} pledge={pledge} rules={rules} about={about} />);
  });

  routes.get(urls.privacy, SHOWN, async ({ tx, params, page, missing }) => {
    const association = (await associationBySlug(tx, params.association)) ?? missing();
    return page(<PrivacyPage association={association} {...association.keeps} />);
  });
}
