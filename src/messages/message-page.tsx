import { dayOf, type Instant } from '../lib/day.ts';
import { sayDay } from '../lib/say.ts';
import {
  ActForm,
  Alert,
  Button,
  Page,
  PrintButton,
  PrintSheet,
  Prose,
  Section,
  SummaryList,
  type SummaryRow,
  useFrame,
} from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import { isByHand, type Seen, showOf } from './outbox.ts';
import { State, useWhen, ZONE } from './outbox-parts.tsx';

export function MessagePage({ seen, now, refused, demo }: { seen: Seen; now: Instant; refused?: string; demo: boolean }) {
  const { t } = useFrame();
  const { message, composed } = seen;
  const address = { message: message.id };
  const toDo = isByHand(message) && message.state !== 'done';
  const canRetry = message.state === 'failed' || message.state === 'held';
  return (
    <Page title={t(`outbox:kind.${message.kind}`)} back={{ href: urls.outbox, label: t('outbox:back') }} slip={refused !== undefined}>
      {refused && <Alert tone="danger">{refused}</Alert>}
      <SummaryList rows={useFacts(seen)} />
      {canRetry && (
        <ActForm action={to(urls.outboxRetry, address)}>
          <Button>{t('outbox:retry')}</Button>
        </ActForm>
      )}
      {composed && message.channel === 'letter' && <Letter seen={seen} now={now} />}
      {composed && toDo && message.channel !== 'letter' && (
        <ToSay title={t(canRetry ? 'outbox:self' : 'outbox:call.title')} text={composed.spoken} />
      )}
      {toDo && composed && (
        <ActForm action={to(urls.outboxDone, address)}>
          <Button tone={canRetry ? 'secondary' : 'primary'}>
            {t(message.channel === 'letter' ? 'outbox:letter.done' : 'outbox:call.done')}
          </Button>
        </ActForm>
      )}
      {composed && demo && <DemoText text={message.channel === 'sms' ? composed.sms : composed.text} />}
      {!composed && <p class="note">{t('outbox:hidden')}</p>}
    </Page>
  );
}

function useFacts({ message, to: name, sent, reach }: Seen): SummaryRow[] {
  const { t } = useFrame();
  const when = useWhen();
  const contact = { sms: reach.phone, call: reach.phone, email: reach.email, letter: reach.address };
  const facts: [string, SummaryRow['value'] | null | undefined][] = [
    [t('outbox:label.to'), name ?? t('outbox:nobody')],
    [t('outbox:label.way'), t(`outbox:way.${message.channel ?? 'none'}`)],
    [t('outbox:label.contact'), message.channel ? contact[message.channel] : null],
    [t('outbox:label.state'), <State show={showOf(message)} />],
    [t('outbox:label.problem'), message.problem && t(`outbox:problem.${message.problem}`)],
    [t('outbox:label.attempts'), message.attempts > 0 ? t('outbox:attempts', { count: message.attempts }) : null],
    [t('outbox:label.made'), when(message.created)],
    [t('outbox:label.sent'), sent && when(sent)],
  ];
  return facts.flatMap(([label, value]) => (value ? [{ label, value }] : []));
}

function Letter({ seen: { composed, to: name, reach }, now }: { seen: Seen; now: Instant }) {
  const { t, language } = useFrame();
  if (!composed) return null;
  const { sender } = composed;
  return (
    <Section title={t('outbox:letter.title')} aside={<PrintButton>{t('outbox:letter.print')}</PrintButton>}>
      <PrintSheet
        to={[name, ...(reach.address ?? '').split('\n')]}
        from={[sender.name, ...(sender.postalAddress ?? '').split('\n')]}
        dated={sayDay(dayOf(now, ZONE), language, { weekday: false, year: 'always' })}
        title={composed.subject}
      >
        <Paragraphs text={composed.text} />
      </PrintSheet>
    </Section>
  );
}

function ToSay({ title, text }: { title: string; text: string }) {
  const { t } = useFrame();
  return (
    <Section title={title}>
      <Prose>
        <Paragraphs text={text} />
      </Prose>
      <p class="note">{t('outbox:call.hint')}</p>
    </Section>
  );
}

function DemoText({ text }: { text: string }) {
  const { t } = useFrame();
  return (
    <Section title={t('outbox:demo.title')}>
      <p class="note">{t('outbox:demo.text')}</p>
      <Prose>
        <Paragraphs text={text} />
      </Prose>
    </Section>
  );
}

/** Lines as they were written; an address of ours can be followed. */
function Paragraphs({ text }: { text: string }) {
  return (
    <>
      {text.split('\n\n').map((paragraph, at) => (
        <p key={at}>
          {paragraph.split(/(\n|https?:\/\/\S+)/).map((part, place) => {
            if (part === '\n') return <br key={place} />;
            return /^https?:/.test(part) ? (
              <a key={place} class="ds-link" href={part}>
                {part}
              </a>
            ) : (
              part
            );
          })}
        </p>
      ))}
    </>
  );
}
