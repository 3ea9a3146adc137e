import { z } from 'zod';
import { email, form, id, optionalText, phone, ticked } from '../lib/forms.ts';
import type { Language } from '../lib/language.ts';
import type { Contact } from './code.ts';

/** A number without a country code is read as one of the country whose language the page has. */
const countries = (language: Language) => (language === 'da' ? (['DK', 'NO'] as const) : (['NO', 'DK'] as const));

/** What is reached there, as it is kept; undefined for what is neither. */
export function contactOf(raw: string, language: Language): Contact | undefined {
  const kind = raw.includes('@') ? 'email' : 'phone';
  const ways = kind === 'email' ? [email()] : countries(language).map(phone);
  const value = ways.map((way) => way.safeParse(raw)).find((read) => read.success)?.data;
  return value ? { kind, value } : undefined;
}

/** A telephone number or an e-mail address in the one field. */
const contact = (language: Language) =>
  z.string().transform((raw, context): Contact => {
    const read = contactOf(raw, language);
    if (read) return read;
    const code = raw.trim() === '' ? 'required' : raw.includes('@') ? 'not-an-email' : 'not-a-contact';
    context.addIssue({ code: 'custom', params: { code } });
    return z.NEVER;
  });

/** Digits as people copy them, with spaces and hyphens. */
const digits = () =>
  z.string().transform((raw, context) => {
    const value = raw.replace(/[\s.-]+/g, '');
    if (/^\d{6,9}$/.test(value)) return value;
    context.addIssue({ code: 'custom', params: { code: value === '' ? 'required' : 'not-a-code' } });
    return z.NEVER;
  });

const paperCode = () =>
  z.string().transform((raw, context) => {
    const value = raw.toUpperCase().replace(/[^0-9A-Z]+/g, '');
    if (value.length === 12) return value;
    context.addIssue({ code: 'custom', params: { code: value === '' ? 'required' : 'not-a-paper-code' } });
    return z.NEVER;
  });

export const askForm = (language: Language) => form({ contact: contact(language), own: ticked(), back: optionalText(500) });
export const codeForm = form({ code: digits(), back: optionalText(500) });
export const chooseForm = form({ person: id() });
export const paperForm = form({ code: paperCode(), own: ticked(), back: optionalText(500) });
export const backForm = form({ back: optionalText(500) });
