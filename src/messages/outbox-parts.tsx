import { type Instant, wallOf, zone } from '../lib/day.ts';
import { sayDayTime } from '../lib/say.ts';
import { type StateTone, Tag, useFrame } from '../ui/index.ts';
import type { Line, Show } from './outbox.ts';

const tones: Record<Show, StateTone> = {
  'to-do': 'warning',
  waiting: 'info',
  held: 'warning',
  failed: 'danger',
  sent: 'success',
  done: 'success',
};
export const ZONE = zone('Europe/Oslo');

/** Says when something was, without its weekday. */
export function useWhen() {
  const { language } = useFrame();
  return (at: Instant) => {
    const { day, clock } = wallOf(at, ZONE);
    return sayDayTime(day, clock, language, { weekday: false });
  };
}

/** Where a message stands, and why. */
export function State({ show, line }: { show: Show; line?: Line }) {
  const { t } = useFrame();
  return (
    <>
      <Tag tone={tones[show]}>{t(`outbox:state.${show}`)}</Tag>
      {line?.problem && <p class="note">{t(`outbox:problem.${line.problem}`)}</p>}
      {line?.delivery && line.show === 'sent' && <p class="note">{t(`outbox:delivery.${line.delivery}`)}</p>}
      {line && line.attempts > 1 && <p class="note">{t('outbox:attempts', { count: line.attempts })}</p>}
    </>
  );
}
