import { type Day } from '../lib/day.ts';
import { sayDate, sayDayTime } from '../lib/say.ts';
import type { Clock } from '../lib/day.ts';
import type { Errors, Typed } from '../ui/index.ts';
import {
  Actions,
  ActForm,
  Alert,
  Button,
  Confirm,
  Facts,
  Form,
  LinkButton,
  Occasion,
  Page,
  Section,
  SummaryList,
  type SummaryRow,
  useFrame,
} from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import type { Stage, Wants, WayToTalk } from './enquiry.ts';
import { NumberLine } from '../interest/index.ts';
import { DetailFields, ReachByField, ReachFields } from './fields.tsx';
import { type Callable, CallLine } from './reach-rows.tsx';

export type TalkView = { day: Day; clock: Clock; minutes: number; how: WayToTalk; place: string[]; isUnfit: boolean; isOver: boolean };
export type FollowPageProps = {
  token: string;
  called: string;
  wants: Wants;
  stage: Stage;
  receivedOn: Day;
  today: Day;
  talk: TalkView | null;
  rows: readonly SummaryRow[];
  call: Callable | null;
  /** of those near who wish for the same; undefined where that says nothing, null where they are few */
  number: number | null | undefined;
};

/** Where it stands, in plain words, and the three things one can do about it. */
export function FollowPage({ token, called, wants, stage, receivedOn, today, talk, rows, call, number }: FollowPageProps) {
  const { t, language } = useFrame();
  const since = sayDate(receivedOn, language, { today });
  return (
    <Page title={t('intake:follow.title', { name: called })} size="large">
      {stage === 'booked' && talk ? (
        <Occasion over={t('intake:follow.booked.over')} title={sayDayTime(talk.day, talk.clock, language, { today })}>
          <TalkFacts talk={talk} />
        </Occasion>
      ) : (
        <section class="occasion">
          <p class="over">{t('intake:follow.where')}</p>
          <h2>{t(`intake:follow.${saidOf(stage, wants)}.title`)}</h2>
          <p>{t(`intake:follow.${saidOf(stage, wants)}.text`, { since })}</p>
        </section>
      )}
      {stage !== 'finished' && <p>{t('intake:follow.received', { day: since })}</p>}
      {number !== undefined && <NumberLine number={number} />}
      <CallLine call={call} />
      <Section title={t('intake:follow.told')}>
        <SummaryList rows={rows} />
        <Actions>
          <LinkButton tone="secondary" href={to(urls.link.enquiryChange, { token })}>
            {t('intake:follow.change')}
          </LinkButton>
          <LinkButton tone="quiet" href={to(urls.link.enquiryWithdraw, { token })}>
            {t('intake:follow.withdraw')}
          </LinkButton>
        </Actions>
      </Section>
    </Page>
  );
}

export type Said = 'new' | 'talk' | 'offer' | 'talked' | 'waiting' | 'first' | 'later' | 'placed' | 'finished';

/** A talk and an offer of help are answered by a person, not by a place in a queue. */
export function saidOf(stage: Stage, wants: Wants): Said {
  if (stage === 'new' || stage === 'booked') return wants === 'group' ? 'new' : wants === 'talk' ? 'talk' : 'offer';
  return stage === 'withdrawn' ? 'finished' : stage;
}

export function TalkFacts({ talk }: { talk: TalkView }) {
  const { t } = useFrame();
  const place =
    talk.place.length > 0
      ? [{ icon: 'place' as const, label: t('intake:talk.where'), children: talk.place.map((line) => <p key={line}>{line}</p>) }]
      : [];
  return (
    <Facts
      items={[
        {
          icon: talk.how === 'phone' ? 'phone' : talk.how === 'video' ? 'chat' : 'people',
          label: t('intake:talk.how'),
          children: t(`intake:talk.way.${talk.how}`),
        },
        { icon: 'clock', label: t('intake:talk.length'), children: t('intake:talk.minutes', { minutes: talk.minutes }) },
        ...place,
      ]}
    />
  );
}

export function ChangePage({ token, wants, values, errors = {} }: { token: string; wants: Wants; values: Typed; errors?: Errors }) {
  const { t } = useFrame();
  return (
    <Page
      title={t('intake:change.title')}
      lead={t('intake:change.lead')}
      size="large"
      back={{ href: to(urls.link.enquiry, { token }) }}
      slip={Object.keys(errors).length > 0}
    >
      <Form action={to(urls.link.enquiryChange, { token })} values={values} errors={errors}>
        <ReachFields />
        <ReachByField />
        <DetailFields about={wants} />
        <Actions>
          <Button>{t('intake:change.save')}</Button>
          <LinkButton tone="quiet" href={to(urls.link.enquiry, { token })}>
            {t('ui:cancel')}
          </LinkButton>
        </Actions>
      </Form>
    </Page>
  );
}

export function WithdrawPage({ token, refused }: { token: string; refused: boolean }) {
  const { t } = useFrame();
  if (refused)
    return (
      <Page title={t('intake:withdraw.title')} size="large" back={{ href: to(urls.link.enquiry, { token }) }}>
        <Alert tone="info">{t('intake:refusal.sign-in-to-leave')}</Alert>
        <LinkButton href={to(urls.signIn, {}, { back: urls.meErase })}>{t('intake:withdraw.sign-in')}</LinkButton>
      </Page>
    );
  return (
    <Page title={t('intake:withdraw.title')} size="large" back={{ href: to(urls.link.enquiry, { token }) }}>
      <Confirm
        danger
        action={to(urls.link.enquiryWithdraw, { token })}
        submit={t('intake:withdraw.submit')}
        cancel={to(urls.link.enquiry, { token })}
        cancelLabel={t('intake:withdraw.cancel')}
        happens={t.list('intake:withdraw.happens')}
      />
    </Page>
  );
}

/** The talk that was agreed, and one press to say that it does not fit. */
export function TalkPage({ token, talk, call, today }: { token: string; talk: TalkView; call: Callable | null; today: Day }) {
  const { t, language } = useFrame();
  if (talk.isUnfit || talk.isOver) {
    return (
      <Page title={t(talk.isUnfit ? 'intake:talk.unfit.title' : 'intake:talk.over.title')} size="large">
        <Alert tone={talk.isUnfit ? 'success' : 'info'}>{t(talk.isUnfit ? 'intake:talk.unfit.text' : 'intake:talk.over.text')}</Alert>
        <CallLine call={call} />
      </Page>
    );
  }
  return (
    <Page title={t('intake:talk.title')} size="large">
      <Occasion
        over={t('intake:follow.booked.over')}
        title={sayDayTime(talk.day, talk.clock, language, { today })}
        actions={
          <ActForm action={to(urls.link.interview, { token })}>
            <Button tone="secondary">{t('intake:talk.does-not-fit')}</Button>
          </ActForm>
        }
      >
        <TalkFacts talk={talk} />
      </Occasion>
      <p>{t('intake:talk.about')}</p>
      <CallLine call={call} />
    </Page>
  );
}
