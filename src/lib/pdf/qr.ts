import { encode } from 'uqr';

/**
 * `quick`: with the pattern laid over it that comes first to hand. ISO/IEC 18004 would have the one of eight that is easiest to read, and
 * weighing them takes six times as long; every reader tells them apart, and a letter is read at arm's length.
 */
export type Qr = { qr: string; ecc: 'M' | 'Q'; quick?: boolean };
const isQr = (value: object): value is Qr => typeof (value as Qr).qr === 'string' && typeof (value as Qr).ecc === 'string';

/** Every `{ qr, ecc }` in the data drawn as an SVG: here and not by whoever orders, since a batch has one for each letter. */
export function drawn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(drawn);
  if (!value || typeof value !== 'object') return value;
  if (isQr(value)) return svgOf(value);
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, drawn(one)]));
}

/** One path: a stroke of one module's width for each run of dark ones. */
export function svgOf({ qr, ecc, quick = false }: Qr): string {
  const { data, size } = encode(qr, { border: 0, ecc, ...(quick && { maskPattern: 2 }) });
  const runs: string[] = [];
  for (const [y, row] of data.entries())
    for (let x = 0; x < size; x += 1) {
      const from = x;
      while (row[x]) x += 1;
      if (x > from) runs.push(`M${from},${y}.5h${x - from}`);
    }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><path d="${runs.join('')}" fill="none" stroke="#000"/></svg>`;
}
