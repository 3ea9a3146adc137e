/** The form a group is made with: the rules of the model, the place and time, and people from the waiting list. */
import type { Typed } from '../lib/forms.ts';
import { languageName, languages } from '../lib/language.ts';
import { urls } from '../urls.ts';
import { Alert, Button, Checkboxes, ClockField, DayField, Field, Fieldset, Form, Page, Radios, Select, useFrame } from '../ui/index.ts';
import type { Broken, Model } from './composing.ts';
import { kinds, rhythms } from './forms.ts';
import { PeoplePicker } from './people-picker.tsx';
import type { Venue } from './store.ts';
import type { Waiting } from './waiting.ts';
import { type SaidReason, sayBroken } from './words.ts';

export type Names = ReadonlyMap<string, string>;
export type Choices = {
  models: readonly Model[];
  venues: readonly Venue[];
  chapters: readonly { id: string; name: string }[];
  facilitators: readonly string[];
  waiting: readonly Waiting[];
  names: Names;
};
type Slipped = { typed?: Typed; slips?: Record<string, string>; broken?: readonly Broken<SaidReason>[] };

export function ComposePage({ choices, typed = {}, slips = {}, broken = [] }: { choices: Choices } & Slipped) {
  const { t } = useFrame();
  const option = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });
  return (
    <Page
      title={t('groups:compose.title')}
      lead={t('groups:compose.lead')}
      back={{ href: urls.groups, label: t('groups:all') }}
      slip={broken.length > 0 || Object.keys(slips).length > 0}
    >
      <BrokenRules broken={broken} names={choices.names} />
      <Form long action={urls.groupNew} values={typed} errors={slips}>
        <Fieldset legend={t('groups:compose.kind-of')}>
          <Select
            name="model"
            label={t('groups:compose.model')}
            options={choices.models.map((model) => ({ value: model.id, label: useModelLine(model) }))}
          />
          <Field name="name" label={t('groups:compose.name')} help={t('groups:compose.name-help')} max={60} />
          <Radios
            name="kind"
            legend={t('groups:compose.who-for')}
            options={kinds.map((value) => ({ value, label: t(`groups:kind.${value}`) }))}
          />
          <Select
            name="language"
            label={t('groups:compose.language')}
            options={languages.map((value) => ({ value, label: languageName(value) }))}
          />
          <Field name="size" type="number" width="short" label={t('groups:compose.size')} help={t('groups:compose.size-help')} />
        </Fieldset>
        <Fieldset legend={t('groups:compose.when-where')}>
          {choices.chapters.length > 0 && (
            <Select name="chapter" label={t('groups:compose.chapter')} options={choices.chapters.map(option)} optional />
          )}
          <Select
            name="venue"
            label={t('groups:compose.venue')}
            options={choices.venues.map((venue) => ({ value: venue.id, label: [venue.name, venue.place].filter(Boolean).join(', ') }))}
            optional
          />
          <DayField name="first_on" label={t('groups:compose.first-on')} />
          <ClockField name="first_at" label={t('groups:compose.first-at')} />
          <Select
            name="rhythm"
            label={t('groups:compose.rhythm')}
            options={rhythms.map((value) => ({ value, label: t(`groups:rhythm.${value}`) }))}
          />
        </Fieldset>
        {choices.facilitators.length > 0 && (
          <Checkboxes
            name="facilitators"
            legend={t('groups:facilitators.title')}
            help={t('groups:compose.facilitators-help')}
            options={choices.facilitators.map((id) => ({ value: id, label: choices.names.get(id) ?? '' }))}
            optional
          />
        )}
        <PeoplePicker choices={choices} action={urls.groupNew} typed={typed} />
        <Button name="act" value="compose">
          {t('groups:compose.act')}
        </Button>
      </Form>
    </Page>
  );
}

function useModelLine({ name, sizeMin, sizeMax, accompaniedMax }: Model): string {
  const { t } = useFrame();
  const line = { name, min: sizeMin, max: sizeMax };
  return accompaniedMax === null ? t('groups:model-standing', line) : t('groups:model-line', { ...line, count: accompaniedMax });
}

/** Every rule that says no, each with those it concerns. */
export function BrokenRules({ broken, names }: { broken: readonly Broken<SaidReason>[]; names: Names }) {
  const { t } = useFrame();
  if (broken.length === 0) return null;
  return (
    <Alert tone="danger" title={t('groups:compose.broken')} live>
      <ul class="ds-list">
        {broken.map((one) => (
          <li key={one.reason}>{sayBroken(t, one, (person) => names.get(person) ?? '')}</li>
        ))}
      </ul>
    </Alert>
  );
}

export function Hints({ hints, names }: { hints: readonly Broken<SaidReason>[]; names: Names }) {
  const { t } = useFrame();
  if (hints.length === 0) return null;
  return (
    <Alert tone="info" title={t('groups:hints')}>
      <ul class="ds-list">
        {hints.map((one) => (
          <li key={one.reason}>{sayBroken(t, one, (person) => names.get(person) ?? '')}</li>
        ))}
      </ul>
    </Alert>
  );
}
