import type pg from 'pg';
import type { OfferKind } from '../src/offers/index.ts';
import { slugOf } from '../src/offers/index.ts';
import { addDays, type Day, type Instant } from '../src/lib/day.ts';
import { newId } from '../src/lib/ids.ts';
import { type Language } from '../src/lib/language.ts';
import { placeOf } from '../src/lib/places/index.ts';
import { chapters, houses, venues } from './cast.ts';
import { putAll } from './rows.ts';

type Text = { title: string; summary: string; more?: string };
type Written = {
  house: 'lyspunkt' | 'broen';
  kind: OfferKind;
  texts: Partial<Record<Language, Text>>;
  ways: readonly string[];
  postcode?: string;
  venue?: string;
  chapter?: keyof typeof chapters;
  when?: { rule: string; clock: string; minutes: number; weekday: number; pauses?: boolean };
  more?: Record<string, unknown>;
};

/** One of each kind in both associations, written as their coordinators would. */
const written: readonly Written[] = [
  {
    house: 'lyspunkt',
    kind: 'open-cafe',
    texts: {
      nb: {
        title: 'Kafé Lyspunkt',
        summary: 'Kaffe, vafler og noen å prate med.',
        more: 'Kom når det passer, og gå når du vil.\nDu trenger ikke melde deg på.',
      },
      nn: { title: 'Kafé Lyspunkt', summary: 'Kaffi, vaflar og nokon å prate med.', more: 'Kom når det passar, og gå når du vil.' },
      en: {
        title: 'Café Lyspunkt',
        summary: 'Coffee, waffles and someone to talk with.',
        more: 'Come when it suits you, and leave when you like.',
      },
    },
    ways: ['in-person'],
    venue: venues.library.id,
    chapter: 'bergen',
    when: { rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;BYMONTH=1,2,3,4,5,6,8,9,10,11,12', clock: '12:00', minutes: 120, weekday: 2 },
    more: { drop_in: true, wheelchair: true },
  },
  {
    house: 'lyspunkt',
    kind: 'conversation-group',
    texts: {
      nb: { title: 'Sorggruppe for voksne', summary: 'For deg som har mistet en du var glad i.' },
      en: { title: 'Grief group for adults', summary: 'For you who have lost someone you loved.' },
    },
    ways: ['in-person'],
    postcode: '0150',
    chapter: 'oslo',
    when: { rule: 'FREQ=WEEKLY;BYDAY=TH', clock: '18:00', minutes: 90, weekday: 4, pauses: true },
    more: { kinds: ['bereaved'], areas: ['grief'], run_by: 'both', room: true },
  },
  {
    house: 'lyspunkt',
    kind: 'experience-network',
    texts: {
      nb: { title: 'Ung og syk', summary: 'Et nettverk på skjerm for deg mellom 18 og 35.' },
      en: { title: 'Young and ill', summary: 'A network on screen for you between 18 and 35.' },
    },
    ways: ['digital'],
    when: { rule: 'FREQ=MONTHLY;BYDAY=1MO', clock: '19:30', minutes: 90, weekday: 1 },
    more: { kinds: ['patient'], languages: ['nb', 'en'] },
  },
  {
    house: 'lyspunkt',
    kind: 'activity',
    texts: {
      nb: { title: 'Tur rundt vannet', summary: 'Vi går i ditt tempo, en time eller så.' },
      nn: { title: 'Tur rundt vatnet', summary: 'Vi går i ditt tempo, ein time eller så.' },
    },
    ways: ['in-person'],
    postcode: '7010',
    chapter: 'trondheim',
    when: { rule: 'FREQ=WEEKLY;BYDAY=WE', clock: '11:00', minutes: 75, weekday: 3 },
    more: { drop_in: true },
  },
  {
    house: 'lyspunkt',
    kind: 'contact-phone',
    texts: {
      nb: { title: 'Kontakttelefonen', summary: 'En som har vært syk selv, tar telefonen.' },
      en: { title: 'The contact phone', summary: 'Someone who has been ill takes your call.' },
    },
    ways: ['phone'],
    when: { rule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', clock: '10:00', minutes: 240, weekday: 1 },
    more: { drop_in: true },
  },
  {
    house: 'lyspunkt',
    kind: 'visiting-service',
    texts: { nb: { title: 'Besøk på sykehuset', summary: 'Vi kommer til deg, en halv time eller to.' } },
    ways: ['home'],
    chapter: 'bergen',
    more: { municipalities: ['4601', '4627', '4626'] },
  },
  {
    house: 'lyspunkt',
    kind: 'self-help-group',
    texts: { nb: { title: 'Brystkreft: ny gruppe på Hamar', summary: 'For deg som har fått brystkreft det siste året.' } },
    ways: ['in-person'],
    postcode: '2315',
    more: { kinds: ['patient'], areas: ['breast'], room: true },
  },
  {
    house: 'lyspunkt',
    kind: 'peer-support',
    texts: {
      nb: { title: 'Snakk med en likeperson', summary: 'En samtale med en som har vært der du er.' },
      en: { title: 'Talk with a peer supporter', summary: 'A talk with someone who has been where you are.' },
    },
    ways: ['phone', 'digital'],
  },
  {
    house: 'broen',
    kind: 'open-cafe',
    texts: {
      da: {
        title: 'Åben café i gården',
        summary: 'Kaffe, kage og nogen at tale med.',
        more: 'Kom, som du er. Du behøver ikke at melde dig til.',
      },
      en: { title: 'Open café in the yard', summary: 'Coffee, cake and someone to talk with.' },
    },
    ways: ['in-person'],
    venue: venues.parishHall.id,
    chapter: 'randers',
    when: { rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO', clock: '14:00', minutes: 120, weekday: 1 },
    more: { drop_in: true },
  },
  {
    house: 'broen',
    kind: 'activity',
    texts: { da: { title: 'Det fælles tredje: værksted for mænd', summary: 'Vi bygger noget sammen, og snakken kommer af sig selv.' } },
    ways: ['in-person'],
    postcode: '8900',
    chapter: 'randers',
    when: { rule: 'FREQ=WEEKLY;BYDAY=TH;BYMONTH=1,2,3,4,5,6,8,9,10,11,12', clock: '19:00', minutes: 120, weekday: 4 },
    more: { room: false },
  },
  {
    house: 'broen',
    kind: 'conversation-group',
    texts: { da: { title: 'Pårørende i Aarhus', summary: 'For dig, der står tæt på én, der er syg.' } },
    ways: ['in-person'],
    postcode: '8000',
    when: { rule: 'FREQ=MONTHLY;BYDAY=-1WE', clock: '17:00', minutes: 120, weekday: 3 },
    more: { kinds: ['relative'], room: true },
  },
  {
    house: 'broen',
    kind: 'experience-network',
    texts: { da: { title: 'Senfølger på skærm', summary: 'Vi deler det, der hjælper i hverdagen.' } },
    ways: ['digital'],
    more: { areas: ['late-effects'] },
  },
  {
    house: 'broen',
    kind: 'contact-phone',
    texts: { da: { title: 'Telefonlinjen', summary: 'Ring, når du har brug for at tale med én, der ved, hvordan det er.' } },
    ways: ['phone'],
  },
  {
    house: 'broen',
    kind: 'visiting-service',
    texts: { da: { title: 'Besøg derhjemme', summary: 'En frivillig kommer forbi og drikker kaffe.' } },
    ways: ['home'],
    more: { municipalities: ['730', '751'] },
  },
  {
    house: 'broen',
    kind: 'peer-support',
    texts: { da: { title: 'Tal med en ligeperson', summary: 'En samtale med én, der har prøvet det samme.' } },
    ways: ['phone'],
  },
  {
    house: 'broen',
    kind: 'self-help-group',
    texts: { da: { title: 'Ny gruppe i Silkeborg', summary: 'Vi begynder, når vi er fem.' } },
    ways: ['in-person'],
    postcode: '8600',
    more: { kinds: ['patient'], room: true },
  },
];

/** Puts them into the database as of `today`. */
export async function addOffers(superuser: pg.Pool, today: Day, now: Instant): Promise<void> {
  const points = { library: placeOf('NO', venues.library.postcode)!.point!, parishHall: placeOf('DK', venues.parishHall.postcode)!.point! };
  for (const [name, point] of Object.entries(points))
    await superuser.query('update venues set latitude = $2, longitude = $3 where id = $1', [
      venues[name as keyof typeof venues].id,
      point.latitude,
      point.longitude,
    ]);
  for (const one of written) await putAll(superuser, { offers: [rowOf(one, today, now)] });
}

function rowOf({ house, kind, texts, ways, postcode, venue, chapter, when, more = {} }: Written, today: Day, now: Instant) {
  const country = house === 'broen' ? 'DK' : 'NO';
  const place = postcode ? placeOf(country, postcode) : undefined;
  const whole = Object.fromEntries(Object.entries(texts).map(([language, text]) => [language, { more: '', ...text }]));
  return {
    id: newId(),
    association_id: houses[house].id,
    chapter_id: chapter ? chapters[chapter].id : null,
    slug: slugOf(Object.values(texts)[0]!.title),
    kind,
    texts: whole,
    ways,
    languages: [house === 'broen' ? 'da' : 'nb'],
    venue_id: venue ?? null,
    postcode: postcode ?? null,
    place: place?.name ?? null,
    municipality: place?.municipality ?? null,
    latitude: place?.point?.latitude ?? null,
    longitude: place?.point?.longitude ?? null,
    starts_on: when ? firstOn(when.weekday, addDays(today, -90)) : null,
    clock: when?.clock ?? null,
    minutes: when?.minutes ?? null,
    rule: when?.rule ?? '',
    pauses: when?.pauses ? [{ from: addDays(today, 15), to: addDays(today, 40) }] : [],
    published_on: addDays(today, -60),
    confirmed_on: addDays(today, -30),
    created_at: now,
    changed_at: now,
    ...more,
  };
}

const firstOn = (weekday: number, from: Day): Day => {
  const days = Array.from({ length: 7 }, (_, n) => addDays(from, n));
  return days.find((day) => (new Date(`${day}T12:00:00Z`).getUTCDay() || 7) === weekday) ?? from;
};
