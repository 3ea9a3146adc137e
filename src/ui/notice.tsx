import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';
import { Ring } from './ring.tsx';

export type StateTone = 'neutral' | 'info' | 'success' | 'warning' | 'danger';

const drawings: Record<StateTone, IconName> = { neutral: 'info', info: 'info', success: 'check', warning: 'warning', danger: 'warning' };

export type AlertProps = {
  tone?: StateTone;
  title?: ComponentChildren;
  /** said by a screen reader as soon as it is there: for what just happened */
  live?: boolean;
  children?: ComponentChildren;
};

/** Something to know before going on. */
export function Alert({ tone = 'info', title, live, children }: AlertProps) {
  return (
    <div class="alert" data-color={tone} role={live ? (tone === 'danger' ? 'alert' : 'status') : undefined}>
      <Icon name={drawings[tone]} />
      <div class="flow">
        {title && <p class="alert-title">{title}</p>}
        {typeof children === 'string' ? <p>{children}</p> : children}
      </div>
    </div>
  );
}

/** A state in one or two words. The words say it; colour and shape only help. */
export function Tag({ tone = 'neutral', children }: { tone?: StateTone; children: ComponentChildren }) {
  return (
    <span class="tag" data-color={tone}>
      <span class={`tag-shape tag-${tone}`} aria-hidden="true" />
      {children}
    </span>
  );
}

/** What an empty list will hold, and how it begins. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: ComponentChildren;
  children?: ComponentChildren;
  action?: ComponentChildren;
}) {
  return (
    <div class="empty">
      <Ring full={0} of={8} />
      <div class="flow">
        <p class="empty-title">{title}</p>
        {typeof children === 'string' ? <p>{children}</p> : children}
        {action && <div class="actions">{action}</div>}
      </div>
    </div>
  );
}

/** It is done: what happened, and what happens next. Stands in place of the page's heading. */
export function Done({ title, lead, children }: { title: ComponentChildren; lead?: ComponentChildren; children?: ComponentChildren }) {
  return (
    <div class="done">
      <Icon name="check" />
      <div class="flow">
        <h1>{title}</h1>
        {lead && <p class="lead">{lead}</p>}
        {children}
      </div>
    </div>
  );
}
