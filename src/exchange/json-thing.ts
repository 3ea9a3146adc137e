/** Values out of a JSON file that may hold anything. */
export type Thing = Record<string, unknown>;

export const isThing = (value: unknown): value is Thing => typeof value === 'object' && value !== null && !Array.isArray(value);
export const things = (value: unknown): Thing[] => (Array.isArray(value) ? value.filter(isThing) : []);
/** A text or a number as text; a JSON date, phone or postal code may be either. */
export const text = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' && Number.isFinite(value) ? String(value) : '';
