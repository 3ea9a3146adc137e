/** What needs doing: today's first and plainly; what can wait is folded, and what is alike stands together with how many it is. */
import type { Day } from '../lib/day.ts';
import { saySince } from '../lib/say.ts';
import { ActForm, Button, Details, EmptyState, LinkButton, Task, TaskBundle, TaskList, useFrame } from '../ui/index.ts';
import { arranged, type Bundle } from './bundles.ts';
import type { Line } from './desk-lines.ts';

/** So few that can wait are shown as they are, where nothing else is to be done. */
const FEW = 5;
/** Up to so many lines need no headings. */
const PLAIN = 6;

export function DeskTasks({ lines, today }: { lines: readonly Line[]; today: Day }) {
  const { t } = useFrame();
  const { now, later, waits } = arranged(lines, t);
  if (lines.length === 0) return <EmptyState title={t('desk:empty.title')}>{t('desk:empty.text')}</EmptyState>;
  const isPlain = now.length < 2 || now.flatMap((part) => part.bundles).length <= PLAIN;
  return (
    <>
      {now.length === 0 && <p class="lead">{t('desk:nothing-today')}</p>}
      {isPlain && now.length > 0 && <Bundles all={now.flatMap((part) => part.bundles)} today={today} />}
      {!isPlain &&
        now.map(({ about, bundles }) => (
          <section class="matter" key={about}>
            <h2>{t(`desk:about.${about}`)}</h2>
            <Bundles all={bundles} today={today} />
          </section>
        ))}
      {later.length > 0 && (
        <Details summary={t('desk:later', { count: waits })} open={now.length === 0 && waits <= FEW}>
          <Bundles all={later} today={today} />
        </Details>
      )}
    </>
  );
}

function Bundles({ all, today }: { all: readonly Bundle[]; today: Day }) {
  const since = useSince(today);
  return (
    <TaskList>
      {all.map(({ text, since: oldest, lines }) =>
        lines.length === 1 ? (
          <DeskTask key={text} line={lines[0]} today={today} />
        ) : (
          <TaskBundle key={text} title={text} note={since(oldest)} marked={lines[0].isNow}>
            {lines.map((line) => (
              <DeskTask key={line.text} line={line} today={today} within />
            ))}
          </TaskBundle>
        ),
      )}
    </TaskList>
  );
}

/** Since when, where it is not of today. */
function useSince(today: Day): (day: Day) => string | undefined {
  const { language } = useFrame();
  return (day) => (day < today ? saySince(day, language, today) : undefined);
}

function DeskTask({ line: { text, since, isNow, act, href, posts }, today, within }: { line: Line; today: Day; within?: boolean }) {
  const say = useSince(today);
  const label = `${act}: ${text}`;
  return (
    <Task
      marked={isNow && !within}
      note={say(since)}
      action={
        posts ? (
          <ActForm action={href}>
            <Button small tone="secondary" label={label}>
              {act}
            </Button>
          </ActForm>
        ) : (
          <LinkButton small tone="secondary" href={href} label={label}>
            {act}
          </LinkButton>
        )
      }
    >
      {text}
    </Task>
  );
}
