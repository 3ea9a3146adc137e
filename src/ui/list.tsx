import type { ComponentChildren } from 'preact';
import { useFrame } from './frame.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';

export type TaskProps = {
  /** the sentence */
  children: ComponentChildren;
  /** one LinkButton or ActForm */
  action?: ComponentChildren;
  /** since when, or by when */
  note?: ComponentChildren;
  /** needs you today, and says so */
  today?: boolean;
  /** needs you today, under a heading that says so */
  marked?: boolean;
};

/** What needs doing, oldest first: `<TaskList><Task action={…}>Two people wait …</Task></TaskList>` */
export function TaskList({ children }: { children: ComponentChildren }) {
  return <ul class="tasks">{children}</ul>;
}

export function Task({ children, action, note, today, marked }: TaskProps) {
  const { t } = useFrame();
  return (
    <li class={today || marked ? 'task task-today' : 'task'}>
      <div class="task-text">
        <p>{children}</p>
        {(today || note) && (
          <p class="task-note">
            {today && <strong>{t('ui:today')}</strong>}
            {today && note && ' · '}
            {note}
          </p>
        )}
      </div>
      {action && <div class="task-action">{action}</div>}
    </li>
  );
}

/** Several of the same kind: what they have in common, and one press away each with its own act. */
export function TaskBundle({
  title,
  note,
  marked,
  children,
}: Pick<TaskProps, 'note' | 'marked' | 'children'> & { title: ComponentChildren }) {
  return (
    <li class={marked ? 'task task-bundle task-today' : 'task task-bundle'}>
      <details>
        <summary>
          <span>{title}</span>
          {note && <span class="task-note">{note}</span>}
        </summary>
        <ul class="tasks">{children}</ul>
      </details>
    </li>
  );
}

export type SummaryRow = {
  label: ComponentChildren;
  value: ComponentChildren;
  /** where it is changed; about says what, for those who only hear the link */
  change?: { href: string; about: string; label?: string };
};

/** Names and values, and the way to change them: check your answers. */
export function SummaryList({ rows }: { rows: readonly SummaryRow[] }) {
  const { t } = useFrame();
  return (
    <dl class="summary">
      {rows.map((row, at) => (
        <div key={at}>
          <dt>{row.label}</dt>
          <dd>{row.value}</dd>
          {row.change && (
            <dd class="summary-change no-print">
              <a class="ds-link" href={row.change.href}>
                {row.change.label ?? t('ui:change')}
                <span class="ds-sr-only"> {row.change.about}</span>
              </a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}

export type Happening = { when: string; at?: string; children: ComponentChildren; ahead?: boolean };

/** What happened and what is ahead, in order. `at` is the machine's date. */
export function Timeline({ items }: { items: readonly Happening[] }) {
  return (
    <ol class="timeline">
      {items.map((item, place) => (
        <li key={place} class={item.ahead ? 'ahead' : undefined}>
          <time datetime={item.at}>{item.when}</time>
          <div>{item.children}</div>
        </li>
      ))}
    </ol>
  );
}

export type Fact = { icon?: IconName; label: string; children: ComponentChildren };

/** Short facts with a drawing each: when, where, which door. The label is read aloud and seen on wide pages. */
export function Facts({ items }: { items: readonly Fact[] }) {
  return (
    <dl class="facts">
      {items.map((fact) => (
        <div key={fact.label}>
          <dt>
            {fact.icon && <Icon name={fact.icon} />}
            <span>{fact.label}</span>
          </dt>
          <dd>{fact.children}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Numbered things to do or things that will happen. */
export function NumberedList({ items }: { items: readonly ComponentChildren[] }) {
  return (
    <ol class="numbered">
      {items.map((item, at) => (
        <li key={at}>
          <div>{item}</div>
        </li>
      ))}
    </ol>
  );
}

export type PaginationProps = { page: number; pages: number; href: (page: number) => string };

export function Pagination({ page, pages, href }: PaginationProps) {
  const { t } = useFrame();
  if (pages < 2) return null;
  return (
    <nav class="pagination no-print" aria-label={t('ui:pages.label')}>
      {page > 1 ? (
        <a class="ds-link" rel="prev" href={href(page - 1)}>
          <Icon name="back" />
          <span>{t('ui:pages.previous')}</span>
        </a>
      ) : (
        <span />
      )}
      <span>{t('ui:pages.at', { page, pages })}</span>
      {page < pages ? (
        <a class="ds-link" rel="next" href={href(page + 1)}>
          <span>{t('ui:pages.next')}</span>
          <Icon name="forward" />
        </a>
      ) : (
        <span />
      )}
    </nav>
  );
}

/** Points with a picture in front of each instead of a dot. */
export function Points({ items }: { items: readonly { icon: IconName; text: ComponentChildren }[] }) {
  return (
    <ul class="points">
      {items.map(({ icon, text }, at) => (
        <li key={at}>
          <Icon name={icon} />
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}
