/** How cards, times and places are said: bands, in words. */
import { isEvening, weekdayOf } from '../board/index.ts';
import { isDiagnosis, sayDiagnosis } from './diagnosis.ts';
import type { Translate } from '../lib/language.ts';
import { sayList, weekdayNames } from '../lib/say.ts';
import type { Card } from './card.ts';

export const saySlot = (t: Translate, slot: string): string =>
  t(isEvening(slot) ? 'intake:slots.one-eve' : 'intake:slots.one-day', { day: weekdayNames(t.language)[weekdayOf(slot) - 1] ?? '' });

/** "Pårørende · 1950-årene · ferdig behandlet · Alta · tirsdag kveld": all that is known of somebody elsewhere. */
export function sayCard(t: Translate, card: Pick<Card, 'kind' | 'phase' | 'decade' | 'place' | 'slots'>): string {
  return [
    t(`intake:kind-word.${card.kind}`),
    card.decade !== null && t('across:card.decade', { decade: card.decade }),
    card.phase && t(`intake:phase.${card.phase}`),
    card.place,
    sayList(
      card.slots.map((slot) => saySlot(t, slot)),
      t.language,
    ),
  ]
    .filter(Boolean)
    .join(' · ');
}

export const sayAbout = (t: Translate, diagnosis: string | null): string =>
  diagnosis !== null && isDiagnosis(diagnosis) ? sayDiagnosis(t, diagnosis) : t('across:agreement.everyone');
