/** While a group forms: more people in line, asking them, and who leads it. */
import type { Day } from '../lib/day.ts';
import { sayDate } from '../lib/say.ts';
import { to, urls } from '../urls.ts';
import { ActForm, Button, DayField, Field, Form, Page, Radios, Section, Select, SummaryList, useFrame } from '../ui/index.ts';
import { BrokenRules, type Choices, Hints, type Names } from './compose-page.tsx';
import type { Broken } from './composing.ts';
import { type Asked, useErrors } from './life-pages.tsx';
import { PeoplePicker } from './people-picker.tsx';
import type { GroupView } from './view.ts';
import type { SaidReason } from './words.ts';

export function PlacePage({
  group,
  choices,
  typed,
  slips = {},
  broken = [],
}: Asked & { choices: Pick<Choices, 'waiting' | 'names'>; broken?: readonly Broken<SaidReason>[] }) {
  const { t } = useFrame();
  const at = { group: group.id };
  return (
    <Page
      title={t('groups:place.title')}
      over={group.name}
      back={{ href: to(urls.group, at) }}
      slip={broken.length > 0 || Object.keys(slips).length > 0}
    >
      <BrokenRules broken={broken} names={choices.names} />
      <Form action={to(urls.groupPlace, at)} values={typed} errors={slips}>
        <PeoplePicker choices={choices} action={to(urls.groupPlace, at)} typed={typed} />
        {choices.waiting.length > 0 && (
          <Button name="act" value="place">
            {t('groups:place.act')}
          </Button>
        )}
      </Form>
    </Page>
  );
}

export function InvitePage({
  inLine,
  usual,
  hints,
  names,
  ...asked
}: Asked & { inLine: number; usual: number; hints: readonly Broken<SaidReason>[]; names: Names }) {
  const { t } = useFrame();
  const at = { group: asked.group.id };
  return (
    <Page
      title={t('groups:invite.title')}
      over={asked.group.name}
      lead={t('groups:invite.lead', { count: inLine })}
      back={{ href: to(urls.group, at) }}
      slip={asked.typed !== undefined}
    >
      <Hints hints={hints} names={names} />
      <Form action={to(urls.groupInvite, at)} values={asked.typed ?? { at_once: usual }} errors={useErrors(asked)}>
        <Field
          name="at_once"
          type="number"
          width="short"
          label={t('groups:invite.at-once')}
          help={t('groups:invite.help', { count: asked.group.sizeMax })}
        />
        <Button>{t('groups:invite.act')}</Button>
      </Form>
    </Page>
  );
}

export function FacilitatorsPage({
  view,
  people,
  declined,
  ...asked
}: Asked & {
  view: GroupView;
  people: readonly { id: string; called: string }[];
  /** asked before, and said no */
  declined: readonly { called: string; on: Day }[];
}) {
  const { t, language } = useFrame();
  const at = { group: asked.group.id };
  return (
    <Page
      title={t('groups:facilitators.change')}
      over={asked.group.name}
      back={{ href: to(urls.group, at) }}
      slip={asked.typed !== undefined}
    >
      <SummaryList
        rows={view.facilitators.map((one) => ({
          label: one.called,
          value: (
            <ActForm action={to(urls.facilitatorEnd, { ...at, facilitator: one.id })}>
              <Button small tone="quiet" label={t('groups:facilitators.end-for', { name: one.called })}>
                {t('groups:facilitators.end')}
              </Button>
            </ActForm>
          ),
        }))}
      />
      {declined.map(({ called, on }) => (
        <p key={called}>{t('groups:facilitators.declined', { name: called, day: sayDate(on, language, { today: view.today }) })}</p>
      ))}
      <Section title={t('groups:facilitators.name')}>
        <Form action={to(urls.groupFacilitators, at)} values={asked.typed ?? { part: 'facilitator' }} errors={useErrors(asked)}>
          <Select
            name="person"
            label={t('groups:facilitators.who')}
            options={people.map(({ id, called }) => ({ value: id, label: called }))}
          />
          <Radios
            name="part"
            legend={t('groups:facilitators.part')}
            options={(['facilitator', 'guest'] as const).map((value) => ({
              value,
              label: t(`groups:facilitators.as-${value}`),
              help: t(`groups:facilitators.as-${value}-help`),
            }))}
          />
          <DayField name="until" label={t('groups:facilitators.until-day')} optional />
          <Button>{t('groups:facilitators.act')}</Button>
        </Form>
      </Section>
    </Page>
  );
}
