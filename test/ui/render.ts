import { h } from 'preact';
import type { ComponentChild } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { FrameContext } from '../../src/ui/frame.ts';
import type { Frame } from '../../src/ui/frame.ts';

export function render(page: ComponentChild, frame: Frame): string {
  return renderToString(h(FrameContext.Provider, { value: frame }, page));
}
