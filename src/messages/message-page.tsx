import { dayOf, type Instant } from '../lib/day.ts';
import type { Language } from '../lib/language.ts';
import { sayPhone } from '../lib/phone.ts';
import { sayDay } from '../lib/say.ts';
import {
  ActForm,
  Actions,
  Address,
  Alert,
  Button,
  type ButtonTone,
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
import type { Composed } from './compose.ts';
import { isByHand, type Seen, showOf } from './outbox.ts';
import type { Message } from './store.ts';
import { State, useWhen, ZONE } from './outbox-parts.tsx';

export function MessagePage({ seen, now, refused, demo }: { seen: Seen; now: Instant; refused?: string; demo: boolean }) {
  const { t } = useFrame();
  const { message, composed } = seen;
  const text = message.channel === 'sms' ? composed?.sms : composed?.text;
  return (
    <Page title={t(`outbox:kind.${message.kind}`)} back={{ href: urls.outbox, label: t('outbox:back') }} slip={refused !== undefined}>
      {refused && <Alert tone="danger">{refused}</Alert>}
      <div class="no-print">
        <SummaryList rows={useFacts(seen)} />
      </div>
      {isStuck(message) && <Act action={to(urls.outboxRetry, { message: message.id })}>{t('outbox:retry')}</Act>}
      {composed ? <ByHand seen={seen} composed={composed} now={now} /> : <p class="note">{t('outbox:hidden')}</p>}
      {text && demo && <DemoText text={text} language={seen.language} />}
    </Page>
  );
}

const isStuck = ({ state }: Message) => state === 'failed' || state === 'held';

function Act({ action, tone = 'primary', children }: { action: string; tone?: ButtonTone; children: string }) {
  return (
    <Actions>
      <ActForm action={action}>
        <Button tone={tone}>{children}</Button>
      </ActForm>
    </Actions>
  );
}

/** What a person does in place of the machine: prints and posts it, or says it. */
function ByHand({ seen, composed, now }: { seen: Seen; composed: Composed; now: Instant }) {
  const { t } = useFrame();
  const { message, language } = seen;
  const isLetter = message.channel === 'letter';
  const toDo = isByHand(message) && message.state !== 'done';
  const heading = t(isStuck(message) ? 'outbox:self' : 'outbox:call.title');
  return (
    <>
      {isLetter && <PrintButton>{t('outbox:letter.print')}</PrintButton>}
      {isLetter && <Letter seen={seen} composed={composed} now={now} />}
      {toDo && !isLetter && <ToSay title={heading} text={composed.spoken} language={language} />}
      {toDo && (
        <Act action={to(urls.outboxDone, { message: message.id })} tone={isStuck(message) ? 'secondary' : 'primary'}>
          {t(isLetter ? 'outbox:letter.done' : 'outbox:call.done')}
        </Act>
      )}
    </>
  );
}

function useFacts({ message, to: name, sent, reach, country }: Seen): SummaryRow[] {
  const { t } = useFrame();
  const when = useWhen();
  const phone = reach.phone && <a href={`tel:${reach.phone}`}>{sayPhone(reach.phone, country)}</a>;
  const contact = {
    sms: phone,
    call: phone,
    email: reach.email,
    letter: reach.address && <Address lines={reach.address.split('\n')} />,
  };
  const facts: [string, SummaryRow['value'] | null | undefined][] = [
    [t('outbox:label.to'), name ?? t('outbox:nobody')],
    [t('outbox:label.way'), t(`outbox:way.${message.channel ?? 'none'}`)],
    [t('outbox:label.contact'), message.channel ? contact[message.channel] : null],
    [t('outbox:label.state'), <State show={showOf(message)} />],
    [t('outbox:label.problem'), message.problem && t(`outbox:problem.${message.problem}`)],
    [t('outbox:label.delivery'), message.delivery && t(`outbox:delivery.${message.delivery}`)],
    [t('outbox:label.attempts'), message.attempts > 0 ? t('outbox:attempts', { count: message.attempts }) : null],
    [t('outbox:label.made'), when(message.created)],
    [t('outbox:label.sent'), sent && when(sent)],
  ];
  return facts.flatMap(([label, value]) => (value ? [{ label, value }] : []));
}

/** Stands by itself, so that on paper the address is where the window of the envelope is. */
function Letter({ seen, composed, now }: { seen: Seen; composed: Composed; now: Instant }) {
  const { to: name, reach, language: read } = seen;
  const { sender } = composed;
  return (
    <PrintSheet
      to={[name, ...(reach.address ?? '').split('\n')]}
      from={[sender.name, ...(sender.postalAddress ?? '').split('\n')]}
      dated={sayDay(dayOf(now, ZONE), read, { weekday: false, year: 'always' })}
      title={<span lang={read}>{composed.subject}</span>}
    >
      <Paragraphs text={composed.text} language={read} />
    </PrintSheet>
  );
}

type Said = { text: string; language: Language };

function ToSay({ title, text, language }: Said & { title: string }) {
  const { t } = useFrame();
  return (
    <Section title={title}>
      <Prose>
        <Paragraphs text={text} language={language} />
        <p class="note">{t('outbox:call.hint')}</p>
      </Prose>
    </Section>
  );
}

function DemoText({ text, language }: Said) {
  const { t } = useFrame();
  return (
    <Section title={t('outbox:demo.title')}>
      <Prose>
        <p class="note">{t('outbox:demo.text')}</p>
        <Paragraphs text={text} language={language} />
      </Prose>
    </Section>
  );
}

/** Lines as they were written; an address of ours can be followed. */
function Paragraphs({ text, language }: Said) {
  return (
    <>
      {text.split('\n\n').map((paragraph, at) => (
        <p key={at} lang={language}>
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
