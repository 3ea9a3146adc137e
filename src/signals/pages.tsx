import type { Interest } from '../interest/index.ts';
import type { Day } from '../lib/day.ts';
import { saySince } from '../lib/say.ts';
import { ActForm, Actions, Alert, Button, EmptyState, LinkButton, Page, Section, useFrame } from '../ui/index.ts';
import { urls } from '../urls.ts';
import { saySignal, wayOf } from './say.ts';
import type { Signal } from './signal.ts';

export type SignalsPageProps = {
  signals: readonly Signal[];
  model: string | null;
  chapter: string | null;
  interests: ReadonlyMap<string, Interest>;
  venues: ReadonlyMap<string, string>;
  today: Day;
};

/** Where a group could start, each with the one thing to do about it. */
export function SignalsPage({ signals, ...more }: SignalsPageProps) {
  const { t } = useFrame();
  return (
    <Page title={t('signals:title')} lead={t('signals:lead')} back={{ href: urls.waitingList, label: t('intake:waiting.title') }}>
      {signals.length === 0 && <EmptyState title={t('signals:empty.title')}>{t('signals:empty.text')}</EmptyState>}
      {byPlace(signals).map(([place, those]) => (
        <Section key={place} title={place}>
          {those.map((signal) => (
            <Here key={signal.key} signal={signal} {...more} />
          ))}
        </Section>
      ))}
      {signals.length > 0 && <Alert tone="info">{t('signals:means')}</Alert>}
      <p>
        <a class="ds-link" href={urls.agreements}>
          {t('across:agreements.title')}
        </a>
      </p>
    </Page>
  );
}

/** The places in the order of their best; within each the best first. */
const byPlace = (signals: readonly Signal[]): [string, Signal[]][] => [...Map.groupBy(signals, (signal) => signal.place)];

type HereProps = Omit<SignalsPageProps, 'signals'> & { signal: Signal };

function Here({ signal, model, chapter, interests, venues, today }: HereProps) {
  const { t, language } = useFrame();
  const counted = signal.seekers.filter((one) => one.counted);
  const waiting = signal.seekers.filter((one) => !one.counted);
  const toTell = counted.filter(({ person }) => interests.get(person.id)?.toTell && !interests.get(person.id)?.told).length;
  const venue = signal.venue && venues.get(signal.venue);
  const parts = [
    ...(waiting.length > 0 ? [t('signals:waiting', { count: waiting.length })] : []),
    ...(counted.length > 0 ? [t('signals:counted', { count: counted.length })] : []),
    ...(venue ? [t('signals:venue', { venue })] : []),
    saySince(signal.since, language, today),
  ];
  const { act, href } = wayOf(signal);
  return (
    <div class="signal">
      <p>{saySignal(t, signal)}</p>
      <p class="note">{parts.join(' · ')}</p>
      <Actions>
        {act === 'propose' && waiting.length > 0 ? (
          <ActForm action={urls.draftNew} hidden={{ who: 'chosen', model: model ?? '', chapter: chapter ?? '' }}>
            {waiting.map(({ person }) => (
              <input key={person.id} type="hidden" name="people" value={person.id} />
            ))}
            <Button small label={`${t('signals:act.propose')}: ${signal.place}`}>
              {t('signals:act.propose')}
            </Button>
          </ActForm>
        ) : (
          act !== 'propose' && (
            <LinkButton small tone="secondary" href={href} label={`${t(`signals:act.${act}`)}: ${signal.place}`}>
              {t(`signals:act.${act}`)}
            </LinkButton>
          )
        )}
        {toTell > 0 && (
          <ActForm action={urls.signalTell} hidden={{ signal: signal.key }}>
            <Button small tone="secondary" label={`${t('signals:act.tell', { count: toTell })}: ${signal.place}`}>
              {t('signals:act.tell', { count: toTell })}
            </Button>
          </ActForm>
        )}
      </Actions>
    </div>
  );
}
