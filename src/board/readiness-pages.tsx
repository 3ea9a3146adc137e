import { languageName, languages } from '../lib/language.ts';
import { sayList } from '../lib/say.ts';
import { Button, Checkbox, Checkboxes, EmptyState, type Errors, type Typed, Field, Form, Page, Table, useFrame } from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import { kinds } from './forms.ts';
import { sayWhen } from './say.ts';
import { slots } from './words.ts';

export type ReadinessRow = {
  person: string;
  name: string;
  said: { slots: string[]; most: number } | null;
  /** she may be asked and it be noted here */ isOwn: boolean;
};

export function ReadinessListPage({ rows }: { rows: readonly ReadinessRow[] }) {
  const { t, language } = useFrame();
  return (
    <Page title={t('board:ready.title')} lead={t('board:ready.lead')} back={{ href: urls.drafts, label: t('board:title') }}>
      <Table
        caption={t('board:ready.title')}
        rows={rows}
        columns={[
          {
            head: t('board:ready.name'),
            cell: (row) =>
              row.isOwn ? (
                <a class="ds-link" href={to(urls.readiness, { leader: row.person })}>
                  {row.name}
                </a>
              ) : (
                row.name
              ),
          },
          {
            head: t('board:ready.when'),
            cell: (row) =>
              row.said?.slots.length
                ? sayList(
                    row.said.slots.map((slot) => sayWhen(t, slot)),
                    language,
                  )
                : t('board:ready.unsaid'),
          },
          { head: t('board:ready.groups'), cell: (row) => (row.said ? String(row.said.most) : t('board:ready.unsaid')) },
        ]}
        empty={<EmptyState title={t('board:ready.none')}>{t('board:ready.none-how')}</EmptyState>}
      />
    </Page>
  );
}

export function ReadinessPage({ person, name, values, errors = {} }: { person: string; name: string; values: Typed; errors?: Errors }) {
  const { t } = useFrame();
  return (
    <Page
      title={name}
      over={t('board:ready.title')}
      back={{ href: urls.readinessList, label: t('board:ready.title') }}
      slip={Object.keys(errors).length > 0}
    >
      <Form action={to(urls.readiness, { leader: person })} values={values} errors={errors}>
        <Checkboxes
          inline
          name="slots"
          legend={t('board:ready.slots')}
          help={t('board:ready.slots-help')}
          optional
          options={slots.map((value) => ({ value, label: sayWhen(t, value) }))}
        />
        <Checkboxes
          inline
          name="kinds"
          legend={t('board:ready.kinds')}
          help={t('board:ready.kinds-help')}
          optional
          options={kinds.map((value) => ({ value, label: t(`groups:kind.${value}`) }))}
        />
        <Checkboxes
          inline
          name="languages"
          legend={t('board:ready.languages')}
          optional
          options={languages.filter((one) => one !== 'nn').map((value) => ({ value, label: languageName(value) }))}
        />
        <Field name="postcode" label={t('board:ready.postcode')} width="short" digits optional />
        <Field name="max_km" label={t('board:ready.max-km')} width="short" digits unit="km" optional />
        <Checkbox name="digital" label={t('board:ready.digital')} />
        <Field name="max_groups" label={t('board:ready.groups')} type="number" width="short" />
        <Button>{t('board:ready.save')}</Button>
      </Form>
    </Page>
  );
}
