import type { Translate } from '../lib/language.ts';
import { weekdayNames } from '../lib/say.ts';
import { isEvening, weekdayOf } from '../board/index.ts';
import { urls } from '../urls.ts';
import type { Signal } from './signal.ts';

/** "Fem pårørende innen 40 km fra Førde kan møtes tirsdag kveld. Et lokale mangler." */
export function saySignal(t: Translate, { kind, seekers, km, place, slot, lacking }: Signal): string {
  const people = t(`signals:people.${kind}`, { count: seekers.length });
  const where = t('signals:where', { people, km, place });
  const day = slot && weekdayNames(t.language)[weekdayOf(slot) - 1]!;
  const can = slot
    ? t(isEvening(slot) ? 'signals:when.evening' : 'signals:when.day', { where, day: day! })
    : t('signals:when.any', { where });
  return `${can} ${t(`signals:lacking.${lacking ?? 'nothing'}`)}`;
}

/** The one thing to do about it, and where. */
export const wayOf = ({ lacking }: Signal): { act: 'venue' | 'facilitators' | 'propose'; href: string } =>
  lacking === null
    ? { act: 'propose', href: urls.signals }
    : { act: lacking, href: lacking === 'venue' ? urls.venues : urls.readinessList };
