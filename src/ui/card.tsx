import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';
import { Ring } from './ring.tsx';
import type { RingProps } from './ring.tsx';

export type CardProps = {
  title?: ComponentChildren;
  /** makes the title a link, and the whole card a place to press */
  href?: string;
  icon?: IconName;
  /** the circle of chairs in front of the title */
  ring?: RingProps;
  /** a quiet line under the title */
  note?: ComponentChildren;
  /** level of the title, default 3 */
  level?: 2 | 3;
  tone?: 'plain' | 'tinted';
  children?: ComponentChildren;
};

export function Card({ title, href, icon, ring, note, level = 3, tone = 'plain', children }: CardProps) {
  const Heading = `h${level}` as const;
  return (
    <div class={`card card-${tone}${href ? ' card-link' : ''}`}>
      {ring && <Ring {...ring} />}
      {icon && <Icon name={icon} />}
      <div class="flow">
        {title && <Heading>{href ? <a href={href}>{title}</a> : title}</Heading>}
        {note && <p class="note">{note}</p>}
        {typeof children === 'string' ? <p>{children}</p> : children}
      </div>
    </div>
  );
}

/** Cards side by side where there is room. */
export function Cards({ children }: { children: ComponentChildren }) {
  return <div class="cards">{children}</div>;
}

export type OccasionProps = {
  /** small line above: what kind of thing comes next */
  over: ComponentChildren;
  /** the day as people say it */
  title: ComponentChildren;
  level?: 2 | 3;
  actions?: ComponentChildren;
  children?: ComponentChildren;
};

/** The one thing that comes next, large: day, time, place, and the one act. */
export function Occasion({ over, title, level = 2, actions, children }: OccasionProps) {
  const Heading = `h${level}` as const;
  return (
    <section class="occasion">
      <p class="over">{over}</p>
      <Heading>{title}</Heading>
      {children}
      {actions && <div class="actions">{actions}</div>}
    </section>
  );
}

/** The opening of a front page: its h1, one thought, the main act, and the circle of chairs beside it. */
export function Hero({
  title,
  lead,
  actions,
  children,
}: {
  title: ComponentChildren;
  lead: ComponentChildren;
  actions?: ComponentChildren;
  children?: ComponentChildren;
}) {
  return (
    <section class="hero">
      <div class="flow">
        <h1>{title}</h1>
        <p class="lead">{lead}</p>
        {actions && <div class="actions">{actions}</div>}
        {children}
      </div>
      <Ring full={8} of={8} size="large" now={1} />
    </section>
  );
}

export type StageProps = {
  over?: ComponentChildren;
  title: ComponentChildren;
  ring?: RingProps;
  actions?: ComponentChildren;
  children?: ComponentChildren;
};

/** One thing on a phone that lies on the table between people: large enough to be read aloud from. */
export function Stage({ over, title, ring, actions, children }: StageProps) {
  return (
    <section class="stage">
      {over && <p class="over">{over}</p>}
      <h2>{title}</h2>
      {ring && <Ring {...ring} size="large" />}
      {children}
      {actions && <div class="actions">{actions}</div>}
    </section>
  );
}

/** Lines to read aloud, one breath each. */
export function ReadOut({ lines }: { lines: readonly ComponentChildren[] }) {
  return (
    <ul class="read-out">
      {lines.map((line, at) => (
        <li key={at}>{line}</li>
      ))}
    </ul>
  );
}

/** A stretch of a page under its own heading. */
export function Section({
  title,
  id,
  aside,
  children,
}: {
  title: ComponentChildren;
  id?: string;
  aside?: ComponentChildren;
  children: ComponentChildren;
}) {
  return (
    <section class="section" id={id}>
      <div class="section-top">
        <h2>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
