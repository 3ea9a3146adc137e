import type { ComponentChildren } from 'preact';

export type StepsProps = {
  /** how many there are, and how many are done */
  of: number;
  done: number;
  /** in words: "3 av 8" with what is counted */
  label: string;
};

/** A counter as a row of dots. The words say it; the dots are for the eye. */
export function Steps({ of, done, label }: StepsProps) {
  const count = Math.min(of, 20);
  return (
    <p class="steps">
      <svg class="steps-dots" viewBox={`0 0 ${count * 24} 24`} width={count * 24} height="24" aria-hidden="true" focusable="false">
        {count > 1 && <path d={`M12 12H${count * 24 - 12}`} />}
        {Array.from({ length: count }, (_, at) => (
          <circle
            key={at}
            class={at < done ? 'step-done' : at === done ? 'step-next' : 'step-ahead'}
            cx={at * 24 + 12}
            cy="12"
            r={at === done ? 8 : 6}
          />
        ))}
      </svg>
      <span>{label}</span>
    </p>
  );
}

/** How far a long job is. Without of it is under way and nobody knows how long it takes. */
export function Progress({ label, done, of, children }: { label: string; done?: number; of?: number; children?: ComponentChildren }) {
  return (
    <div class="progress">
      <label>
        {label}
        <progress value={of === undefined ? undefined : done} max={of} />
      </label>
      {children && <p class="note">{children}</p>}
    </div>
  );
}
