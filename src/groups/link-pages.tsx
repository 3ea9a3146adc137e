/** Pages behind a private link: one purpose each, no sign-in. A GET shows, a POST does. */
import type { Clock, Day } from '../lib/day.ts';
import { sayDay, sayDayTime } from '../lib/say.ts';
import { to, urls } from '../urls.ts';
import { Alert, Button, Confirm, Done, Facts, type Fact, Field, Form, Actions, Occasion, Page, Radios, useFrame } from '../ui/index.ts';
import { Because, type Asked, useErrors } from './life-pages.tsx';
import type { Group } from './group.ts';
import type { SeatState } from './seat.ts';
import type { Venue } from './store.ts';
import { sayFirst, sayVenue } from './words.ts';

export type Invitation = { token: string; state: SeatState; group: Group | undefined; venue: Venue | undefined; free: boolean };

/** What the invitation has come to: still open, accepted, declined, or gone to someone else. */
export function InvitationPage({ token, state, group, venue, free }: Invitation) {
  const { t } = useFrame();
  if (!group || state === 'left' || state === 'standing' || group.cancelledAt || group.closedOn)
    return <Plain title={t('groups:invitation.over.title')} text={t('groups:invitation.over.text')} />;
  if (state === 'accepted') return <Accepted group={group} venue={venue} />;
  if (state === 'gone') return <Plain title={t('groups:invitation.gone.title')} text={t('groups:invitation.gone.text')} />;
  if (state === 'declined')
    return (
      <Page title={t('groups:invitation.declined.title')} size="large" lead={t('groups:invitation.declined.text')}>
        {free && <AnswerForm token={token} options={['accept']} />}
      </Page>
    );
  return (
    <Page title={t('groups:invitation.title')} size="large" lead={free ? t('groups:invitation.lead') : t('groups:invitation.full')}>
      <Occasion over={t('groups:first-meeting')} title={<When group={group} />}>
        <Meeting group={group} venue={venue} />
      </Occasion>
      <AnswerForm token={token} options={['accept', 'decline']} />
      <p class="note">{t('groups:invitation.no-reason')}</p>
    </Page>
  );
}

function AnswerForm({ token, options }: { token: string; options: readonly ('accept' | 'decline')[] }) {
  const { t } = useFrame();
  return (
    <Form action={to(urls.link.invitation, { token })}>
      <Actions>
        {options.map((answer) => (
          <Button key={answer} name="answer" value={answer} tone={answer === 'accept' ? 'primary' : 'secondary'} wide>
            {t(`groups:invitation.${answer}`)}
          </Button>
        ))}
      </Actions>
    </Form>
  );
}

function Accepted({ group, venue }: { group: Group; venue: Venue | undefined }) {
  const { t } = useFrame();
  return (
    <Page title={t('groups:invitation.accepted.title')} size="large" heading={false}>
      <Done title={t('groups:invitation.accepted.title')} lead={t('groups:invitation.accepted.text')} />
      <Occasion over={t('groups:first-meeting')} title={<When group={group} />}>
        <Meeting group={group} venue={venue} />
      </Occasion>
    </Page>
  );
}

function When({ group }: { group: Group }) {
  const { t, language } = useFrame();
  return <>{(group.startedOn === null && sayFirst(group, language)) || t('groups:invitation.under-way')}</>;
}

function Meeting({ group, venue }: { group: Group; venue: Venue | undefined }) {
  const { t } = useFrame();
  const facts: (Fact | null)[] = [
    venue ? { icon: 'place', label: t('groups:where.place'), children: venue.digital ? t('groups:where.digital') : sayVenue(venue) } : null,
    venue?.door ? { icon: 'door', label: t('groups:where.door'), children: venue.door } : null,
    { icon: 'calendar', label: t('groups:compose.rhythm'), children: t(`groups:rhythm.${group.rhythm}`) },
    group.seated ? { icon: 'people', label: t('groups:where.size'), children: t('groups:where.up-to', { count: group.sizeMax }) } : null,
  ];
  return <Facts items={facts.filter((fact) => fact !== null)} />;
}

function Plain({ title, text }: { title: string; text: string }) {
  return <Page title={title} size="large" lead={text} />;
}

export type SeatLinkProps = {
  token: string;
  state: SeatState;
  group: Group | undefined;
  /** where it meets next, or usually */
  venue: Venue | undefined;
  next: { day: Day; clock: Clock } | undefined;
  today: Day;
  stayInTouch: boolean | null;
};

/** One's own seat: when and where it meets next, and "I am stopping" in one press. Afterwards it asks, once, whether we may be in touch. */
export function SeatLinkPage({ token, state, group, venue, next, today, stayInTouch }: SeatLinkProps) {
  const { t, language } = useFrame();
  if (state === 'left') return <LeftPage token={token} stayInTouch={stayInTouch} />;
  if (state !== 'accepted' || !group) return <Plain title={t('groups:invitation.over.title')} text={t('groups:invitation.over.text')} />;
  const first = group.startedOn === null && sayFirst(group, language);
  const ahead = next ? sayDayTime(next.day, next.clock, language, { today }) : first;
  return (
    <Page title={t('groups:seat.title')} size="large">
      {ahead ? (
        <Occasion over={t(next ? 'groups:seat.next' : 'groups:first-meeting')} title={ahead}>
          <Meeting group={group} venue={venue} />
        </Occasion>
      ) : (
        <Meeting group={group} venue={venue} />
      )}
      <h2>{t('groups:leave.title')}</h2>
      <Confirm
        action={to(urls.link.seat, { token })}
        submit={t('groups:leave.act')}
        cancel={urls.desk}
        cancelLabel={t('groups:seat.sign-in')}
        happens={t.list('groups:leave.happens')}
        aside
      />
    </Page>
  );
}

function LeftPage({ token, stayInTouch }: { token: string; stayInTouch: boolean | null }) {
  const { t } = useFrame();
  return (
    <Page title={t('groups:left.title')} size="large" heading={false}>
      <Done title={t('groups:left.title')} lead={t('groups:left.text')} />
      {stayInTouch === null ? (
        <Form action={to(urls.link.seatTouch, { token })}>
          <p>{t('groups:left.question')}</p>
          <Actions>
            <Button name="touch" value="yes">
              {t('groups:left.yes')}
            </Button>
            <Button name="touch" value="no" tone="secondary">
              {t('groups:left.no')}
            </Button>
          </Actions>
        </Form>
      ) : (
        <Alert tone="success">{stayInTouch ? t('groups:left.will') : t('groups:left.will-not')}</Alert>
      )}
    </Page>
  );
}

/** Still alive, room for more? By link, by a signed-in contact person, or told to the coordinator. */
export function HeartbeatPage({
  action,
  answered,
  isOver,
  name,
  back,
  ...asked
}: Omit<Asked, 'group'> & {
  action: string;
  answered: { on: string; alive: boolean | null } | null;
  isOver: boolean;
  /** of the group: for those who are signed in and may have several */
  name?: string | undefined;
  back?: string | undefined;
}) {
  const { t, language } = useFrame();
  if (isOver) return <Plain title={t('groups:heartbeat.closed.title')} text={t('groups:heartbeat.closed.text')} />;
  return (
    <Page
      title={t('groups:heartbeat.title')}
      over={name}
      back={back === undefined ? undefined : { href: back }}
      size="large"
      lead={t('groups:heartbeat.lead')}
      slip={asked.typed !== undefined}
    >
      {answered && (
        <Alert tone="success">
          {t(answered.alive ? 'groups:heartbeat.thanks-yes' : 'groups:heartbeat.thanks-no', {
            day: sayDay(answered.on as never, language),
          })}
        </Alert>
      )}
      <Form action={action} values={asked.typed} errors={useErrors(asked)}>
        <Radios
          name="alive"
          legend={t('groups:heartbeat.alive')}
          options={(['yes', 'no'] as const).map((value) => ({ value, label: t(`groups:heartbeat.${value}`) }))}
        />
        <Field name="room" type="number" width="short" label={t('groups:heartbeat.room')} help={t('groups:heartbeat.room-help')} optional />
        <Because optional />
        <Button>{t('groups:heartbeat.act')}</Button>
      </Form>
    </Page>
  );
}
