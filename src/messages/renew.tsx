import { findLink, type Holder, type LinkPurpose, type Routes, type World } from '../accounts/index.ts';
import { record } from '../history/index.ts';
import type { Instant } from '../lib/day.ts';
import { takeRate } from '../lib/rate.ts';
import { Button, Form, Page, useFrame } from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import { through } from './reply.ts';
import { send } from './send.ts';

const OFTEN = { limit: 3, seconds: 3_600 };

/** Somebody whose link no longer works is sent a new one, to the contact she has given. The answer is the same whatever the link was. */
export function renewRoutes(routes: Routes): void {
  routes.get(urls.link.renew, { may: 'link.renew', limit: 'link' }, (visit) => visit.page(<RenewPage token={visit.params.token} />));

  routes.post(urls.link.renew, { may: 'link.renew', limit: 'sign-in' }, async (visit) => {
    await renew(visit.world, visit.params.token, visit.requestId);
    return visit.page(<RenewedPage />);
  });
}

async function renew(world: World, token: string, request: string): Promise<void> {
  const link = await findLink(world, token);
  if (!link || !(await mayRenew(world, link.person_id))) return;
  await through(world, link.person_id, async ({ tx, now }) => {
    await tx.updateTable('links').set({ replaced_at: now }).where('id', '=', link.id).where('replaced_at', 'is', null).execute();
    const wanted: { purpose: LinkPurpose; object: Holder['object'] } = { purpose: link.purpose, object: link.object_id };
    await send({ world, tx, now }, link.association_id, { to: link.person_id, kind: 'link-renewed', link: wanted, before: soon(now) });
    const done = { act: 'link.renewed', object: ['link', link.id], about: link.person_id, association: link.association_id } as const;
    await record(tx, { ...done, at: now, actor: link.person_id, role: 'holder', request });
  });
}

/** Three times an hour for each person, so that nobody is sent a heap of them by somebody who has found an old link. */
const mayRenew = async (world: World, person: string): Promise<boolean> =>
  (await takeRate(world.db.query, `renew ${person}`, OFTEN, world.keys.rates)).allowed;

/** Asked for now: of no use next week. */
const soon = (now: Instant): Instant => new Date(now.getTime() + 3 * 86_400_000);

function RenewPage({ token }: { token: string }) {
  const { t } = useFrame();
  return (
    <Page title={t('accounts:link.expired.title')} size="large">
      <p>{t('accounts:link.expired.text')}</p>
      <Form action={to(urls.link.renew, { token })}>
        <Button>{t('accounts:link.renew')}</Button>
      </Form>
    </Page>
  );
}

function RenewedPage() {
  const { t } = useFrame();
  return (
    <Page title={t('accounts:link.renewed.title')} size="large">
      <p>{t('accounts:link.renewed.text')}</p>
    </Page>
  );
}
