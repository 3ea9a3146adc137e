import type { ComponentChildren } from 'preact';

type Place = 'full' | 'half' | 'open' | 'now';

export type RingProps = {
  /** places taken, places promised, and all places; more than 20 are drawn as 20 */
  full: number;
  half?: number;
  of: number;
  /** what the ring says, in words; without it the ring is decoration and the words stand beside it */
  label?: string;
  size?: 'small' | 'normal' | 'large';
  /** the place whose turn it is, counted from 0 */
  now?: number;
  /** what stands in the middle of a large ring */
  children?: ComponentChildren;
};

/** The circle of chairs: filled places, promised ones half, free ones open. */
export function Ring({ full, half = 0, of, label, size = 'normal', now, children }: RingProps) {
  return (
    <span class={`ring ring-${size}`}>
      <svg viewBox="0 0 100 100" focusable="false" {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': 'true' })}>
        {places(full, half, of, now).map((place, at, all) => (
          <Chair key={at} place={place} at={at} of={all.length} />
        ))}
      </svg>
      {children && <span class="ring-middle">{children}</span>}
    </span>
  );
}

/** The mark: eight chairs, one of them free. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 100 100" aria-hidden="true" focusable="false">
      {Array.from({ length: 8 }, (_, at) => (
        <Chair key={at} place={at === 1 ? 'open' : 'full'} at={at} of={8} />
      ))}
    </svg>
  );
}

function places(full: number, half: number, of: number, now?: number): Place[] {
  const count = Math.min(Math.max(of, full + half, 1), 20);
  return Array.from({ length: count }, (_, at) => (at === now ? 'now' : at < full ? 'full' : at < full + half ? 'half' : 'open'));
}

function Chair({ place, at, of }: { place: Place; at: number; of: number }) {
  const radius = Math.min(9.5, 92 / of);
  const turn = (2 * Math.PI * at) / of;
  const x = round(50 + (48 - radius) * Math.sin(turn));
  const y = round(50 - (48 - radius) * Math.cos(turn));
  const r = round(radius - 1.5);
  return (
    <g class={`chair chair-${place}`}>
      <circle cx={x} cy={y} r={r} />
      {place === 'half' && <path d={`M${x} ${round(y - r)}a${r} ${r} 0 0 0 0 ${round(2 * r)}z`} />}
    </g>
  );
}

function round(length: number): number {
  return Math.round(length * 100) / 100;
}
