/// <reference lib="dom" />
// The board by hand: dragging, a card that opens where it lies, and what others do meanwhile. The server judges every move.
import { render } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { CardDialog, type DialogTexts, type Person, personOf } from '../board/card-view.tsx';
import { dragByTouch } from './touch-drag.ts';
import { type BoardShown, type BoardTexts, BoardView, type CardShown, type CircleShown, type Dragging } from '../board/view.tsx';

type News = { shown?: BoardShown; said?: string; lines?: string[]; ok?: boolean; version?: number };
type Said = { title: string; lines: readonly string[]; ok: boolean };

const LEFT = 'left';
const EVERY_MS = 4_000;
const json = { accept: 'application/json' } as const;

const root = document.getElementById('board');
if (root) {
  const data = root.dataset;
  const shown = JSON.parse(data['shown']!) as BoardShown;
  root.replaceChildren();
  render(<Live first={shown} texts={JSON.parse(data['texts']!)} dialog={JSON.parse(data['dialog']!)} links={data as Links} />, root);
}
followWork();

type Links = Record<'csrf' | 'state' | 'move' | 'pin' | 'new' | 'here', string>;

function Live({ first, texts, dialog, links }: { first: BoardShown; texts: BoardTexts; dialog: DialogTexts; links: Links }) {
  const [shown, setShown] = useState(first);
  const [said, setSaid] = useState<Said | null>(null);
  const [dragged, setDragged] = useState<{ card: CardShown; person: Person | null } | null>(null);
  const [opened, setOpened] = useState<CardShown | null>(null);
  const version = useRef(first.version);
  const here = useRef(first.here);

  const take = (news: News) => {
    if (news.shown) {
      version.current = news.shown.version;
      here.current = news.shown.here;
      // The forms around the board speak of the same draft.
      for (const field of document.querySelectorAll<HTMLInputElement>('main input[name=version]')) field.value = String(news.shown.version);
      setShown(news.shown);
    }
    if (news.said && (news.ok !== undefined || (news.lines?.length ?? 0) > 0))
      setSaid({ title: news.said, lines: news.lines ?? [], ok: news.ok ?? true });
  };
  const send = async (address: string, fields: Record<string, string>) => {
    const body = new URLSearchParams({ csrf: links.csrf, version: String(version.current), ...fields });
    try {
      take((await (await fetch(address + location.search, { method: 'POST', headers: json, body })).json()) as News);
    } catch {
      setSaid({ title: dialog.offline, lines: [], ok: false });
    }
  };
  const moveTo = async (card: CardShown, to: string) => {
    await send(links.move, { person: card.id, to });
    focusOn(card);
  };
  useNews(links.state, version, here, take);

  const lift = (card: CardShown) => {
    setDragged({ card, person: null });
    void personOf(card).then((person) => setDragged((now) => (now?.card.id === card.id ? { card, person } : now)));
  };
  useTouch({ shown, lift, moveTo, end: () => setDragged(null) });

  const lane = (circle: string | null): Dragging => ({
    onDragOver: (event) => dragged && event.preventDefault(),
    onDrop: (event) => {
      event.preventDefault();
      const isThere = dragged && laneOf(shown, dragged.card.id) === circle;
      if (dragged && !isThere) void moveTo(dragged.card, circle ?? LEFT);
      setDragged(null);
    },
  });
  const hint = (circle: string | null) => {
    const target = dragged?.person?.targets.find((one) => one.to === (circle ?? LEFT));
    return target && { ok: target.ok, text: [target.ok ? target.points : '', ...target.says].filter(Boolean).join('. ') };
  };
  return (
    <>
      <div class="board-live" role="status" tabIndex={-1}>
        {said && (
          <div class="alert" data-color={said.ok ? 'success' : 'danger'}>
            <div class="flow">
              <p class="alert-title">{said.title}</p>
              {said.lines.length > 0 && (
                <ul class="ds-list">
                  {said.lines.map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                </ul>
              )}
            </div>
          </div>
        )}
      </div>
      <BoardView
        shown={shown}
        texts={{ ...texts, leftCount: shown.leftText }}
        csrf={links.csrf}
        links={{ pin: links.pin, newGroup: links.new, page: (page, left) => `${links.here}?page=${page}&left=${left}` }}
        on={{
          lane,
          hint,
          card: (card) => ({
            draggable: !isTouched(),
            onDragStart: (event) => {
              event.dataTransfer?.setData('text/plain', card.initials);
              lift(card);
            },
            onDragEnd: () => setDragged(null),
          }),
          open: (card) => (event) => {
            const click = event as MouseEvent;
            if (click.ctrlKey || click.metaKey || click.shiftKey) return;
            event.preventDefault();
            setOpened(card);
          },
          pin: (circle: CircleShown) => (event) => {
            event.preventDefault();
            void send(links.pin, { circle: circle.id, pinned: circle.pinned ? '' : 'yes' });
          },
        }}
      />
      {opened && (
        <CardDialog
          card={opened}
          texts={dialog}
          csrf={links.csrf}
          close={() => setOpened(null)}
          move={(to) => {
            setOpened(null);
            void moveTo(opened, to);
          }}
          hold={(pinned) => {
            setOpened(null);
            void send(links.pin, { person: opened.id, pinned: pinned ? 'yes' : '' }).then(() => focusOn(opened));
          }}
        />
      )}
    </>
  );
}

/** Where the card lies now; where it lies on another page of the board, what was said of it. */
function focusOn({ id }: CardShown): void {
  requestAnimationFrame(() => {
    const card = document.querySelector<HTMLElement>(`[data-card="${id}"] a`) ?? document.querySelector<HTMLElement>('.board-live');
    card?.focus();
  });
}

function laneOf({ circles }: BoardShown, card: string): string | null {
  return circles.find(({ cards }) => cards.some(({ id }) => id === card))?.id ?? null;
}

/** A finger drags in its own way; a browser that has its own too must not do both. */
function isTouched(): boolean {
  return matchMedia('(pointer: coarse)').matches;
}

type Touch = { shown: BoardShown; lift(card: CardShown): void; moveTo(card: CardShown, to: string): Promise<void>; end(): void };
function useTouch(touch: Touch): void {
  const now = useRef(touch);
  now.current = touch;
  useEffect(() => {
    const cardOf = (part: HTMLElement) =>
      [...now.current.shown.circles.flatMap(({ cards }) => cards), ...now.current.shown.left].find(({ id }) => id === part.dataset['card']);
    return dragByTouch(root!, {
      lifts: '[data-card]',
      lanes: '[data-circle], .board-left',
      start: (lifted) => {
        const card = cardOf(lifted);
        if (card) now.current.lift(card);
      },
      drop: (lifted, lane) => {
        const [card, to] = [cardOf(lifted), lane.dataset['circle'] ?? LEFT];
        if (card && !lane.contains(lifted)) void now.current.moveTo(card, to);
      },
      end: () => now.current.end(),
    });
  }, []);
}

/** Asks now and then what others have done, while somebody looks. */
function useNews(address: string, version: { current: number }, here: { current: string }, take: (news: News) => void): void {
  useEffect(() => {
    const timer = setInterval(async () => {
      if (document.visibilityState !== 'visible') return;
      const page = new URLSearchParams(location.search);
      page.set('version', String(version.current));
      page.set('here', here.current);
      const asked = version.current;
      const news = await fetch(`${address}?${page}`, { headers: json })
        .then((reply) => (reply.ok ? (reply.json() as Promise<News>) : null))
        .catch(() => null);
      // What was done here meanwhile is newer than the answer.
      if (news && asked === version.current) take({ ...news, ok: undefined } as News);
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [address]);
}

/** How far the composing is, once a second; when it is over the page is drawn anew. */
function followWork(): void {
  const panel = document.getElementById('board-work');
  const address = panel?.dataset['state'];
  if (!panel || !address) return;
  const set = (selector: string, text: string) => {
    const part = panel.querySelector(selector);
    if (part && part.textContent !== text) part.textContent = text;
  };
  const timer = setInterval(async () => {
    const news = await fetch(`${address}?version=0`, { headers: json })
      .then((reply) => (reply.ok ? (reply.json() as Promise<{ work: { said: string; soFar: string; share: number } | null }>) : null))
      .catch(() => null);
    if (!news) return;
    if (news.work === null) {
      clearInterval(timer);
      return location.assign(panel.dataset['after'] ?? location.href);
    }
    set('.board-work-said', news.work.said);
    set('.board-work-so-far', news.work.soFar);
    const bar = panel.querySelector('progress');
    if (bar) bar.value = news.work.share;
  }, 1_000);
}
