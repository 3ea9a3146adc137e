import {
  Actions,
  Alert,
  Button,
  Checkboxes,
  ClockField,
  DayField,
  type Errors,
  Form,
  LinkButton,
  Page,
  Radios,
  Select,
  type Typed,
  useFrame,
  Details,
} from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import { type Outcome, outcomes } from './enquiry.ts';

export type Venue = { id: string; name: string; digital: boolean };
type FormPage = { id: string; name: string; values: Typed; errors?: Errors };

/** A day, a time and a way to talk: the person gets an invitation with a file for the calendar. */
export function BookPage({
  id,
  name,
  values,
  errors = {},
  venues,
  when,
  isMoved,
}: FormPage & { venues: readonly Venue[]; /** when the person can, as she said */ when: string; isMoved: boolean }) {
  const { t } = useFrame();
  const back = to(urls.enquiry, { enquiry: id });
  const digital = venues.filter((one) => one.digital);
  const rooms = venues.filter((one) => !one.digital);
  const ways = [
    { value: 'phone', label: t('intake:book.way.phone'), help: t('intake:book.way.phone-help') },
    {
      value: 'in-person',
      label: t('intake:book.way.in-person'),
      help: rooms.length === 0 ? t('intake:book.no-room') : undefined,
      disabled: rooms.length === 0,
    },
    {
      value: 'video',
      label: t('intake:book.way.video'),
      help: digital.length === 0 ? t('intake:book.no-digital') : undefined,
      disabled: digital.length === 0,
    },
  ];
  const option = ({ id: value, name: label }: Venue) => ({ value, label });
  return (
    <Page
      title={t(isMoved ? 'intake:book.title-move' : 'intake:book.title', { name })}
      lead={t('intake:book.lead')}
      back={{ href: back, label: name }}
      slip={Object.keys(errors).length > 0}
    >
      {when && <p>{t('intake:book.can', { when })}</p>}
      <Form
        action={to(urls.interviewBook, { enquiry: id })}
        values={values}
        errors={errors}
        hidden={{ booked: String(values['booked'] ?? '') }}
      >
        <DayField name="day" label={t('intake:book.day')} />
        <ClockField name="clock" label={t('intake:book.clock')} />
        <Select
          name="minutes"
          label={t('intake:book.minutes')}
          empty={false}
          options={['15', '30', '45', '60'].map((value) => ({ value, label: t('intake:talk.minutes', { minutes: value }) }))}
        />
        <Radios name="how" legend={t('intake:book.how')} options={ways} />
        {venues.length > 0 && (
          <Select
            name="venue"
            label={t('intake:book.venue')}
            help={t('intake:book.venue-help')}
            optional
            options={[
              { label: t('intake:book.rooms'), options: rooms.map(option) },
              { label: t('intake:book.digital'), options: digital.map(option) },
            ].filter((group) => group.options.length > 0)}
          />
        )}
        <Actions>
          <Button>{t(isMoved ? 'intake:book.move' : 'intake:book.send')}</Button>
          <LinkButton tone="quiet" href={back}>
            {t('ui:cancel')}
          </LinkButton>
        </Actions>
      </Form>
    </Page>
  );
}

/** The guide beside the telephone: what was talked through is ticked. There is nowhere to write an answer. */
export function GuidePage({
  id,
  name,
  values,
  errors = {},
  lines,
  interview,
}: FormPage & { lines: readonly string[]; interview: string | null }) {
  const { t } = useFrame();
  const back = to(urls.enquiry, { enquiry: id });
  return (
    <Page
      title={t('intake:guide.title', { name })}
      lead={t('intake:guide.lead')}
      back={{ href: back, label: name }}
      slip={Object.keys(errors).length > 0}
    >
      <Form long action={to(urls.interviewHold, { enquiry: id })} values={values} errors={errors} hidden={{ interview: interview ?? '' }}>
        <Checkboxes
          name="covered"
          legend={t('intake:guide.questions')}
          help={t('intake:guide.help')}
          options={lines.map((label, at) => ({ value: String(at), label }))}
        />
        <Actions>
          <Button>{t('intake:guide.done')}</Button>
          <LinkButton tone="quiet" href={back}>
            {t('intake:guide.not-yet')}
          </LinkButton>
        </Actions>
      </Form>
    </Page>
  );
}

/** Five outcomes, each with what follows from it. */
export function TriagePage({ id, name, values, errors = {}, was }: FormPage & { was: Outcome | null }) {
  const { t } = useFrame();
  const back = to(urls.enquiry, { enquiry: id });
  return (
    <Page
      title={t('intake:triage.title', { name })}
      lead={t('intake:triage.lead')}
      back={{ href: back, label: name }}
      slip={Object.keys(errors).length > 0}
    >
      {was && <Alert>{t('intake:triage.was', { outcome: t(`intake:outcome.${was}.label`) })}</Alert>}
      <Form action={to(urls.triage, { enquiry: id })} values={values} errors={errors} hidden={{ inForce: String(values['inForce'] ?? '') }}>
        <Radios
          name="outcome"
          legend={t('intake:triage.outcome')}
          options={outcomes.map((value) => ({ value, label: t(`intake:outcome.${value}.label`), help: t(`intake:outcome.${value}.help`) }))}
        />
        <DayField name="again" label={t('intake:triage.again')} help={t('intake:triage.again-help')} optional />
        <Details summary={t('intake:triage.why.title')}>
          <p>{t('intake:triage.why.text')}</p>
        </Details>
        <Actions>
          <Button>{t('intake:triage.save')}</Button>
          <LinkButton tone="quiet" href={back}>
            {t('ui:cancel')}
          </LinkButton>
        </Actions>
      </Form>
    </Page>
  );
}
