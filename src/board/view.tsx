/** The board, drawn the same by the server and in the browser: plain links and forms that work without script. */
import type { ComponentChildren } from 'preact';
import { Icon } from '../ui/icon.tsx';
import { Ring } from '../ui/ring.tsx';
import type { BoardShown, CardShown, CircleShown } from './shown.ts';

export type { BoardShown, CardShown, CircleShown };

export const boardTexts = [
  'groups',
  'left',
  'left-none',
  'empty',
  'empty-how',
  'new-group',
  'hold',
  'let-go',
  'held',
  'open',
  'accepted-title',
  'earlier',
  'later',
  'move',
] as const;
export type BoardTexts = Record<(typeof boardTexts)[number], string> & {
  /** with `{{no}}`, `{{page}}`, `{{pages}}` left open */
  patterns: Record<'accepted' | 'asked' | 'pages', string>;
  leftCount: string;
};

type Dragged = (event: DragEvent) => void;
export type Dragging = {
  draggable?: boolean;
  onDragStart?: Dragged;
  onDragEnd?: Dragged;
  onDragEnter?: Dragged;
  onDragOver?: Dragged;
  onDrop?: Dragged;
};

/** What the browser adds: dragging, and a card that opens where it lies. */
export type Handlers = {
  card?: (card: CardShown) => Dragging;
  open?: (card: CardShown) => ((event: Event) => void) | undefined;
  /** `null`: those left over */
  lane?: (circle: string | null) => Dragging;
  /** what the card being dragged would mean here */
  hint?: (circle: string | null) => { text: string; ok: boolean } | undefined;
  pin?: (circle: CircleShown) => ((event: Event) => void) | undefined;
};

export type BoardViewProps = {
  shown: BoardShown;
  texts: BoardTexts;
  csrf: string | undefined;
  links: { pin: string; newGroup: string; page: (page: number, left: number) => string };
  on?: Handlers;
};

const filled = (text: string, values: Record<string, string | number>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));

/** Parts of one sentence: "Ages within 14 years; nobody travels over 25 km." */
const sentence = (parts: readonly string[]): string => {
  const text = parts.join('; ');
  return text.charAt(0).toUpperCase() + text.slice(1) + (/[.…]$/.test(text) ? '' : '.');
};

export function BoardView(props: BoardViewProps) {
  const { shown, texts, links } = props;
  return (
    <div class="board">
      <section class="board-circles" aria-labelledby="circles">
        <h2 class="ds-sr-only" id="circles">
          {texts.groups}
        </h2>
        {shown.circles.length === 0 && (
          <div class="board-none flow">
            <p class="empty-title">{texts.empty}</p>
            <p>{texts['empty-how']}</p>
          </div>
        )}
        <ul class="board-list">
          {shown.circles.map((circle) => (
            <CircleColumn key={circle.id} circle={circle} {...props} />
          ))}
        </ul>
        <Pages at={shown.page} of={shown.pages} texts={texts} href={(page) => links.page(page, shown.leftPage)} />
        <p>
          <a class="ds-button" data-variant="secondary" href={links.newGroup}>
            <Icon name="plus" />
            {texts['new-group']}
          </a>
        </p>
        <Accepted {...props} />
      </section>
      <LeftColumn {...props} />
    </div>
  );
}

function CircleColumn({ circle, ...props }: BoardViewProps & { circle: CircleShown }) {
  const { texts, on = {}, csrf, shown, links } = props;
  const hint = on.hint?.(circle.id);
  return (
    <li class={hint ? (hint.ok ? 'circle may-drop' : 'circle may-not-drop') : 'circle'} data-circle={circle.id} {...on.lane?.(circle.id)}>
      <div class="circle-top">
        <Ring full={circle.full} of={circle.of} />
        <div>
          <h3 id={`circle-${circle.id}`}>{circle.title}</h3>
          <p class="note">{circle.where}</p>
        </div>
      </div>
      {hint && <p class="circle-hint">{hint.text}</p>}
      {circle.pinned && (
        <p class="circle-held">
          <Icon name="lock" /> {texts.held}
        </p>
      )}
      <p class="circle-says">{sentence(circle.says.length > 1 ? circle.says.slice(1) : circle.says)}</p>
      {circle.problems.length > 0 && (
        <ul class="circle-problems">
          {circle.problems.map((problem) => (
            <li key={problem}>
              <Icon name="warning" /> {problem}
            </li>
          ))}
        </ul>
      )}
      <ul class="board-cards" aria-labelledby={`circle-${circle.id}`}>
        {circle.cards.map((card) => (
          <Card key={card.id} card={card} {...props} />
        ))}
      </ul>
      <div class="circle-acts">
        <a class="ds-button small" data-variant="secondary" href={circle.href}>
          {texts.open}
          <span class="ds-sr-only">, {circle.title}</span>
        </a>
        <form class="act" action={links.pin} method="post" onSubmit={on.pin?.(circle)}>
          <Hidden csrf={csrf} version={shown.version} circle={circle.id} pinned={circle.pinned ? '' : 'yes'} />
          <button class="ds-button small" data-variant="tertiary" type="submit">
            {circle.pinned ? texts['let-go'] : texts.hold}
            <span class="ds-sr-only">, {circle.title}</span>
          </button>
        </form>
      </div>
    </li>
  );
}

export function Hidden({ csrf, ...fields }: { csrf: string | undefined } & Record<string, string | number | undefined>) {
  return (
    <>
      {Object.entries({ ...(csrf && { csrf }), ...fields }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
    </>
  );
}

function Card({ card, texts, on = {} }: BoardViewProps & { card: CardShown }) {
  return (
    <li class="board-card" data-card={card.id} {...on.card?.(card)}>
      <a href={card.href} draggable={false} onClick={on.open?.(card)}>
        <span class="ds-sr-only">{texts.move} </span>
        <span class="board-initials">{card.initials}</span> <span class="board-about">{card.about}</span>
        {card.pinned && <Icon name="lock" />}
      </a>
      {card.marks.length > 0 && (
        <ul class="board-marks">
          {card.marks.map((mark) => (
            <li key={mark}>{mark}</li>
          ))}
        </ul>
      )}
    </li>
  );
}

function LeftColumn(props: BoardViewProps) {
  const { shown, texts, links, on = {} } = props;
  const hint = on.hint?.(null);
  return (
    <section class={hint ? 'board-left may-drop' : 'board-left'} aria-labelledby="left-over" {...on.lane?.(null)}>
      <h2 id="left-over">{texts.left}</h2>
      <p class="note">{shown.leftCount === 0 ? texts['left-none'] : texts.leftCount}</p>
      {hint && <p class="circle-hint">{hint.text}</p>}
      <ul class="board-cards" aria-labelledby="left-over">
        {shown.left.map((card) => (
          <Card key={card.id} card={card} {...props} />
        ))}
      </ul>
      <Pages at={shown.leftPage} of={shown.leftPages} texts={texts} href={(page) => links.page(shown.page, page)} />
    </section>
  );
}

function Accepted({ shown, texts }: BoardViewProps): ComponentChildren {
  if (shown.accepted.length === 0) return null;
  return (
    <div class="flow">
      <h3>{texts['accepted-title']}</h3>
      <ul class="ds-list">
        {shown.accepted.map(({ no, href, asks }) => (
          <li key={no}>
            <a class="ds-link" href={href}>
              {filled(asks ? texts.patterns.asked : texts.patterns.accepted, { no })}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Pages({ at, of, texts, href }: { at: number; of: number; texts: BoardTexts; href: (page: number) => string }) {
  if (of < 2) return null;
  return (
    <p class="board-pages">
      {at > 1 && (
        <a class="ds-link" href={href(at - 1)}>
          {texts.earlier}
        </a>
      )}
      <span>{filled(texts.patterns.pages, { page: at, pages: of })}</span>
      {at < of && (
        <a class="ds-link" href={href(at + 1)}>
          {texts.later}
        </a>
      )}
    </p>
  );
}
