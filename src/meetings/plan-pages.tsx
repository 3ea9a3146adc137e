/** Planning: the plain form, the days it gives before anything is stored, and the pause. */
import type { Group } from '../groups/index.ts';
import type { Day } from '../lib/day.ts';
import { monthNames, sayDate } from '../lib/say.ts';
import { to, urls } from '../urls.ts';
import {
  ActForm,
  Actions,
  Alert,
  Button,
  Checkboxes,
  ClockField,
  DayField,
  Details,
  Field,
  Form,
  Page,
  Radios,
  Section,
  useFrame,
} from '../ui/index.ts';
import { type Asked, isSlip, useErrors } from './asked.tsx';
import { months } from './forms.ts';
import { often } from './plan-actions.ts';
import type { Occurrence, Pause, Series } from './recurrence.ts';
import { sayRecurrence } from './say-recurrence.ts';
import type { Plan } from './store.ts';
import { sayWhen } from './words.ts';

/** How long meetings may be, in minutes. */
export type Lengths = { most: number; first: number };
export type PlanProps = Asked & {
  group: Group;
  lengths: Lengths;
  /** the plan that is changed; null: there is none yet */
  plan: Plan | null;
  /** the very first meeting is still to come */
  isFirst: boolean;
  drawn?: { series: Series; days: Occurrence[] } | undefined;
  today: Day;
};

export function PlanPage({ group, lengths, plan, isFirst, drawn, today, ...asked }: PlanProps) {
  const { t, language } = useFrame();
  const at = { group: group.id };
  return (
    <Page
      title={t(plan ? 'meetings:plan.change' : 'meetings:plan.title')}
      over={group.name}
      lead={plan ? t('meetings:plan.from-lead') : t('meetings:plan.lead')}
      back={{ href: to(plan ? urls.meetings : urls.group, at) }}
      slip={isSlip(asked)}
    >
      {plan && <Alert>{t('meetings:plan.now', { plan: sayRecurrence(plan, language, { today }) })}</Alert>}
      <Form action={to(urls.meetingsPlan, at)} values={asked.typed ?? startingValues(group, plan, lengths)} errors={useErrors(asked)}>
        {drawn && <Drawn {...drawn} today={today} />}
        <DayField name="starts_on" label={t(plan ? 'meetings:plan.from' : 'meetings:plan.first')} />
        <ClockField name="clock" label={t('meetings:plan.clock')} />
        <Field
          name="minutes"
          type="number"
          width="short"
          label={t('meetings:plan.minutes')}
          unit={t('meetings:plan.unit')}
          help={t('meetings:plan.most', { minutes: lengths.most })}
        />
        {isFirst && lengths.first > lengths.most && (
          <Field
            name="first_minutes"
            type="number"
            width="short"
            label={t('meetings:plan.first-minutes')}
            unit={t('meetings:plan.unit')}
            help={t('meetings:plan.most', { minutes: lengths.first })}
            optional
          />
        )}
        <Radios
          name="often"
          legend={t('meetings:plan.often')}
          options={often.map((value) => ({ value, label: t(`meetings:often.${value}.label`), help: t(`meetings:often.${value}.help`) }))}
        />
        <Details summary={t('meetings:plan.more')}>
          <Checkboxes
            name="not_in"
            legend={t('meetings:plan.not-in')}
            options={months.map((value, nth) => ({ value, label: monthNames(language)[nth]! }))}
            inline
            optional
          />
          <DayField name="until" label={t('meetings:plan.until')} optional />
        </Details>
        <Actions>
          <Button name="step" value="look" tone={drawn ? 'secondary' : 'primary'}>
            {t(drawn ? 'meetings:plan.look-again' : 'meetings:plan.look')}
          </Button>
        </Actions>
      </Form>
    </Page>
  );
}

/** The plan in words and its first days: what people will be told. */
function Drawn({ series, days, today }: { series: Series; days: readonly Occurrence[]; today: Day }) {
  const { t, language } = useFrame();
  return (
    <section class="card card-tinted" id="days">
      <div class="flow">
        <h2>{t('meetings:plan.days')}</h2>
        <p>
          <strong>{sayRecurrence(series, language, { today })}</strong>
        </p>
        <ol class="ds-list">
          {days.slice(0, 8).map((one) => (
            <li key={one.original}>{sayWhen(one, language, today, true)}</li>
          ))}
        </ol>
        {days.length > 8 && <p>{t('meetings:plan.and-on')}</p>}
        <Actions>
          <Button name="step" value="store">
            {t('meetings:plan.store')}
          </Button>
        </Actions>
      </div>
    </section>
  );
}

const oftenOf = { weekly: 'week', 'every-second-week': 'second-week', monthly: 'month', free: 'by-hand' } as const;

function startingValues(group: Group, plan: Plan | null, { most }: Lengths) {
  if (plan) return { clock: plan.clock, minutes: plan.minutes, often: oftenOf[group.rhythm] };
  return { starts_on: group.firstOn, clock: group.firstAt, minutes: Math.min(120, most), often: oftenOf[group.rhythm] };
}

export function PausePage({ group, pauses, ...asked }: Asked & { group: Group; pauses: readonly Pause[] }) {
  const { t, language } = useFrame();
  const at = { group: group.id };
  return (
    <Page
      title={t('meetings:pause.title')}
      over={group.name}
      lead={t('meetings:pause.lead')}
      back={{ href: to(urls.meetings, at) }}
      slip={isSlip(asked)}
    >
      <Form action={to(urls.pause, at)} values={asked.typed} errors={useErrors(asked)}>
        <DayField name="from" label={t('meetings:pause.from')} />
        <DayField name="to" label={t('meetings:pause.to')} help={t('meetings:pause.to-help')} />
        <Button>{t('meetings:pause.act')}</Button>
      </Form>
      {pauses.length > 0 && (
        <Section title={t('meetings:pause.now')}>
          {pauses.map((pause) => (
            <div class="row" key={pause.from}>
              <p>{t('meetings:pause.span', { from: sayDate(pause.from, language), to: sayDate(pause.to, language) })}</p>
              <ActForm action={to(urls.pauseEnd, at)} hidden={{ from: pause.from }}>
                <Button tone="secondary" small>
                  {t('meetings:pause.end')}
                </Button>
              </ActForm>
            </div>
          ))}
        </Section>
      )}
    </Page>
  );
}

export function AddPage({ group, plan, ...asked }: Asked & { group: Group; plan: Plan | null }) {
  const { t } = useFrame();
  const at = { group: group.id };
  const values = asked.typed ?? (plan ? { clock: plan.clock, minutes: plan.minutes } : {});
  return (
    <Page title={t('meetings:add.title')} over={group.name} back={{ href: to(urls.meetings, at) }} slip={isSlip(asked)}>
      <Form action={to(urls.meetingAdd, at)} values={values} errors={useErrors(asked)}>
        <TimeFields />
        <Button>{t('meetings:add.act')}</Button>
      </Form>
    </Page>
  );
}

/** Day, clock and length of one meeting. */
export function TimeFields() {
  const { t } = useFrame();
  return (
    <>
      <DayField name="day" label={t('meetings:plan.day')} />
      <ClockField name="clock" label={t('meetings:plan.clock')} />
      <Field name="minutes" type="number" width="short" label={t('meetings:plan.minutes')} unit={t('meetings:plan.unit')} />
    </>
  );
}
