/** Hears all that leaves the house in a test and finds words that must not: a group's name, a diagnosis, a person. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Email } from 'postal-mime';
import { day } from '../src/lib/day.ts';
import { openDb, transaction } from '../src/lib/db.ts';
import { languages, type TextKey, translator } from '../src/lib/language.ts';
import { contactsOf, namesOf } from '../src/people/index.ts';
import { commonDiagnoses } from '../src/intake/import/index.ts';
import type { TextMessage } from './outside.ts';
import type { TestWorld } from './world.ts';

export type Place = 'message' | 'log' | 'address' | 'error page';
export type Kind = 'group' | 'diagnosis' | 'person';
type Secret = { word: string; kind: Kind; person?: string; firstName?: boolean };
export type Leak = { place: Place; kind: Kind; word: string; text: string };

export type Canary = {
  /** learns what is secret in this world now, and forgets nothing; again when more people and groups have come, or somebody has moved. `own`: whose an address is that waits for its code */
  learn(test: TestWorld, own?: Record<string, string>): Promise<void>;
  hear(place: Place, text: string, toPerson?: string): void;
  hearMail(mail: Email): void;
  hearSms(sms: TextMessage): void;
  /** hears the addresses asked for and led to, and the pages of what went wrong; gives back what answers */
  around(answer: (request: Request) => Response | Promise<Response>): (request: Request) => Promise<Response>;
  /** hears standard error, where the log goes, until it is released */
  hearLog(): () => void;
  leaks(): Leak[];
  heard(): Record<Place, number>;
};

const WRONG = [403, 404, 410, 413, 429, 500];

export function canary(): Canary {
  const secrets = new Map<string, Secret>();
  const own = new Map<string, string>();
  const lines: { place: Place; text: string; to: string | undefined }[] = [];
  const hear = (place: Place, text: string, to?: string) => void lines.push({ place, text, to });
  return {
    async learn(test, more = {}) {
      const learnt = await secretsOf(test);
      for (const secret of learnt.secrets) secrets.set(`${secret.kind} ${secret.word}`, secret);
      for (const [address, name] of [...learnt.own, ...Object.entries(more)]) own.set(address, name);
    },
    hear,
    hearMail: (mail) => hear('message', `${mail.from?.name}\n${mail.subject}\n${mail.text}\n${attached(mail)}`, mail.to?.[0]?.address),
    hearSms: (sms) => hear('message', sms.message, sms.to),
    around: (answer) => async (request) => {
      hear('address', request.url);
      const response = await answer(request);
      const location = response.headers.get('location');
      if (location) hear('address', location);
      if (WRONG.includes(response.status)) hear('error page', await response.clone().text());
      return response;
    },
    hearLog() {
      const write = process.stderr.write.bind(process.stderr);
      process.stderr.write = ((text: string | Uint8Array, ...rest: []) => {
        hear('log', String(text));
        return write(text, ...rest);
      }) as typeof process.stderr.write;
      return () => void (process.stderr.write = write);
    },
    leaks: () => lines.flatMap((line) => [...secrets.values()].flatMap((secret) => leakOf(line, secret, own))),
    heard: () => {
      const counts: Record<Place, number> = { message: 0, log: 0, address: 0, 'error page': 0 };
      for (const { place } of lines) counts[place] += 1;
      return counts;
    },
  };
}

function leakOf(
  { place, text, to }: { place: Place; text: string; to: string | undefined },
  secret: Secret,
  own: Map<string, string>,
): Leak[] {
  // One's own name stands in the greeting of one's own message.
  if (place === 'message' && secret.firstName && to && own.get(to) === secret.word) return [];
  const plain = place === 'address' ? decoded(text) : text;
  const at = plain.search(
    new RegExp(
      `(?<![\\p{L}\\d])${secret.word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\d])`,
      secret.kind === 'diagnosis' ? 'iu' : 'u',
    ),
  );
  return at < 0 ? [] : [{ place, kind: secret.kind, word: secret.word, text: plain.slice(Math.max(0, at - 40), at + 60) }];
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address.replaceAll('+', ' '));
  } catch {
    return address;
  }
}

const attached = (mail: Email) =>
  mail.attachments
    .map(({ content }) => (typeof content === 'string' ? content : Buffer.from(content as ArrayBuffer).toString('utf8')))
    .join('\n');

async function secretsOf({ world, superuser }: TestWorld): Promise<{ secrets: Secret[]; own: Map<string, string> }> {
  const said = saidAnyway();
  const own = new Map<string, string>();
  const secrets: Secret[] = [];
  const add = (secret: Secret) => void (secret.word.length > 2 && !said.has(secret.word.toLowerCase()) && secrets.push(secret));
  for (const { name } of (await superuser.query<{ name: string }>('select distinct name from groups')).rows)
    add({ word: name, kind: 'group' });
  for (const word of diagnoses()) add({ word, kind: 'diagnosis' });
  const db = openDb({ ...superuser.options, max: 1 }, world.keys.context, () => {});
  await transaction(db, { person: null, today: day('2026-01-01') }, async (tx) => {
    const people = (await tx.selectFrom('people').select('id').execute()).map(({ id }) => id);
    for (const [person, { called, fullName }] of await namesOf({ world, tx }, people)) {
      add({ word: called, kind: 'person', person, firstName: true });
      if (fullName) add({ word: fullName, kind: 'person', person });
      for (const { value } of await contactsOf({ world, tx }, person)) {
        own.set(value, called);
        add({ word: value, kind: 'person', person });
      }
    }
  });
  await db.pool.end();
  return { secrets, own };
}

const diagnoses = (): Set<string> =>
  new Set(
    Object.keys(commonDiagnoses).flatMap((one) => languages.map((language) => translator(language)(`import:diagnosis.${one}` as TextKey))),
  );

/** Words the program itself says somewhere: "Finn" is a name and a verb, and nobody could tell. */
function saidAnyway(): Set<string> {
  const folder = join(import.meta.dirname, '../locales');
  const texts = languages.flatMap((language) =>
    readdirSync(join(folder, language))
      .filter((file) => file !== 'import.json' && file !== 'demo.json')
      .map((file) => readFileSync(join(folder, language, file), 'utf8')),
  );
  return new Set(
    texts
      .join('\n')
      .toLowerCase()
      .match(/\p{L}+/gu),
  );
}
