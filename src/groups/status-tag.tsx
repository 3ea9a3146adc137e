import { type StateTone, Tag, useFrame } from '../ui/index.ts';
import type { Status } from './group.ts';

const tones: Record<Status, StateTone> = {
  composed: 'neutral',
  invited: 'info',
  accompanied: 'success',
  'decision-due': 'warning',
  'handing-over': 'warning',
  merging: 'warning',
  'self-run': 'success',
  closed: 'neutral',
  cancelled: 'neutral',
};

export function StatusTag({ status }: { status: Status }) {
  const { t } = useFrame();
  return <Tag tone={tones[status]}>{t(`groups:status.${status}`)}</Tag>;
}
