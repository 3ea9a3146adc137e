import type { Group } from '../groups/index.ts';
import { sayDate } from '../lib/say.ts';
import { to, urls } from '../urls.ts';
import { Button, Field, Form, Page, Section, useFrame } from '../ui/index.ts';
import { type Asked, isSlip, useErrors } from './asked.tsx';
import type { Round } from './expectations.ts';

/** The questions to go round with, what was agreed, and, for those who run the meetings, where to write it. */
export function ExpectationsPage({
  group,
  rounds,
  questions,
  notes,
  ...asked
}: Asked & { group: Group; rounds: readonly Round[]; questions: readonly string[]; notes: boolean }) {
  const { t, language } = useFrame();
  const at = { group: group.id };
  return (
    <Page
      title={t('meetings:expectations.title')}
      over={group.name}
      lead={t('meetings:expectations.lead')}
      back={{ href: to(urls.group, at) }}
      size="large"
      slip={isSlip(asked)}
    >
      {rounds.map(({ round, heldOn, lines }) => (
        <Section key={round} title={t('meetings:expectations.round', { round, day: sayDate(heldOn, language, { year: 'always' }) })}>
          <ul class="ds-list">
            {lines.map((line, nth) => (
              <li key={nth}>{line}</li>
            ))}
          </ul>
        </Section>
      ))}
      {rounds.length === 0 && <p>{t('meetings:expectations.none')}</p>}
      <Section title={t('meetings:expectations.questions')}>
        <ol class="ds-list">
          {questions.map((question) => (
            <li key={question}>{question}</li>
          ))}
        </ol>
      </Section>
      {notes && (
        <Form action={to(urls.expectations, at)} values={asked.typed} errors={useErrors(asked)}>
          <Field
            name="lines"
            type="textarea"
            rows={6}
            label={t(rounds.length > 0 ? 'meetings:expectations.again' : 'meetings:expectations.lines')}
            help={t('meetings:expectations.lines-help')}
          />
          <Button>{t('meetings:expectations.act')}</Button>
        </Form>
      )}
    </Page>
  );
}
