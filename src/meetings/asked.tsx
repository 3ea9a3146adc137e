/** A form that is shown, or shown again with what was wrong. */
import type { Refusal } from '../lib/refusal.ts';
import type { Slips, Typed } from '../lib/forms.ts';
import { errorsOf, useFrame } from '../ui/index.ts';
import { type SaidReason, sayRefusal } from './words.ts';

export type Asked = { refusal?: Refusal<SaidReason> | undefined; typed?: Typed | undefined; slips?: Slips | undefined };

/** What is wrong, for the summary on top of the form. */
export function useErrors({ refusal, slips }: Asked): Record<string, string> {
  const { t } = useFrame();
  return { ...(refusal && { '': sayRefusal(t, refusal) }), ...errorsOf(t, slips, 'meetings') };
}

export const isSlip = ({ refusal, slips }: Asked): boolean => refusal !== undefined || slips !== undefined;
