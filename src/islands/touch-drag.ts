/// <reference lib="dom" />
// Dragging with a finger: what is held for a moment follows it; a quick touch still opens, and a sweep still scrolls the page.
// Browsers drag with a mouse by themselves, and with a finger only some of them.

export type TouchDrag = {
  /** what can be lifted, and where it can be let go */
  lifts: string;
  lanes: string;
  start(lifted: HTMLElement): void;
  drop(lifted: HTMLElement, lane: HTMLElement): void;
  end(): void;
};

const HOLD_MS = 350;
/** a finger that has moved so far before is scrolling */
const STILL_PX = 8;
const EDGE_PX = 90;
const STEP_PX = 14;

/** Returns how to undo it. */
export function dragByTouch(root: HTMLElement, on: TouchDrag): () => void {
  let timer = 0;
  let from = { x: 0, y: 0 };
  let held: { lifted: HTMLElement; ghost: HTMLElement; scroll: number; at: { x: number; y: number } } | undefined;

  const laneAt = ({ x, y }: { x: number; y: number }) => document.elementFromPoint(x, y)?.closest<HTMLElement>(on.lanes) ?? null;
  const place = () => {
    if (held) held.ghost.style.transform = `translate(${held.at.x + 12}px, ${held.at.y + 12}px)`;
  };
  const roll = () => {
    if (!held) return;
    const { y } = held.at;
    const step = y < EDGE_PX ? -STEP_PX : y > innerHeight - EDGE_PX ? STEP_PX : 0;
    if (step !== 0) scrollBy(0, step);
    held.scroll = requestAnimationFrame(roll);
  };
  const lift = (lifted: HTMLElement) => {
    const ghost = lifted.cloneNode(true) as HTMLElement;
    ghost.classList.add('board-ghost');
    ghost.setAttribute('aria-hidden', 'true');
    ghost.style.inlineSize = `${lifted.offsetWidth}px`;
    document.body.append(ghost);
    held = { lifted, ghost, at: from, scroll: requestAnimationFrame(roll) };
    place();
    on.start(lifted);
  };
  const letGo = () => {
    clearTimeout(timer);
    if (!held) return;
    cancelAnimationFrame(held.scroll);
    held.ghost.remove();
    held = undefined;
    on.end();
  };

  const begun = (event: TouchEvent) => {
    const lifted = (event.target as Element).closest<HTMLElement>(on.lifts);
    if (!lifted || event.touches.length > 1) return letGo();
    from = { x: event.touches[0]!.clientX, y: event.touches[0]!.clientY };
    timer = window.setTimeout(lift, HOLD_MS, lifted);
  };
  const moved = (event: TouchEvent) => {
    const at = { x: event.touches[0]!.clientX, y: event.touches[0]!.clientY };
    if (!held) {
      if (Math.hypot(at.x - from.x, at.y - from.y) > STILL_PX) clearTimeout(timer);
      return;
    }
    event.preventDefault();
    held.at = at;
    place();
  };
  const ended = (event: TouchEvent) => {
    const lane = held && laneAt(held.at);
    const lifted = held?.lifted;
    if (held) event.preventDefault();
    letGo();
    if (lifted && lane) on.drop(lifted, lane);
  };
  const noMenu = (event: Event) => {
    if (held) event.preventDefault();
  };
  root.addEventListener('touchstart', begun, { passive: true });
  root.addEventListener('touchmove', moved, { passive: false });
  root.addEventListener('touchend', ended);
  root.addEventListener('touchcancel', letGo);
  root.addEventListener('contextmenu', noMenu);
  return () => {
    letGo();
    root.removeEventListener('touchstart', begun);
    root.removeEventListener('touchmove', moved);
    root.removeEventListener('touchend', ended);
    root.removeEventListener('touchcancel', letGo);
    root.removeEventListener('contextmenu', noMenu);
  };
}
