/** The opening card: on a phone that lies on the table, without names, readable without script and without a network. */
import type { Language } from '../lib/language.ts';
import type { Day } from '../lib/day.ts';
import { sayCount, sayDay } from '../lib/say.ts';
import { to, urls } from '../urls.ts';
import { type Frame, FrameContext, Page, PrintButton, ReadOut, Stage, useFrame } from '../ui/index.ts';
import { shareOf } from '../lib/share.ts';

export type Card = {
  meeting: string;
  /** of the promise and the rules: the group's own, whatever the phone's is */
  language: Language;
  promise: readonly string[];
  /** the one thing that goes before the promise */
  law: string;
  rules: readonly string[];
  themes: readonly string[];
  /** how many are expected */
  people: number;
  minutes: number;
  starts: Date;
  ends: Date;
  day: Day;
  today: Day;
  /** when the phone may forget it */
  until: Date;
};

const FEWEST = 2;
const MOST = 12;

/** Kept on the phone for a day, so there is nobody in it: no menu, no token, no one signed in. */
export function CardPage({ card }: { card: Card }) {
  const frame = useFrame();
  const bare: Frame = {
    ...frame,
    person: undefined,
    csrf: undefined,
    menu: [],
    footer: [],
    notice: undefined,
    languages: [frame.language],
  };
  return (
    <FrameContext.Provider value={bare}>
      <Opening card={card} />
    </FrameContext.Provider>
  );
}

function Opening({ card }: { card: Card }) {
  const { t, language } = useFrame();
  const isToday = card.day === card.today;
  const back = { href: to(urls.meeting, { meeting: card.meeting }), label: t('meetings:card.home') };
  return (
    <Page title={t('meetings:card.title')} back={back} size="large" islands={['card']}>
      <Stage over={t('meetings:card.promise')} title={t('meetings:card.promise-how')}>
        <div lang={card.language}>
          <ReadOut lines={card.promise} />
        </div>
        {card.law && <p class="note">{card.law}</p>}
      </Stage>
      <Stage over={t('meetings:card.rules')} title={t('meetings:card.rules-how')}>
        <div lang={card.language}>
          <ReadOut lines={card.rules} />
        </div>
      </Stage>
      <Stage
        over={t('meetings:theme.title')}
        title={isToday ? t('meetings:card.today') : t('meetings:card.on', { day: sayDay(card.day, language) })}
      >
        {card.themes.length > 0 ? <ReadOut lines={card.themes} /> : <p>{t('meetings:card.no-theme')}</p>}
      </Stage>
      <Round card={card} />
      <p class="note no-print" id="offline" hidden>
        {t('meetings:card.offline')}
      </p>
      <PrintButton />
    </Page>
  );
}

/** The time share written out; with script it becomes a ring that fills, one person at a time. */
function Round({ card }: { card: Card }) {
  const { t, language } = useFrame();
  const expected = Math.min(Math.max(card.people, FEWEST), MOST);
  const share = (people: number) => t('meetings:card.share', { count: shareOf(card.minutes, people), people });
  const around = Array.from({ length: MOST - FEWEST + 1 }, (_, nth) => FEWEST + nth).filter((people) => Math.abs(people - expected) <= 3);
  return (
    <div
      id="round"
      data-starts={card.starts.getTime()}
      data-ends={card.ends.getTime()}
      data-until={card.until.getTime()}
      data-people={expected}
      data-worker={urls.cardWorker}
      data-texts={JSON.stringify(useRoundTexts())}
    >
      <Stage over={t('meetings:card.round')} title={t('meetings:card.round-lead')}>
        <p>{share(expected)}</p>
        <p class="note">{t('meetings:card.table')}:</p>
        <ul class="ds-list">
          {around.map((people) => (
            <li key={people} aria-label={share(people)}>
              {sayCount(people, language)}: {t('meetings:card.minutes', { count: shareOf(card.minutes, people) })}
            </li>
          ))}
        </ul>
      </Stage>
    </div>
  );
}

export type RoundTexts = Record<
  'over' | 'lead' | 'people' | 'fewer' | 'more' | 'start' | 'next' | 'turn' | 'one' | 'many' | 'gently' | 'everyone' | 'again' | 'stop',
  string
>;

/** What the browser says; it fills in %at%, %of% and %count% itself. */
function useRoundTexts(): RoundTexts {
  const { t } = useFrame();
  return {
    over: t('meetings:card.round'),
    lead: t('meetings:card.round-lead'),
    people: t('meetings:card.people'),
    fewer: t('meetings:card.fewer'),
    more: t('meetings:card.more'),
    start: t('meetings:card.start'),
    next: t('meetings:card.next'),
    turn: t('meetings:card.turn', { at: '%at%', of: '%of%' }),
    one: t('meetings:card.yours', { count: 1 }),
    many: t('meetings:card.yours', { count: 7 }).replace('7', '%count%'),
    gently: t('meetings:card.gently'),
    everyone: t('meetings:card.everyone'),
    again: t('meetings:card.again'),
    stop: t('meetings:card.stop'),
  };
}
