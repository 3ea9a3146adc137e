import { languageName, languages } from '../lib/language.ts';
import type { Slips, Typed } from '../lib/forms.ts';
import { Button, Checkboxes, errorsOf, Field, Fieldset, Form, Page, Radios, useFrame } from '../ui/index.ts';
import { urls } from '../urls.ts';

/** The first page of an empty house: which association, and who answers for it. */
export function FoundingPage({ typed = {}, slips = {} }: { typed?: Typed; slips?: Slips }) {
  const { t } = useFrame();
  return (
    <Page title={t('house:founding.title')} lead={t('house:founding.lead')} slip={Object.keys(slips).length > 0}>
      <Form action={urls.firstRun} values={typed} errors={errorsOf(t, slips, 'house')}>
        <Field name="code" label={t('house:founding.code')} help={t('house:founding.code-help')} width="half" autocomplete="off" digits />
        <Fieldset legend={t('house:founding.association')}>
          <Field name="name" label={t('house:association.name')} />
          <Field name="slug" label={t('house:association.slug')} help={t('house:association.slug-help')} width="half" />
          <Radios
            name="country"
            legend={t('house:association.country')}
            inline
            options={(['NO', 'DK'] as const).map((value) => ({ value, label: t(`house:country.${value}`) }))}
          />
          <Checkboxes
            name="languages"
            legend={t('house:association.languages')}
            help={t('house:association.languages-help')}
            options={languages.map((value) => ({ value, label: languageName(value) }))}
          />
          <Field name="senderName" label={t('house:association.sender')} help={t('house:association.sender-help')} width="half" />
        </Fieldset>
        <Fieldset legend={t('house:founding.you')} help={t('house:founding.you-help')}>
          <Field name="called" label={t('house:person.called')} width="half" autocomplete="given-name" />
          <Field name="fullName" label={t('house:person.full-name')} autocomplete="name" />
          <Field name="email" type="email" label={t('house:person.email')} optional autocomplete="email" />
          <Field name="phone" type="tel" label={t('house:person.phone')} optional width="half" autocomplete="tel" />
        </Fieldset>
        <Button>{t('house:founding.act')}</Button>
      </Form>
    </Page>
  );
}
