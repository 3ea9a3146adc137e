import { wallOf, zone } from '../lib/day.ts';
import { sayDayTime } from '../lib/say.ts';
import { ActForm, Actions, Alert, Button, Card, EmptyState, Page, useFrame } from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import type { Left } from './replies.ts';

const ZONE = zone('Europe/Oslo');

export function RepliesPage({ replies }: { replies: Left[] }) {
  const { t } = useFrame();
  return (
    <Page title={t('outbox:replies.title')} lead={t('outbox:replies.lead')} back={{ href: urls.outbox, label: t('outbox:back') }}>
      {replies.length === 0 && <EmptyState title={t('outbox:replies.empty.title')}>{t('outbox:replies.empty.text')}</EmptyState>}
      {replies.map((reply) => (
        <Reply key={reply.id} reply={reply} />
      ))}
    </Page>
  );
}

function Reply({ reply: { id, at, name, phone, text, stop } }: { reply: Left }) {
  const { t, language } = useFrame();
  const { day, clock } = wallOf(at, ZONE);
  const from = name ?? t('outbox:replies.unknown', { phone: phone ?? '' });
  return (
    <Card title={from} level={2} note={sayDayTime(day, clock, language)}>
      <p>{text}</p>
      {stop && <Alert>{t('outbox:replies.stop')}</Alert>}
      <Actions>
        <ActForm action={to(urls.replyHandled, { reply: id })}>
          <Button tone="secondary" label={t('outbox:replies.handled-of', { name: from })}>
            {t('outbox:replies.handled')}
          </Button>
        </ActForm>
      </Actions>
    </Card>
  );
}
