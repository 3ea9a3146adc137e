/** One group at a glance, for whoever may see it. Its meetings come in from above (src/desk/group-page.tsx). */
import type { ComponentChildren } from 'preact';
import { sayDay } from '../lib/say.ts';
import { to, urls } from '../urls.ts';
import {
  Actions,
  Alert,
  Details,
  Facts,
  type Fact,
  LinkButton,
  Occasion,
  Page,
  Ring,
  Section,
  Steps,
  SummaryList,
  useFrame,
} from '../ui/index.ts';
import { mayChange, mayCloseIt, mayNameDuties } from './access.ts';
import { FacilitatorList, People, RosterTable } from './group-people.tsx';
import { StepList } from './group-steps.tsx';
import { hasOutgrown, isAccompanied, isForming, isFragile, isOver, isRunningItself } from './group.ts';
import { StatusTag } from './status-tag.tsx';
import type { GroupView } from './view.ts';
import { sayFirst, sayVenue } from './words.ts';

/** What a group's page needs of its meetings. Null: nothing is planned yet. */
export type MeetingsOfGroup = {
  /** accompanied meetings held so far */
  held: number;
  /** how many came last time, where heads are counted */
  lastHeads: number | null;
  /** the next meeting, as the first thing on the page */
  next: ComponentChildren;
  /** the next meeting is where the group usually meets, and says so */
  saysWhere: boolean;
  /** those that are over and not noted, for whoever notes them */
  unnoted: ComponentChildren;
  /** the ways on: all meetings, programme, themes */
  more: ComponentChildren;
};

export function GroupPage({ view, meetings }: { view: GroupView; meetings: MeetingsOfGroup }) {
  const { t } = useFrame();
  const { group, tie, ring } = view;
  const works = tie.coordinates || tie.leads;
  const seats = { taken: ring.full, of: ring.of };
  // What comes next is the first thing for those who sit here; for those who work here, what needs doing.
  const ahead = !isOver(group) && (meetings.next ?? <First view={view} />);
  return (
    <Page title={group.name} back={{ href: urls.groups, label: t('groups:all') }} size={works ? 'normal' : 'large'}>
      {!works && ahead}
      <div class="group-top">
        <Ring {...ring} label={t('groups:seats-taken', seats)} />
        <div class="flow">
          {works && <StatusTag status={view.status} />}
          {group.seated && <p>{t('groups:seats-taken', seats)}</p>}
          <Counter view={view} />
        </div>
      </div>
      {isFragile(group, ring.full) && works && <Alert tone="warning">{t('groups:fragile', { min: group.sizeMin })}</Alert>}
      {hasOutgrown(group, meetings.lastHeads) && works && <Outgrown view={view} heads={meetings.lastHeads!} />}
      <StepList view={view} />
      {!isOver(group) && meetings.unnoted}
      {works && ahead}
      <Where view={view} said={meetings.saysWhere} />
      <Section title={t('groups:who.title')}>
        {works ? <RosterTable view={view} /> : <People view={view} />}
        <FacilitatorList view={view} />
      </Section>
      {!isOver(group) && meetings.more}
      <Duties view={view} />
      <Rules view={view} />
      <Ways view={view} />
    </Page>
  );
}

function Counter({ view: { group, progress } }: { view: GroupView }) {
  const { t } = useFrame();
  if (!isAccompanied(group) || progress.of === null) return null;
  const counted = { held: progress.held, of: progress.of };
  return <Steps of={progress.of} done={progress.held} label={t('groups:counter', counted)} />;
}

function First({ view: { group } }: { view: GroupView }) {
  const { t, language } = useFrame();
  const first = sayFirst(group, language);
  if (!first || !isForming(group)) return null;
  return <Occasion over={t('groups:first-meeting')} title={first} />;
}

function Outgrown({ view: { group }, heads }: { view: GroupView; heads: number }) {
  const { t } = useFrame();
  return (
    <Alert tone="info" title={t('groups:outgrown.title', { count: heads })}>
      <p>{t('groups:outgrown.text', { max: group.sizeMax })}</p>
      <LinkButton tone="secondary" href={to(urls.groupNew, {}, { like: group.id })}>
        {t('groups:outgrown.split')}
      </LinkButton>
    </Alert>
  );
}

/** Where it usually meets; of what the next meeting has said already only how to find the way. */
function Where({ view: { venue, room }, said }: { view: GroupView; said: boolean }) {
  const { t } = useFrame();
  if (!venue || (said && !venue.directions)) return null;
  const facts: (Fact | null)[] = [
    said
      ? null
      : { icon: venue.digital ? 'globe' : 'place', label: t('groups:where.place'), children: venue.digital ? venue.name : sayVenue(venue) },
    room && !said
      ? {
          icon: 'globe',
          label: t('groups:where.room'),
          children: (
            <a class="ds-link" href={room}>
              {t('groups:where.open-room')}
            </a>
          ),
        }
      : null,
    venue.door && !said ? { icon: 'door', label: t('groups:where.door'), children: venue.door } : null,
    venue.directions ? { icon: 'info', label: t('groups:where.directions'), children: venue.directions } : null,
  ];
  return (
    <Section title={t('groups:where.title')}>
      <Facts items={facts.filter((fact) => fact !== null)} />
    </Section>
  );
}

function Duties({ view }: { view: GroupView }) {
  const { t } = useFrame();
  const { group, tie, duties } = view;
  const isClose = isRunningItself(group) || group.decision === 'self-run';
  if (isOver(group) || !isClose || (tie.coordinates && isRunningItself(group) && tie.seat === null)) return null;
  return (
    <Section title={t('groups:duties.title')}>
      <SummaryList
        rows={duties.map(({ duty, who }) => ({ label: t(`groups:duty.${duty}`), value: who.join(', ') || t('groups:duties.nobody') }))}
      />
      {mayNameDuties(tie, group) && (
        <LinkButton tone="secondary" href={to(urls.duties, { group: group.id })}>
          {t('groups:duties.change')}
        </LinkButton>
      )}
    </Section>
  );
}

function Rules({ view: { rules, group, tie } }: { view: GroupView }) {
  const { t } = useFrame();
  return (
    <Section title={t('groups:rules.title')}>
      {rules.length > 0 && (
        <Details summary={t('groups:rules.read')}>
          <ul class="ds-list">
            {rules.map((rule) => (
              <li key={rule}>{rule}</li>
            ))}
          </ul>
        </Details>
      )}
      {(tie.seat !== null || tie.leads || tie.guest || tie.coordinates) && (
        <p>
          <a class="ds-link" href={to(urls.pledgeRead, { group: group.id })}>
            {t('groups:rules.pledge')}
          </a>
        </p>
      )}
    </Section>
  );
}

/** The seldom acts, at the foot: each leads to a page that asks once. */
function Ways({ view: { group, tie } }: { view: GroupView }) {
  const { t, language } = useFrame();
  if (isOver(group))
    return group.closedOn ? (
      <p class="note">{t('groups:closed-on', { day: sayDay(group.closedOn, language, { year: 'always' }) })}</p>
    ) : null;
  const at = { group: group.id };
  return (
    <Actions>
      {mayChange(tie, group) && (
        <LinkButton tone="quiet" icon="pen" href={to(urls.groupSettings, at)}>
          {t('groups:settings.title')}
        </LinkButton>
      )}
      {tie.coordinates && !group.handedOverOn && (
        <LinkButton tone="quiet" icon="people" href={to(urls.groupFacilitators, at)}>
          {t('groups:facilitators.change')}
        </LinkButton>
      )}
      {(tie.coordinates || tie.agreed) && !group.handedOverOn && (
        <>
          <LinkButton tone="quiet" icon="print" href={to(urls.pledgesPaper, at)}>
            {t('groups:pledge.print')}
          </LinkButton>
          <LinkButton tone="quiet" icon="print" href={to(urls.attendancePaper, at)}>
            {t('papers:attendance.act')}
          </LinkButton>
        </>
      )}
      {isAccompanied(group) && (tie.coordinates || tie.agreed) && (
        <LinkButton tone="quiet" icon="forward" href={to(urls.groupDecide, at)}>
          {t('groups:decide.title')}
        </LinkButton>
      )}
      {tie.coordinates && isForming(group) && (
        <LinkButton tone="quiet" icon="close" href={to(urls.groupCancel, at)}>
          {t('groups:cancel.title')}
        </LinkButton>
      )}
      {group.startedOn && mayCloseIt(tie, group) && isRunningItself(group) && (
        <LinkButton tone="quiet" icon="close" href={to(urls.groupClose, at)}>
          {t('groups:close.title')}
        </LinkButton>
      )}
      {tie.seat !== null && (
        <LinkButton tone="quiet" icon="leave" href={to(urls.groupLeave, at)}>
          {t('groups:leave.title')}
        </LinkButton>
      )}
    </Actions>
  );
}
