import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language, Translate } from '../lib/language.ts';

export type MenuItem = { href: string; label: string; current?: boolean };

/** What every page needs to know of the visit it is drawn for. Pages stay pure functions: they read this, never the request. */
export type Frame = {
  t: Translate;
  language: Language;
  /** the languages offered here, in the order they are shown */
  languages: readonly Language[];
  /** the address of this page, for the language switch and for coming back */
  path: string;
  /** token for forms of a signed-in person */
  csrf?: string;
  association?: { name: string; href: string };
  person?: { name: string; href?: string };
  /** whoever looks has asked for larger type */
  largeType?: boolean;
  menu: readonly MenuItem[];
  /** the quiet links at the foot: privacy, accessibility, contact */
  footer?: readonly MenuItem[];
  /** where the quick-exit button leads; absent where there is nothing to hide */
  quickExit?: string;
  /** a sentence said once after something was done */
  notice?: string;
  /** of a long form: where what is typed is kept until it is sent, and what was kept when */
  unsent?: { action: string; said?: string; values?: Readonly<Record<string, unknown>> };
  /** address of the stylesheet */
  styles: string;
  /** addresses of the few interactive parts, by name */
  islands: Readonly<Record<string, string>>;
};

export const FrameContext = createContext<Frame | null>(null);

export function useFrame(): Frame {
  const frame = useContext(FrameContext);
  if (!frame) throw new Error('a page was drawn without its frame');
  return frame;
}
