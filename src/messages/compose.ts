import type { Acting } from '../accounts/index.ts';
import { calendar } from '../lib/calendar.ts';
import { type Clock, type Day, zone } from '../lib/day.ts';
import { type Translate, translator } from '../lib/language.ts';
import type { Mail } from '../lib/mail.ts';
import { sayDay, sayDayTime } from '../lib/say.ts';
import { kindOf, type Said } from './kinds.ts';
import { linkUrl, tokenOf } from './links.ts';
import { type Message, placeOf, type Recipient, type Sender, senderOf } from './store.ts';

/** A message as it is read: nothing of it is stored. */
export type Composed = {
  subject: string;
  /** without greeting and name */
  body: string;
  /** whole, for a mail or a letter */
  text: string;
  sms: string;
  /** what to say on the phone: the same, without the link */
  spoken: string;
  calendar?: NonNullable<Mail['calendar']>;
  sender: Sender;
};

type Scene = Pick<Acting, 'world' | 'tx' | 'now' | 'today'>;

/** Writes a message in the person's language, with the association's own words. The link in it works once it is minted. */
export async function compose(scene: Scene, message: Message, to: Recipient): Promise<Composed> {
  return await composer(scene)(message, to);
}

/** Writes one message after the other: what they share is asked for once. */
export function composer(scene: Scene): (message: Message, to: Recipient) => Promise<Composed> {
  const senders = new Map<string, Promise<Sender>>();
  const places = new Map<string, Promise<string>>();
  return async (message, to) => {
    const { association, variables } = message;
    const sender = senders.get(association) ?? senderOf(scene, association);
    const place = places.get(variables.venue ?? '') ?? placeOf(scene, variables.venue);
    senders.set(association, sender);
    places.set(variables.venue ?? '', place);
    return written(scene, message, to, { sender: await sender, place: await place });
  };
}

function written(scene: Scene, message: Message, to: Recipient, { sender, place }: { sender: Sender; place: string }): Composed {
  const t = translator(to.language, scene.world.houses.of(message.association)?.words[to.language]);
  const values = valuesOf(scene, message, to, { sender: sender.name, place, phone: to.reach.phone ?? sender.phone ?? '' });
  const body = t(`messages:${message.kind}.text`, values);
  const subject = t(`messages:${message.kind}.subject`, values);
  const greeting = to.called === '' ? [] : [t('messages:frame.greeting', { name: to.called })];
  return {
    subject,
    body,
    text: [...greeting, body, t('messages:frame.closing', { sender: sender.name })].join('\n\n'),
    sms: t(`messages:${message.kind}.sms`, values),
    spoken: withoutLink(body, String(values['link'])),
    ...calendarFile(scene, t, message, to, { sender, place }),
    sender,
  };
}

type Known = { sender: string; place: string; phone: string };

function valuesOf({ world, today }: Scene, message: Message, { language, called }: Recipient, known: Known) {
  const { variables: given, secret } = message;
  const dayTime = (day: string | undefined, clock: string | undefined) => sayDayTime(day as Day, clock as Clock, language, { today });
  const makers: Record<Said, () => string | number | undefined> = {
    when: () => dayTime(given.day, given.clock),
    was: () => dayTime(given.wasDay, given.wasClock),
    until: () => sayDay(given.untilDay as Day, language, { today }),
    place: () => known.place,
    phone: () => known.phone,
    link: () => world.config.PUBLIC_URL + pathOf(world.keys, message),
    code: () => secret.code,
    minutes: () => given.minutes,
    days: () => given.days,
    count: () => given.count,
    receipt: () => secret.receipt,
    sender: () => known.sender,
    name: () => called,
  };
  const filled = kindOf(message.kind).says.map((said) => [said, makers[said]() ?? ''] as const);
  return Object.fromEntries(filled) as Record<string, string | number>;
}

function pathOf(keys: Scene['world']['keys'], { id, link, variables, secret }: Message): string {
  return link ? linkUrl(link.purpose, tokenOf(keys, id)) : (secret.page ?? variables.page ?? '');
}

/** Titles are neutral, since calendars are looked at over the shoulder. */
function calendarFile({ world, now }: Scene, t: Translate, message: Message, to: Recipient, from: { sender: Sender; place: string }) {
  const { calendar: what } = kindOf(message.kind);
  const { day, clock, event, minutes = 30, sequence = 0 } = message.variables;
  const organizer = from.sender.email ?? world.config.MAIL_FROM;
  if (!what || !event || !day || !clock || !organizer || !to.reach.email) return {};
  const method = what === 'booked' ? 'PUBLISH' : 'CANCEL';
  const content = calendar({
    name: from.sender.name,
    method,
    events: [
      {
        uid: `${event}@${new URL(world.config.PUBLIC_URL).hostname}`,
        sequence,
        stamp: now,
        start: { day: day as Day, clock: clock as Clock },
        minutes,
        zone: zone('Europe/Oslo'),
        title: t('messages:calendar.appointment', { sender: from.sender.name }),
        ...(from.place && { location: from.place }),
        status: what === 'booked' ? 'confirmed' : 'cancelled',
        private: true,
        organizer: { name: from.sender.name, email: organizer },
        ...(method === 'CANCEL' && { attendees: [{ name: to.called, email: to.reach.email }] }),
      },
    ],
  });
  return { calendar: { method, content } as const };
}

/** A link cannot be said: its line goes, and the sentence that led to it ends. */
const withoutLink = (body: string, link: string): string => (link ? body.replaceAll(`:\n${link}`, '.').replaceAll(`\n${link}`, '') : body);
