import { translator } from '../../src/lib/language.ts';
import type { Language } from '../../src/lib/language.ts';
import type { Frame } from '../../src/ui/frame.ts';

/** A frame as a page gets it, for tests of the look. */
export function frameFor(language: Language = 'nb', more: Partial<Frame> = {}): Frame {
  return {
    t: translator(language),
    language,
    languages: ['nb', 'nn', 'da', 'en'],
    path: '/hage',
    menu: [],
    styles: '/main.css',
    islands: {},
    ...more,
  };
}
