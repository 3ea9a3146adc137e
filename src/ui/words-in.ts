import type { ComponentChildren, VNode } from 'preact';

/** The words of something that is drawn, as far as they stand there already: what a part would say is not known before it is drawn. */
export function wordsIn(drawn: ComponentChildren): string {
  if (typeof drawn === 'string' || typeof drawn === 'number') return String(drawn);
  if (Array.isArray(drawn)) return drawn.map(wordsIn).join('');
  if (drawn !== null && typeof drawn === 'object' && 'props' in drawn) return wordsIn((drawn as VNode).props.children);
  return '';
}
