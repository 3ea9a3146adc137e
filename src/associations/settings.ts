import { type Acting, associationOf } from '../accounts/index.ts';
import { sql } from '../lib/db.ts';
import { choices, email, form, lines, longText, optionalInteger, optionalText, phone, text, ticked } from '../lib/forms.ts';
import { defaultWords, type Language, languages, type Words } from '../lib/language.ts';
import { defaultText, textKinds, type TextKind, writeText } from './texts.ts';

export const settingsForm = (country: 'NO' | 'DK') =>
  form({
    name: text(120),
    languages: choices(languages, 1),
    senderName: text(40),
    senderEmail: email(),
    smsSender: optionalText(11),
    contactName: optionalText(60),
    phone: phone(country),
    email: email(),
    postalAddress: longText(300),
    membershipAsked: ticked(),
    keepDays: optionalInteger(1, 90),
    keepMonths: optionalInteger(1, 36),
  });

export type Settings = {
  name: string;
  country: 'NO' | 'DK';
  languages: Language[];
  senderName: string;
  senderEmail: string | null;
  smsSender: string | null;
  contactName: string | null;
  phone: string | null;
  email: string | null;
  postalAddress: string | null;
  membershipAsked: boolean;
  /** how long details are kept after a group has started, and people after their last tie; null leaves it as it is */
  keepDays: number | null;
  keepMonths: number | null;
};

export async function settingsOf({ tx, actor }: Acting): Promise<Settings> {
  const row = await tx.selectFrom('associations').selectAll().where('id', '=', associationOf(actor)).executeTakeFirstOrThrow();
  return {
    name: row.name,
    country: row.country,
    languages: row.languages as Language[],
    senderName: row.sender_name,
    senderEmail: row.sender_email,
    smsSender: row.sms_sender,
    contactName: row.contact_name,
    phone: row.phone,
    email: row.email,
    postalAddress: row.postal_address,
    membershipAsked: row.membership_asked,
    keepDays: row.keep_details_days,
    keepMonths: row.keep_people_months,
  };
}

/** A language that is added gets the texts an association starts with, so that nothing is ever empty. */
export async function changeSettings(acting: Acting, changed: Omit<Settings, 'country'>): Promise<void> {
  const { tx, actor, now } = acting;
  const id = associationOf(actor);
  const before = await settingsOf(acting);
  await tx
    .updateTable('associations')
    .set({
      name: changed.name,
      languages: changed.languages,
      sender_name: changed.senderName,
      sender_email: changed.senderEmail,
      sms_sender: changed.smsSender,
      contact_name: changed.contactName,
      phone: changed.phone,
      email: changed.email,
      postal_address: changed.postalAddress || null,
      membership_asked: changed.membershipAsked,
      ...(changed.keepDays && { keep_details_days: changed.keepDays }),
      ...(changed.keepMonths && { keep_people_months: changed.keepMonths }),
    })
    .where('id', '=', id)
    .execute();
  for (const language of changed.languages.filter((one) => !before.languages.includes(one))) {
    for (const kind of textKinds) {
      const has = await tx
        .selectFrom('texts')
        .select('id')
        .where('association_id', '=', id)
        .where('kind', '=', kind)
        .where('language', '=', language)
        .executeTakeFirst();
      if (!has)
        await writeText(tx, now, id, {
          kind,
          language,
          lines: defaultText(kind, language, { name: changed.name, country: before.country }),
        });
    }
  }
  await acting.record({ act: 'association.changed', object: ['association', id] });
}

export const textForm = form({ lines: lines(1, 40, 400) });

export async function changeText(acting: Acting, kind: TextKind, language: Language, changed: string[]): Promise<void> {
  const id = await writeText(acting.tx, acting.now, associationOf(acting.actor), { kind, language, lines: changed });
  await acting.record({ act: 'text.changed', object: ['text', id] });
}

/** The words an association may call things by its own names; each has five forms. */
export const ownWords = ['facilitator', 'peerSupporter', 'coordinator', 'participant', 'pledge', 'chapter'] as const;
export const wordForms = ['one', 'a', 'the', 'many', 'theMany'] as const;
export type OwnWord = (typeof ownWords)[number];

const wordFields = Object.fromEntries(ownWords.flatMap((word) => wordForms.map((one) => [`${word}.${one}`, optionalText(40)])));
export const wordsForm = form(wordFields);

export async function wordsOf({ tx, actor }: Acting, language: Language): Promise<Words> {
  const row = await tx.selectFrom('associations').select('words').where('id', '=', associationOf(actor)).executeTakeFirstOrThrow();
  return (row.words as Partial<Record<Language, Words>>)[language] ?? {};
}

/** Keeps only what differs from the usual word; a word with a form left empty keeps the usual one there. */
export async function changeWords(acting: Acting, language: Language, typed: Record<string, string | null>): Promise<void> {
  const { tx, actor } = acting;
  const id = associationOf(actor);
  const usual = defaultWords(language);
  const own: Record<string, Record<string, string>> = {};
  for (const word of ownWords) {
    for (const one of wordForms) {
      const value = typed[`${word}.${one}`];
      if (value && value !== (usual[word] as Record<string, string> | undefined)?.[one]) own[word] = { ...own[word], [one]: value };
    }
  }
  await tx
    .updateTable('associations')
    .set({ words: sql`words || ${JSON.stringify({ [language]: own })}::jsonb` }) // those of another language may be changed at the same moment
    .where('id', '=', id)
    .execute();
  await acting.record({ act: 'words.changed', object: ['association', id] });
}
