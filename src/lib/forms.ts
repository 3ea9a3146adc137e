import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { z } from 'zod';
import { isId } from './ids.ts';
import { parseClock, parseDay } from './typed-day.ts';

/** What was wrong with a field, by field name. The text is `ui:slip.<code>` with `values`. */
export type Slip = { code: string; values?: Record<string, string | number> };
export type Slips = Record<string, Slip>;
/** What the person typed, to be shown again as it was: several values for a group of checkboxes. */
export type Typed = Record<string, string | string[]>;
export type Read<T> = { ok: true; value: T; typed: Typed } | { ok: false; slips: Slips; typed: Typed };

type Shape = Record<string, z.ZodType>;

/** Reads a submitted form by its schema. Unknown fields are ignored; a field that may come several times is one whose schema takes an array. */
export function readForm<S extends Shape>(schema: z.ZodObject<S>, submitted: FormData | URLSearchParams): Read<z.infer<z.ZodObject<S>>> {
  const typed: Typed = {};
  for (const name of Object.keys(schema.shape)) {
    const values = submitted
      .getAll(name)
      .filter((value) => typeof value === 'string')
      .map((value) => value.normalize('NFC'));
    if (values.length > 0) typed[name] = several.has(schema.shape[name]!) ? values : values[0]!;
  }
  const input = Object.fromEntries(
    Object.keys(schema.shape).map((name) => [name, typed[name] ?? (several.has(schema.shape[name]!) ? [] : '')]),
  );
  const read = schema.safeParse(input);
  if (read.success) return { ok: true, value: read.data, typed };
  const slips: Slips = {};
  for (const issue of read.error.issues) slips[String(issue.path[0] ?? 'form')] ??= slipOf(issue);
  return { ok: false, slips, typed };
}

function slipOf(issue: z.core.$ZodIssue): Slip {
  if (issue.code !== 'custom') return { code: 'not-a-choice' };
  const { code = 'not-a-choice', ...values } = (issue.params ?? {}) as { code?: string } & Record<string, string | number>;
  return { code, ...(Object.keys(values).length > 0 && { values }) };
}

const several = new WeakSet<z.ZodType>();

type Context = z.RefinementCtx;
function slip(context: Context, code: string, values: Record<string, string | number> = {}): never {
  context.addIssue({ code: 'custom', params: { code, ...values } });
  return z.NEVER;
}

/** One line of text, trimmed, without control characters. */
export const text = (max = 200) => line(max, true);
export const optionalText = (max = 200) => line(max, false).transform((value) => value || null);

function line(max: number, needed: boolean) {
  return z.string().transform((raw, context) => {
    const value = raw.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
    if (needed && value === '') return slip(context, 'required');
    return value.length > max ? slip(context, 'too-long', { max }) : value;
  });
}

/** Several lines. */
export const longText = (max = 2_000) =>
  z.string().transform((raw, context) => {
    const value = raw
      .replace(/\r\n?/g, '\n')
      .replace(/[^\P{Cc}\n]+/gu, ' ')
      .trim();
    return value.length > max ? slip(context, 'too-long', { max }) : value;
  });

/** A line each, empty lines dropped; at least `min` lines. */
export const lines = (min: number, maxLines: number, maxLength: number) =>
  longText(maxLines * (maxLength + 1)).transform((value, context) => {
    const all = value
      .split('\n')
      .map((one) => one.trim())
      .filter(Boolean);
    if (all.length < min) return slip(context, 'required');
    if (all.length > maxLines) return slip(context, 'too-many-lines', { max: maxLines });
    return all.some((one) => one.length > maxLength) ? slip(context, 'line-too-long', { max: maxLength }) : all;
  });

/** A phone number as E.164; numbers without a country code are read as of `country`. */
export const phone = (country: 'NO' | 'DK') =>
  z.string().transform((raw, context) => {
    if (raw.trim() === '') return null;
    const found = parsePhoneNumberFromString(raw, country);
    return found?.isValid() ? found.number : slip(context, 'not-a-phone');
  });

export const email = () =>
  z.string().transform((raw, context) => {
    const value = raw.trim();
    if (value === '') return null;
    return value.length <= 254 && z.email().safeParse(value).success ? value.toLowerCase() : slip(context, 'not-an-email');
  });

export const day = () =>
  z.string().transform((raw, context) => (raw.trim() === '' ? slip(context, 'required') : (parseDay(raw) ?? slip(context, 'not-a-day'))));
export const optionalDay = () =>
  z.string().transform((raw, context) => (raw.trim() === '' ? null : (parseDay(raw) ?? slip(context, 'not-a-day'))));
export const clock = () =>
  z
    .string()
    .transform((raw, context) => (raw.trim() === '' ? slip(context, 'required') : (parseClock(raw) ?? slip(context, 'not-a-clock'))));

export const choice = <const T extends string>(options: readonly T[]) =>
  z
    .string()
    .transform((raw, context): T =>
      raw === '' ? slip(context, 'choose-one') : options.includes(raw as T) ? (raw as T) : slip(context, 'not-a-choice'),
    );
export const optionalChoice = <const T extends string>(options: readonly T[]) =>
  z
    .string()
    .transform((raw, context): T | null => (raw === '' ? null : options.includes(raw as T) ? (raw as T) : slip(context, 'not-a-choice')));

/** Checkboxes: those that are ticked, in the order of `options`. */
export function choices<const T extends string>(options: readonly T[], min = 0) {
  const schema = z.array(z.string()).transform((raw, context): T[] => {
    if (raw.some((value) => !options.includes(value as T))) return slip(context, 'not-a-choice');
    return raw.length < min ? slip(context, 'choose-some', { count: min }) : options.filter((option) => raw.includes(option));
  });
  several.add(schema);
  return schema;
}

/** Ids picked from a list that the action checks. */
export function ids(min = 0, max = 500) {
  const schema = z.array(z.string()).transform((raw, context): string[] => {
    if (raw.length > max || raw.some((value) => !isId(value))) return slip(context, 'not-a-choice');
    return raw.length < min ? slip(context, 'choose-from', { count: min }) : [...new Set(raw)];
  });
  several.add(schema);
  return schema;
}

export const id = () =>
  z.string().transform((raw, context) => (raw === '' ? slip(context, 'choose-one') : isId(raw) ? raw : slip(context, 'not-a-choice')));
export const optionalId = () =>
  z.string().transform((raw, context) => (raw === '' ? null : isId(raw) ? raw : slip(context, 'not-a-choice')));

export const ticked = () => z.string().transform((raw) => raw !== '');
/** A box that must be ticked, such as consent. */
export const mustTick = (code = 'must-tick') => z.string().transform((raw, context) => (raw === '' ? slip(context, code) : true));

export const integer = (min: number, max: number) =>
  z.string().transform((raw, context) => (raw.trim() === '' ? slip(context, 'required') : whole(raw, min, max, context)));
export const optionalInteger = (min: number, max: number) =>
  z.string().transform((raw, context) => (raw.trim() === '' ? null : whole(raw, min, max, context)));

function whole(raw: string, min: number, max: number, context: Context): number {
  const value = Number(raw.trim());
  if (!/^\d+$/.test(raw.trim())) return slip(context, 'not-a-number');
  return value < min || value > max ? slip(context, 'out-of-range', { min, max }) : value;
}

export const form = <S extends Shape>(shape: S) => z.object(shape);
