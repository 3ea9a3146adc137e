import { type Language, languageName, type Words } from '../lib/language.ts';
import { Alert, Button, errorsOf, Field, Fieldset, Form, Section, SummaryList, useFrame } from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import { RoomPage, type Shown } from './house-pages.tsx';
import { ownWords, wordForms } from './settings.ts';
import { type TextKind, textKinds } from './texts.ts';

export function TextsPage({ languages }: { languages: readonly Language[] }) {
  const { t } = useFrame();
  return (
    <RoomPage title={t('house:room.texts.title')} lead={t('house:room.texts.text')} back={{ href: urls.house, label: t('house:back') }}>
      {languages.map((language) => (
        <Section key={language} title={languageName(language)}>
          <SummaryList
            rows={[
              ...textKinds.map((kind) => ({
                label: t(`house:text.${kind}.title`),
                value: t(`house:text.${kind}.about`),
                change: { href: to(urls.text, { kind, language }), about: t(`house:text.${kind}.title`) },
              })),
              {
                label: t('house:words.title'),
                value: t('house:words.about'),
                change: { href: to(urls.words, { language }), about: t('house:words.title') },
              },
            ]}
          />
        </Section>
      ))}
    </RoomPage>
  );
}

export function TextPage({
  kind,
  language,
  version,
  signed,
  typed,
  slips,
}: Shown & { kind: TextKind; language: Language; version: number; signed: boolean }) {
  const { t } = useFrame();
  return (
    <RoomPage
      title={t(`house:text.${kind}.title`)}
      lead={t('house:text.lead', { language: languageName(language), version })}
      back={{ href: urls.texts, label: t('house:room.texts.title') }}
      slips={slips}
    >
      {signed && (
        <Alert tone="info" title={t('house:text.re-sign')}>
          {t('house:text.re-sign-text')}
        </Alert>
      )}
      <Form long action={to(urls.text, { kind, language })} values={typed} errors={errorsOf(t, slips, 'house')}>
        <Field name="lines" type="textarea" rows={12} label={t('house:text.lines')} help={t('house:text.lines-help')} />
        <Button>{t('house:text.save')}</Button>
      </Form>
    </RoomPage>
  );
}

export function WordsPage({ language, usual, typed, slips }: Shown & { language: Language; usual: Words }) {
  const { t } = useFrame();
  return (
    <RoomPage
      title={t('house:words.title')}
      lead={t('house:words.lead', { language: languageName(language) })}
      back={{ href: urls.texts, label: t('house:room.texts.title') }}
      slips={slips}
    >
      <Form long action={to(urls.words, { language })} values={typed} errors={errorsOf(t, slips, 'house')}>
        {ownWords.map((word) => (
          <Fieldset key={word} legend={(usual[word] as Record<string, string>)['one'] ?? word}>
            {wordForms.map((one) => (
              <Field
                key={one}
                name={`${word}.${one}`}
                label={t(`house:words.${one}`)}
                help={t('house:words.usual', { word: (usual[word] as Record<string, string>)[one] ?? '' })}
                width="half"
                optional
              />
            ))}
          </Fieldset>
        ))}
        <Button>{t('house:save')}</Button>
      </Form>
    </RoomPage>
  );
}
