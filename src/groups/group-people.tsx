/** Who is in a group: first names for its own, a table with what is missing for those who work with it. */
import { parseDay } from '../lib/day.ts';
import { sayDay } from '../lib/say.ts';
import { to, urls } from '../urls.ts';
import { ActForm, Button, EmptyState, LinkButton, Table, useFrame } from '../ui/index.ts';
import { isForming, isOver, isRunningItself } from './group.ts';
import type { FacilitatorLine, GroupView, SeatLine } from './view.ts';

/** First names, and that a seat is free: nothing about who had it. */
export function People({ view: { seats, group, ring, tie } }: { view: GroupView }) {
  const { t } = useFrame();
  const sitting = seats.filter((seat) => seat.state === 'accepted');
  const free = group.seated ? ring.of - ring.full : 0;
  return (
    <ul class="ds-list">
      {sitting.map((seat) => (
        <li key={seat.id}>{seat.id === tie.seat ? t('groups:who.you', { name: seat.called }) : seat.called}</li>
      ))}
      {free > 0 && <li>{t('groups:who.free', { count: free })}</li>}
    </ul>
  );
}

export function RosterTable({ view }: { view: GroupView }) {
  const { t } = useFrame();
  const { group, tie, seats } = view;
  if (isRunningItself(group) && tie.seat === null) return <Contacts view={view} />;
  const shown = tie.coordinates ? seats : seats.filter((seat) => seat.state === 'accepted' || seat.state === 'invited');
  return (
    <div id="people" class="flow">
      <Table
        caption={t('groups:who.title')}
        rows={shown}
        empty={<EmptyState title={t('groups:who.empty')}>{t('groups:who.how')}</EmptyState>}
        columns={[
          { head: t('groups:who.name'), cell: (seat) => seat.called || t('groups:who.asked'), title: true },
          { head: t('groups:who.state'), cell: (seat) => t(`groups:seat-state.${seat.state}`) },
          { head: t('groups:who.pledge'), cell: (seat) => <Pledge seat={seat} view={view} /> },
          { head: t('groups:who.act'), quiet: true, cell: (seat) => <SeatActs seat={seat} view={view} /> },
        ]}
      />
      {tie.coordinates && !isOver(group) && !group.handedOverOn && (
        <LinkButton tone="secondary" icon="plus" href={to(urls.groupPlace, { group: group.id })}>
          {t('groups:place.title')}
        </LinkButton>
      )}
    </div>
  );
}

/** The association knows whom it may ask, and nobody else. */
function Contacts({ view: { seats } }: { view: GroupView }) {
  const { t } = useFrame();
  const names = seats.map((seat) => seat.called).filter(Boolean);
  return <p>{names.length > 0 ? t('groups:who.contacts', { names: names.join(', ') }) : t('groups:who.no-contacts')}</p>;
}

function Pledge({ seat, view }: { seat: SeatLine; view: GroupView }) {
  const { t } = useFrame();
  if (seat.state !== 'accepted') return null;
  if (seat.signed) return <>{t('groups:who.signed')}</>;
  if (!view.tie.coordinates && !view.tie.agreed) return <>{t('groups:who.unsigned')}</>;
  return (
    <div class="actions">
      {t('groups:who.missing')}
      <PaperButton group={view.group.id} person={seat.person} name={seat.called} />
    </div>
  );
}

function PaperButton({ group, person, name }: { group: string; person: string | null; name: string }) {
  const { t } = useFrame();
  const href = to(urls.pledgePaper, { group }, { person: person ?? '' });
  return (
    <LinkButton small tone="secondary" href={href} label={t('groups:who.paper-for', { name })}>
      {t('groups:who.paper')}
    </LinkButton>
  );
}

/** How a facilitator gets hold of her, and what a coordinator was told on the phone. */
function SeatActs({ seat, view: { group, tie } }: { seat: SeatLine; view: GroupView }) {
  const { t } = useFrame();
  const at = { group: group.id, seat: seat.id };
  const reach = seat.reachable && seat.state === 'accepted' && (
    <LinkButton small tone="secondary" label={t('groups:reach.title', { name: seat.called })} href={to(urls.seatReach, at)}>
      {t('groups:reach.act')}
    </LinkButton>
  );
  if (!tie.coordinates || isOver(group) || seat.state === 'left') return reach || null;
  const answer = (value: 'accept' | 'decline') => (
    <ActForm action={to(urls.seatAnswer, at)} hidden={{ answer: value }}>
      <Button small tone="secondary" label={t(`groups:who.${value}-for`, { name: seat.called })}>
        {t(`groups:who.${value}`)}
      </Button>
    </ActForm>
  );
  return (
    <div class="actions">
      {reach}
      {seat.state === 'invited' && answer('accept')}
      {seat.state === 'invited' && answer('decline')}
      {(isForming(group) || seat.state === 'accepted') && (
        <LinkButton small tone="quiet" label={t('groups:who.remove-for', { name: seat.called })} href={to(urls.groupUnplace, at)}>
          {t('groups:who.remove')}
        </LinkButton>
      )}
    </div>
  );
}

export function FacilitatorList({ view }: { view: GroupView }) {
  const { t, language } = useFrame();
  if (view.facilitators.length === 0) return null;
  const works = view.tie.coordinates || view.tie.agreed;
  const untilOf = (one: FacilitatorLine) => {
    const day = one.until ? parseDay(one.until) : undefined;
    return day ? t('groups:facilitators.until', { name: one.called, day: sayDay(day, language) }) : one.called;
  };
  return (
    <div class="flow">
      <h3>{t('groups:facilitators.title')}</h3>
      <ul class="ds-list">
        {view.facilitators.map((one) => (
          <li key={one.id}>
            {untilOf(one)}
            {one.part === 'guest' && ` · ${t('groups:facilitators.guest')}`}
            {works &&
              one.part === 'facilitator' &&
              ` · ${t(`groups:facilitators.${one.agreed ? (isForming(view.group) ? 'agreed' : 'holds') : 'not-agreed'}`)}`}
            {works && ` · ${one.signed ? t('groups:who.signed') : t('groups:who.unsigned')}`}
          </li>
        ))}
      </ul>
    </div>
  );
}
