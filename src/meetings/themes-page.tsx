/** The snake: a path of themes to and fro, and the same as a list one can work with. */
import type { Group, Tie } from '../groups/index.ts';
import type { Day } from '../lib/day.ts';
import { to, urls } from '../urls.ts';
import { ActForm, Actions, Button, Details, EmptyState, Field, Form, Page, Radios, Section, useFrame } from '../ui/index.ts';
import { mayChooseTheme } from './access.ts';
import { type Asked, isSlip, useErrors } from './asked.tsx';
import type { Meeting } from './meeting.ts';
import { isDone, openThemes, type Theme, windingPath } from './snake.ts';
import type { ThemeAct } from './theme-actions.ts';
import { sayWhen } from './words.ts';

const PER_ROW = 5;

export function ThemesPage({
  group,
  tie,
  themes,
  suggestions,
  ...asked
}: Asked & { group: Group; tie: Tie; themes: readonly Theme[]; suggestions: readonly string[] }) {
  const { t } = useFrame();
  const open = openThemes(themes);
  const done = themes.filter(isDone);
  const at = { group: group.id };
  const works = mayChooseTheme(tie, group);
  return (
    <Page
      title={t('meetings:snake.title')}
      over={group.name}
      lead={t('meetings:snake.lead')}
      back={{ href: to(urls.group, at) }}
      size={tie.leads ? 'normal' : 'large'}
      slip={isSlip(asked)}
    >
      {themes.length > 0 && <Snake done={done.length} ahead={open.length} />}
      <Section title={t('meetings:snake.ahead')}>
        {open.length === 0 ? (
          <EmptyState title={t('meetings:snake.empty')}>{t('meetings:snake.empty-text')}</EmptyState>
        ) : (
          <ol class="themes">
            {open.map((theme, nth) => (
              <Line key={theme.id} theme={theme} nth={nth} of={open.length} group={group.id} works={works} />
            ))}
          </ol>
        )}
      </Section>
      <Form action={to(urls.themes, at)} values={asked.typed} errors={useErrors(asked)}>
        <Field name="title" label={t('meetings:snake.new')} help={t('meetings:snake.new-help')} max={120} />
        <Button>{t('meetings:snake.add')}</Button>
      </Form>
      {suggestions.length > 0 && <Suggestions group={group.id} suggestions={suggestions} />}
      {done.length > 0 && <Done group={group.id} done={done} works={works} />}
    </Page>
  );
}

/** Decoration: the list below says the same. */
function Snake({ done, ahead }: { done: number; ahead: number }) {
  const { t } = useFrame();
  const shown = Math.min(done, 10);
  const { stations, path, width, height } = windingPath(shown + ahead, PER_ROW);
  return (
    <svg class="snake" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t('meetings:snake.picture')} focusable="false">
      <path d={path} />
      {stations.map(({ x, y }, nth) => (
        <g key={nth} class={nth < shown ? 'station-done' : nth === shown ? 'station-now' : 'station-ahead'}>
          <circle cx={x} cy={y} r="14" />
          {nth >= shown && (
            <text x={x} y={y + 5} text-anchor="middle">
              {nth - shown + 1}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}

type LineProps = { theme: Theme; nth: number; of: number; group: string; works: boolean };

function Line({ theme, nth, of, group, works }: LineProps) {
  const { t } = useFrame();
  const times = [
    t('meetings:snake.times', { count: theme.planned }),
    theme.taken > 0 && t('meetings:snake.taken', { count: theme.taken }),
  ].filter(Boolean);
  return (
    <li>
      <div class="flow">
        <p>
          <strong>{theme.title}</strong>
        </p>
        <p class="note">{times.join(' · ')}</p>
        {works && (
          <Actions>
            {nth > 0 && <Step theme={theme} group={group} act="up" label={t('meetings:snake.up')} />}
            {nth < of - 1 && <Step theme={theme} group={group} act="down" label={t('meetings:snake.down')} />}
            <Step theme={theme} group={group} act="longer" label={t('meetings:snake.longer')} />
            {theme.planned > Math.max(theme.taken + 1, 1) && (
              <Step theme={theme} group={group} act="shorter" label={t('meetings:snake.shorter')} />
            )}
            {theme.taken > 0 && <Step theme={theme} group={group} act="done" label={t('meetings:snake.finish')} />}
            {theme.taken === 0 && <Step theme={theme} group={group} act="remove" label={t('meetings:snake.remove')} />}
          </Actions>
        )}
      </div>
    </li>
  );
}

const moves: readonly ThemeAct[] = ['up', 'down'];

function Step({ theme, group, act, label }: { theme: Theme; group: string; act: ThemeAct; label: string }) {
  const { t } = useFrame();
  return (
    <ActForm action={to(urls.theme, { group, theme: theme.id })} hidden={{ act }}>
      <Button small tone={moves.includes(act) ? 'secondary' : 'quiet'} label={t('meetings:snake.for', { act: label, title: theme.title })}>
        {label}
      </Button>
    </ActForm>
  );
}

function Suggestions({ group, suggestions }: { group: string; suggestions: readonly string[] }) {
  const { t } = useFrame();
  return (
    <Details summary={t('meetings:snake.suggest')}>
      <p>{t('meetings:snake.suggest-text')}</p>
      <Actions>
        {suggestions.map((title) => (
          <ActForm key={title} action={to(urls.themes, { group })} hidden={{ title }}>
            <Button small tone="secondary" icon="plus">
              {title}
            </Button>
          </ActForm>
        ))}
      </Actions>
    </Details>
  );
}

function Done({ group, done, works }: { group: string; done: readonly Theme[]; works: boolean }) {
  const { t } = useFrame();
  return (
    <Details summary={t('meetings:snake.done')}>
      {done.map((theme) => (
        <div class="row" key={theme.id}>
          <p>{theme.title}</p>
          {works && <Step theme={theme} group={group} act="again" label={t('meetings:snake.again')} />}
        </div>
      ))}
    </Details>
  );
}

/** One of those on the snake, or none, for one meeting. */
export function ChoosePage({
  meeting,
  group,
  themes,
  suggested,
  today,
  ...asked
}: Asked & { meeting: Meeting; group: Group; themes: readonly Theme[]; suggested: string | null; today: Day }) {
  const { t, language } = useFrame();
  const at = { meeting: meeting.id };
  const next = themes.find(({ id }) => id === suggested);
  const options = [
    ...openThemes(themes).map(({ id, title }) => ({ value: id, label: title })),
    { value: '', label: t('meetings:choose.none') },
  ];
  return (
    <Page
      title={t('meetings:choose.title')}
      over={group.name}
      lead={t('meetings:choose.lead', { when: sayWhen(meeting, language, today) })}
      back={{ href: to(urls.meeting, at) }}
      slip={isSlip(asked)}
    >
      {next && meeting.theme === null && <p>{t('meetings:choose.next', { title: next.title })}</p>}
      <Form action={to(urls.meetingTheme, at)} values={asked.typed ?? { theme: meeting.theme ?? '' }} errors={useErrors(asked)}>
        <Radios name="theme" legend={t('meetings:choose.legend')} options={options} />
        <Actions>
          <Button>{t('meetings:choose.act')}</Button>
        </Actions>
      </Form>
      <p>
        <a class="ds-link" href={to(urls.themes, { group: group.id })}>
          {t('meetings:snake.title')}
        </a>
      </p>
    </Page>
  );
}
