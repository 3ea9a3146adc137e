import type { Clock, Day } from '../lib/day.ts';
import { sayDate, sayDayTime } from '../lib/say.ts';
import {
  Actions,
  ActForm,
  Alert,
  Button,
  Card,
  LinkButton,
  Page,
  Section,
  type StateTone,
  SummaryList,
  type SummaryRow,
  Tag,
  useFrame,
} from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import type { CameBy, Outcome, Stage, Wants, WayToTalk } from './enquiry.ts';

export type TalkLine = {
  id: string;
  day: Day;
  clock: Clock;
  minutes: number;
  how: WayToTalk;
  by: string | null;
  state: 'booked' | 'held' | 'cancelled' | 'unfit';
};
export type EnquiryPageProps = {
  id: string;
  name: string | null;
  wants: Wants;
  cameBy: CameBy;
  stage: Stage;
  receivedOn: Day;
  today: Day;
  chapter: string | null;
  reach: readonly SummaryRow[];
  details: readonly SummaryRow[];
  talks: readonly TalkLine[];
  outcome: { outcome: Outcome; by: string | null; againOn: Day | null } | null;
  mayTriage: boolean;
  mayAnswer: boolean;
  /** others who can be reached in the same way, as the coordinator sees them */
  alike: readonly { id: string; name: string }[];
  refusal?: string;
};

const tones: Record<Stage, StateTone> = {
  new: 'warning',
  booked: 'info',
  talked: 'warning',
  waiting: 'success',
  first: 'info',
  later: 'neutral',
  placed: 'success',
  finished: 'neutral',
  withdrawn: 'neutral',
};

/** One enquiry: who, where it stands, the next thing to do; what was told below. */
export function EnquiryPage(props: EnquiryPageProps) {
  const { t, language } = useFrame();
  const { id, name, wants, stage, receivedOn, today, chapter, refusal } = props;
  const day = sayDate(receivedOn, language, { today });
  return (
    <Page
      title={name ?? t('intake:inbox.erased')}
      over={t(`intake:wants.${wants}`)}
      back={{ href: urls.inbox, label: t('intake:inbox.title') }}
      slip={Boolean(refusal)}
    >
      {refusal && (
        <Alert tone="danger" live>
          {refusal}
        </Alert>
      )}
      <p>
        <Tag tone={tones[stage]}>{t(`intake:stage.${stage}`)}</Tag>
      </p>
      <p>{[t(`intake:enquiry.came.${props.cameBy}`, { day }), chapter].filter(Boolean).join(' · ')}</p>
      {props.alike.length > 0 && (
        <Alert tone="warning" title={t('intake:enquiry.alike')}>
          <ul>
            {props.alike.map((one) => (
              <li key={one.id}>
                <a class="ds-link" href={to(urls.enquiry, { enquiry: one.id })}>
                  {one.name}
                </a>
              </li>
            ))}
          </ul>
        </Alert>
      )}
      <Next {...props} />
      {props.reach.length > 0 && (
        <Section
          title={t('intake:enquiry.reach')}
          aside={
            stage !== 'withdrawn' && (
              <a class="ds-link" href={to(urls.enquiryDetails, { enquiry: id })}>
                {t('ui:change')}
              </a>
            )
          }
        >
          <SummaryList rows={props.reach} />
        </Section>
      )}
      <Section title={t('intake:enquiry.details')}>
        {props.details.length > 0 ? <SummaryList rows={props.details} /> : <p>{t('intake:enquiry.nothing-told')}</p>}
        {props.wants === 'group' && props.name && (
          <p>
            <a class="ds-link" href={to(urls.enquiryCompany, { enquiry: id })}>
              {t('intake:company.title')}
            </a>
          </p>
        )}
      </Section>
    </Page>
  );
}

/** Where the talk and the triage stand, and the acts that follow. */
function Next({ id, wants, stage, today, talks, outcome, mayTriage, mayAnswer }: EnquiryPageProps) {
  const { t, language } = useFrame();
  const booked = talks.find((one) => one.state === 'booked');
  const now = stage === 'new' && wants !== 'group' ? 'answer' : stage;
  const canBook = ['new', 'booked', 'talked', 'first', 'later'].includes(stage);
  return (
    <Card tone="tinted" level={2} title={t('intake:enquiry.next')}>
      {talks.map((talk) => (
        <p key={talk.id}>
          {t(`intake:enquiry.talk.${talk.state}`, {
            when: sayDayTime(talk.day, talk.clock, language, { today }),
            how: t(`intake:talk.way.${talk.how}`),
            by: talk.by ?? t('intake:enquiry.someone'),
          })}
        </p>
      ))}
      {outcome && (
        <p>
          {t(`intake:outcome.${outcome.outcome}.was`, {
            by: outcome.by ?? t('intake:enquiry.someone'),
            day: outcome.againOn ? sayDate(outcome.againOn, language, { today }) : '',
          })}
        </p>
      )}
      <p>{t(`intake:enquiry.now.${now}`)}</p>
      <Actions>
        {booked && <LinkButton href={to(urls.interviewHold, { enquiry: id })}>{t('intake:enquiry.act.guide')}</LinkButton>}
        {canBook && !booked && (
          <LinkButton tone={stage === 'new' ? 'primary' : 'secondary'} href={to(urls.interviewBook, { enquiry: id })}>
            {t('intake:enquiry.act.book')}
          </LinkButton>
        )}
        {mayTriage && stage !== 'new' && stage !== 'booked' && (
          <LinkButton tone={stage === 'talked' ? 'primary' : 'secondary'} href={to(urls.triage, { enquiry: id })}>
            {t(outcome ? 'intake:enquiry.act.triage-again' : 'intake:enquiry.act.triage')}
          </LinkButton>
        )}
        {!booked && canBook && stage !== 'talked' && (
          <LinkButton tone="quiet" href={to(urls.interviewHold, { enquiry: id })}>
            {t('intake:enquiry.act.talked')}
          </LinkButton>
        )}
        {booked && (
          <LinkButton tone="secondary" href={to(urls.interviewBook, { enquiry: id })}>
            {t('intake:enquiry.act.move')}
          </LinkButton>
        )}
        {booked && (
          <ActForm action={to(urls.interviewCancel, { enquiry: id })} hidden={{ interview: booked.id }}>
            <Button tone="quiet">{t('intake:enquiry.act.cancel')}</Button>
          </ActForm>
        )}
        {mayAnswer && (
          <ActForm action={to(urls.enquiryAnswered, { enquiry: id })}>
            <Button tone={wants === 'group' ? 'quiet' : 'secondary'}>
              {t(wants === 'group' ? 'intake:enquiry.act.finish' : 'intake:enquiry.act.answered')}
            </Button>
          </ActForm>
        )}
      </Actions>
    </Card>
  );
}
