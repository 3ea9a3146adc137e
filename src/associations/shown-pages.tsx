import type { Routes } from '../accounts/index.ts';
import type { Slips, Typed } from '../lib/forms.ts';
import { Button, Checkboxes, DayField, Details, errorsOf, Field, Form, useFrame } from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import { hasSlips, RoomPage } from './house-pages.tsx';
import { typedOf } from './house-routes.tsx';
import { areas } from './areas.ts';
import { changeShown, logoOf, shownForm, shownOf } from './shown.ts';

const CHANGE = { may: 'association.change' } as const;
/** A little more than the largest picture, so that one that is too large is answered in words. */
const BODY = 600_000;

export function shownRoutes(routes: Routes): void {
  routes.get(urls.houseShown, CHANGE, async (visit) => visit.page(<ShownPage typed={typedOf(await shownOf(visit))} />));
  routes.post(urls.houseShown, { ...CHANGE, body: BODY }, async (visit) => {
    const submitted = await visit.submitted();
    const file = submitted.get('picture');
    const read = await visit.form(shownForm);
    if (!read.ok) return visit.page(<ShownPage typed={read.typed} slips={read.slips} />, 422);
    const picture = file instanceof File && file.size > 0 ? Buffer.from(await file.arrayBuffer()) : null;
    const { logo, ...wrong } = (await changeShown(visit, { ...read.value, picture })) ?? {};
    const slips: Slips = { ...wrong, ...(logo && { picture: logo }) };
    if (hasSlips(slips)) return visit.page(<ShownPage typed={read.typed} slips={slips} />, 422);
    return visit.redirect(urls.house, 'house:saved');
  });

  routes.get(urls.logo, { may: 'site.read' }, async ({ tx, params, missing }) => {
    const logo = (await logoOf(tx, params.association)) ?? missing();
    return new Response(new Uint8Array(logo.bytes), {
      headers: {
        'content-type': logo.type,
        'cache-control': 'public, max-age=3600',
        etag: `"${logo.hash}"`,
        'x-content-type-options': 'nosniff',
      },
    });
  });
}

function ShownPage({ typed, slips }: { typed?: Typed; slips?: Slips }) {
  const { t } = useFrame();
  return (
    <RoomPage
      title={t('house:shown.title')}
      lead={t('house:shown.lead')}
      back={{ href: urls.houseAssociation, label: t('house:room.association.title') }}
      slips={slips}
    >
      <Form action={to(urls.houseShown)} values={typed} errors={errorsOf(t, slips, 'house')} files>
        <Field
          name="picture"
          type="file"
          label={t('house:shown.logo')}
          help={t('house:shown.logo-help')}
          accept="image/png,image/jpeg,image/webp"
          optional
        />
        <Field name="website" type="url" label={t('house:shown.website')} optional />
        <Details summary={t('house:shown.areas')} open={[typed?.['areas'] ?? []].flat().length > 0}>
          <Checkboxes
            name="areas"
            legend={t('house:shown.areas')}
            help={t('house:shown.areas-help')}
            optional
            inline
            options={areas.map((value) => ({ value, label: t(`offers:area.${value}`) }))}
          />
        </Details>
        <Field name="members" label={t('house:shown.members')} width="short" digits optional />
        <DayField name="countedOn" label={t('house:shown.counted-on')} optional />
        <Button>{t('house:save')}</Button>
      </Form>
    </RoomPage>
  );
}
