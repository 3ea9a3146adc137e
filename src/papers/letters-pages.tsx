/** Letters printed together: what is in the batch, the two papers, and the one press when they are posted. */
import { type Instant, wallOf, zone } from '../lib/day.ts';
import { sayDayTime } from '../lib/say.ts';
import { ActForm, Actions, Alert, Button, LinkButton, NumberedList, Page, Section, Tag, useFrame } from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import { type Batch, type BatchRefusal, stateOf } from './batch.ts';

const ZONE = zone('Europe/Oslo');

export function useWhen() {
  const { language } = useFrame();
  return (at: Instant) => {
    const { day, clock } = wallOf(at, ZONE);
    return sayDayTime(day, clock, language);
  };
}

export function BatchPage({ batch, refused }: { batch: Batch; refused?: BatchRefusal }) {
  const { t } = useFrame();
  const when = useWhen();
  const state = stateOf(batch);
  return (
    <Page
      title={t('papers:batch.title', { count: batch.count })}
      lead={t('papers:batch.gathered', { when: when(batch.gatheredAt) })}
      back={{ href: urls.papers, label: t('papers:title') }}
      slip={refused !== undefined}
    >
      {refused && <Alert tone="danger">{t(`papers:refusal.${refused}`)}</Alert>}
      {state === 'posted' && batch.postedAt && <Alert tone="success">{t('papers:batch.posted', { when: when(batch.postedAt) })}</Alert>}
      {state === 'taken-back' && <Alert>{t('papers:batch.taken-back')}</Alert>}
      {state !== 'taken-back' && <Sheets batch={batch} />}
      {state === 'open' && <Posting batch={batch} />}
      {state !== 'taken-back' && <TakingBack batch={batch} />}
    </Page>
  );
}

function Sheets({ batch }: { batch: Batch }) {
  const { t } = useFrame();
  const at = { batch: batch.id };
  return (
    <Section title={t('papers:batch.print')}>
      <NumberedList items={t.list('papers:batch.how')} />
      <Actions>
        <LinkButton icon="print" href={to(urls.letterBatchPaper, at)} tone={batch.postedAt ? 'secondary' : 'primary'}>
          {t('papers:batch.letters')}
        </LinkButton>
        <LinkButton icon="print" href={to(urls.letterBatchLabels, at)} tone="secondary">
          {t('papers:batch.labels')}
        </LinkButton>
      </Actions>
    </Section>
  );
}

function Posting({ batch }: { batch: Batch }) {
  const { t } = useFrame();
  return (
    <Section title={t('papers:batch.then')}>
      <p>{t('papers:batch.then-text')}</p>
      <Actions>
        <ActForm action={to(urls.letterBatchPosted, { batch: batch.id })}>
          <Button tone="secondary">{t('papers:batch.post')}</Button>
        </ActForm>
      </Actions>
    </Section>
  );
}

/** Nothing is lost by it: the letters wait as before. */
function TakingBack({ batch }: { batch: Batch }) {
  const { t } = useFrame();
  return (
    <Section title={t('papers:batch.wrong')}>
      <p>{t('papers:batch.wrong-text')}</p>
      <Actions>
        <ActForm action={to(urls.letterBatchBack, { batch: batch.id })}>
          <Button tone="quiet">{t('papers:batch.take-back')}</Button>
        </ActForm>
      </Actions>
    </Section>
  );
}

/** One line about a batch that is under way. */
export function BatchTag({ batch }: { batch: Batch }) {
  const { t } = useFrame();
  const state = stateOf(batch);
  return <Tag tone={state === 'open' ? 'warning' : 'success'}>{t(`papers:batch.state.${state}`)}</Tag>;
}
