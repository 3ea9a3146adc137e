/** The pledge: read and signed in the page, registered from paper, or printed. */
import type { Refusal } from '../lib/refusal.ts';
import { to, urls } from '../urls.ts';
import { languageName, type Language } from '../lib/language.ts';
import { Alert, Button, Checkbox, Form, Page, Prose, Radios, useFrame } from '../ui/index.ts';
import { type Asked, useErrors } from './life-pages.tsx';
import type { PledgeText } from './pledge.ts';
import type { SaidReason } from './words.ts';

export type Reading = {
  text: PledgeText | undefined;
  signed: boolean;
  /** a coordinator reads what others sign */
  readOnly: boolean;
  action: string;
  back?: string;
  refusal?: Refusal<SaidReason>;
  slips?: Record<string, string>;
};

export function PledgePage({ text, signed, readOnly, action, back, ...asked }: Reading) {
  const { t } = useFrame();
  const errors = useErrors(asked);
  return (
    <Page
      title={t('groups:pledge.title')}
      lead={t('groups:pledge.lead')}
      size="large"
      back={back ? { href: back } : undefined}
      slip={Object.keys(errors).length > 0}
    >
      {signed && <Alert tone="success">{t('groups:pledge.signed')}</Alert>}
      {text ? <PledgeLines text={text} /> : <Alert tone="warning">{t('groups:pledge.none')}</Alert>}
      {text && !signed && !readOnly && (
        <Form action={action} hidden={{ text: text.id }} errors={errors}>
          <Checkbox name="promise" label={t('groups:pledge.promise')} />
          <Button>{t('groups:pledge.act')}</Button>
        </Form>
      )}
    </Page>
  );
}

function PledgeLines({ text }: { text: PledgeText }) {
  return (
    <Prose>
      <blockquote class="pledge">
        {text.lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </blockquote>
    </Prose>
  );
}

/** Signed on paper: which text, and whose. */
export function PaperPage({ name, person, texts, ...asked }: Asked & { name: string; person: string; texts: readonly PledgeText[] }) {
  const { t } = useFrame();
  const at = { group: asked.group.id };
  const options = texts.map(({ id, language }) => ({ value: id, label: languageName(language as Language) }));
  return (
    <Page
      title={t('groups:paper.title', { name })}
      over={asked.group.name}
      lead={t('groups:paper.lead')}
      back={{ href: to(urls.group, at) }}
      slip={asked.typed !== undefined}
    >
      <Form action={to(urls.pledgePaper, at)} hidden={{ person }} values={asked.typed ?? { text: texts[0]?.id }} errors={useErrors(asked)}>
        <Radios name="text" legend={t('groups:paper.language')} options={options} />
        <Button>{t('groups:paper.act')}</Button>
      </Form>
    </Page>
  );
}
