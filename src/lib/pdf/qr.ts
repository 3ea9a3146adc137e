import { encode } from 'uqr';

export type Qr = { qr: string; ecc: 'M' | 'Q' };
const isQr = (value: object): value is Qr => typeof (value as Qr).qr === 'string' && typeof (value as Qr).ecc === 'string';

/** Every `{ qr, ecc }` in the data drawn as an SVG: here and not by whoever orders, since a batch has one for each letter. */
export function drawn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(drawn);
  if (!value || typeof value !== 'object') return value;
  if (isQr(value)) return svgOf(value);
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, drawn(one)]));
}

/** One path, a stroke for each run of dark modules. */
function svgOf({ qr, ecc }: Qr): string {
  const { data, size } = encode(qr, { border: 0, ecc });
  const runs = data.flatMap((row, y) =>
    [
      ...row
        .map((dark) => (dark ? 1 : 0))
        .join('')
        .matchAll(/1+/g),
    ].map((run) => stroke(run, y)),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><path d="${runs.join('')}"/></svg>`;
}

const stroke = (run: RegExpExecArray, y: number): string => `M${run.index},${y}h${run[0].length}v1h-${run[0].length}z`;
