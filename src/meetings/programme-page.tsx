/** The half year ahead on one A4, with a heading that says nothing to others. */
import { sayClock, sayDate, sayDay } from '../lib/say.ts';
import { to, urls } from '../urls.ts';
import { Actions, EmptyState, LinkButton, Page, PrintSheet, Table, useFrame } from '../ui/index.ts';
import { isInside } from './access.ts';
import { isCancelled } from './meeting.ts';
import type { MeetingLine, MeetingsView } from './view.ts';
import { sayPlace } from './words.ts';

export type Shown = { themes: boolean; names: boolean };

export function ProgrammePage({ view, shown }: { view: MeetingsView; shown: Shown }) {
  const { t, language } = useFrame();
  const { group, ahead, venue, today, tie } = view;
  const at = { group: group.id };
  const [first, last] = [ahead[0], ahead.at(-1)];
  return (
    <Page title={t('meetings:programme.title')} back={{ href: to(urls.meetings, at) }} width="wide">
      {isInside(tie, group) && <Options group={group.id} shown={shown} />}
      {first && last ? (
        <>
          <Actions>
            <LinkButton icon="print" href={paperOf(group.id, shown)}>
              {t('papers:programme.act')}
            </LinkButton>
          </Actions>
          <PrintSheet title={t('meetings:programme.heading')}>
            <p>
              {t('meetings:programme.period', {
                from: sayDate(first.meeting.day, language, { today }),
                to: sayDate(last.meeting.day, language, { year: 'always' }),
              })}
              {venue && `. ${t('meetings:programme.usual', { place: sayPlace(venue, t) })}`}
              {venue?.door && ` ${venue.door}.`}
            </p>
            <Lines lines={ahead} shown={shown} />
          </PrintSheet>
        </>
      ) : (
        <EmptyState title={t('meetings:programme.empty')} />
      )}
    </Page>
  );
}

function Lines({ lines, shown }: { lines: readonly MeetingLine[]; shown: Shown }) {
  const { t, language } = useFrame();
  const isOff = ({ meeting }: MeetingLine) => isCancelled(meeting);
  const has = (value: (line: MeetingLine) => unknown) => lines.some((line) => !isOff(line) && value(line));
  const columns = [
    {
      head: t('meetings:programme.day'),
      cell: (line: MeetingLine) => (isOff(line) ? <s>{sayDay(line.meeting.day, language)}</s> : sayDay(line.meeting.day, language)),
    },
    {
      head: t('meetings:programme.time'),
      cell: (line: MeetingLine) => (isOff(line) ? t('meetings:programme.off') : sayClock(line.meeting.clock, language)),
    },
    ...(has((line) => line.venue)
      ? [{ head: t('meetings:programme.place'), cell: ({ venue }: MeetingLine) => (venue ? sayPlace(venue, t) : '') }]
      : []),
    ...(shown.themes && has((line) => line.theme)
      ? [{ head: t('meetings:programme.theme'), cell: (line: MeetingLine) => (isOff(line) ? '' : (line.theme?.title ?? '')) }]
      : []),
    ...(shown.names && has((line) => line.host)
      ? [{ head: t('meetings:programme.coffee'), cell: (line: MeetingLine) => (isOff(line) ? '' : (line.host?.called ?? '')) }]
      : []),
  ];
  return <Table caption={t('meetings:programme.heading')} rows={lines} columns={columns} />;
}

const paperOf = (group: string, { themes, names }: Shown): string =>
  to(urls.programmePaper, { group }, { themes: themes ? undefined : 'no', names: names ? 'yes' : undefined });

/** What may hang on a refrigerator is for the group to say. */
function Options({ group, shown }: { group: string; shown: Shown }) {
  const { t } = useFrame();
  const href = (next: Shown) =>
    to(urls.programme, { group }, { themes: next.themes ? undefined : 'no', names: next.names ? 'yes' : undefined });
  return (
    <ul class="ds-list no-print">
      <li>
        <a class="ds-link" href={href({ ...shown, themes: !shown.themes })}>
          {t(shown.themes ? 'meetings:programme.hide-themes' : 'meetings:programme.themes')}
        </a>
      </li>
      <li>
        <a class="ds-link" href={href({ ...shown, names: !shown.names })}>
          {t(shown.names ? 'meetings:programme.hide-names' : 'meetings:programme.names')}
        </a>
      </li>
    </ul>
  );
}
