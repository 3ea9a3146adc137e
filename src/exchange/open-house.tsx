/** Where an administrator sees what is handed on and what is not, and says yes or no to it. */
import { type Acting, associationOf, type Routes, type Visit } from '../accounts/index.ts';
import { choice, form } from '../lib/forms.ts';
import { listedOffers, textOf } from '../offers/index.ts';
import { Actions, Button, Form, LinkButton, Page, Radios, Section, Table, useFrame } from '../ui/index.ts';
import { urls } from '../urls.ts';
import { type Withheld, withheld } from './anonymity.ts';
import { boundsOf } from './open-index.ts';

export function openHouseRoutes(routes: Routes): void {
  routes.get(urls.openDataHouse, { may: 'association.change' }, async (visit) => visit.page(<OpenHousePage {...await handedOn(visit)} />));
  routes.post(urls.openDataHouse, { may: 'association.change' }, async (visit) => {
    const read = await visit.form(form({ open: choice(['yes', 'no']) }));
    if (!read.ok) return visit.page(<OpenHousePage {...await handedOn(visit)} />, 422);
    await setOpen(visit, read.value.open === 'yes');
    return visit.redirect(urls.openDataHouse, 'exchange:open-house.saved');
  });
}

export async function setOpen(acting: Acting, open: boolean): Promise<void> {
  const id = associationOf(acting.actor);
  const { numUpdatedRows } = await acting.tx
    .updateTable('associations')
    .set({ open_data: open })
    .where('id', '=', id)
    .where('open_data', '<>', open)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows > 0n) await acting.record({ act: 'association.opened', object: ['association', id] });
}

type HandedOn = { isOpen: boolean; open: number; kept: { id: string; title: string; why: Withheld }[] };

async function handedOn(visit: Visit): Promise<HandedOn> {
  const id = associationOf(visit.actor);
  const bounds = await boundsOf(visit.tx);
  const isOpen = bounds.open.has(id);
  const all = { ...bounds, open: new Set([id]) };
  const offers = await listedOffers(visit.tx, { association: id });
  const kept = offers.flatMap((offer) => {
    const why = withheld(offer, all);
    return why ? [{ id: offer.id, title: textOf(offer, visit.language).title, why }] : [];
  });
  return { isOpen, open: isOpen ? offers.length - kept.length : 0, kept };
}

function OpenHousePage({ isOpen, open, kept }: HandedOn) {
  const { t } = useFrame();
  return (
    <Page title={t('exchange:open-house.title')} lead={t('exchange:open-house.lead')} back={{ href: urls.house, label: t('house:back') }}>
      <p>{t('exchange:open-house.count', { count: open })}</p>
      <Form action={urls.openDataHouse} values={{ open: isOpen ? 'yes' : 'no' }}>
        <Radios
          name="open"
          legend={t('exchange:open-house.question')}
          help={t('exchange:open-house.help')}
          options={[
            { value: 'yes', label: t('exchange:open-house.yes') },
            { value: 'no', label: t('exchange:open-house.no') },
          ]}
        />
        <Actions>
          <Button>{t('house:save')}</Button>
          <LinkButton tone="quiet" href={urls.openData}>
            {t('exchange:open-house.see')}
          </LinkButton>
        </Actions>
      </Form>
      {kept.length > 0 && (
        <Section title={t('exchange:open-house.kept')}>
          <Table
            caption={t('exchange:open-house.kept')}
            rows={kept}
            columns={[
              { head: t('exchange:open-house.offer'), title: true, cell: ({ title }) => title },
              { head: t('exchange:open-house.why'), cell: ({ why }) => t(`exchange:withheld.${why}`) },
            ]}
          />
        </Section>
      )}
    </Page>
  );
}
