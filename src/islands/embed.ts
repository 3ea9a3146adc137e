/**
 * For an association's own site: `<script src="https://…/embed.js" data-association="lyspunkt" async></script>` becomes the finder, in a frame,
 * where the script stands. Colours: the custom properties --verksted-accent, --verksted-paper and --verksted-ink of the element around it.
 */
const script = document.currentScript as HTMLScriptElement | null;
if (script?.dataset['association']) {
  const origin = new URL(script.src).origin;
  const address = new URL(`/${encodeURIComponent(script.dataset['association'])}/embed`, origin);
  const around = script.parentElement ?? document.body;
  const frame = document.createElement('iframe');
  script.after(frame);
  for (const name of ['accent', 'paper', 'ink']) {
    const figures = sixFigures(getComputedStyle(around).getPropertyValue(`--verksted-${name}`).trim(), frame);
    if (figures) address.searchParams.set(name, figures);
  }
  // Many a Norwegian site says only that it is Norwegian.
  const language = (script.dataset['language'] ?? document.documentElement.lang).slice(0, 2).toLowerCase().replace('no', 'nb');
  if (['nb', 'nn', 'da', 'en'].includes(language)) address.searchParams.set('lang', language);
  frame.title = script.dataset['title'] ?? script.dataset['association'];
  frame.loading = 'lazy';
  frame.style.cssText = 'display:block;width:100%;border:0;min-height:40rem';
  frame.src = address.href;
  addEventListener('message', (event) => {
    if (event.source !== frame.contentWindow || event.origin !== origin) return;
    const height = (event.data as { verkstedHeight?: unknown } | null)?.verkstedHeight;
    if (typeof height === 'number' && height > 0 && height < 20_000) frame.style.cssText += `;min-height:0;height:${Math.ceil(height)}px`;
  });
}

/** A colour as a style sheet may say it (#a00, rgb(…), a name), in six figures; undefined when it is none. */
function sixFigures(colour: string, probe: HTMLElement): string | undefined {
  if (!CSS.supports('color', colour)) return undefined;
  probe.style.color = colour;
  const [red, green, blue, alpha] = (getComputedStyle(probe).color.match(/[\d.]+/g) ?? []).map(Number);
  if (red === undefined || green === undefined || blue === undefined || (alpha !== undefined && alpha < 1)) return undefined;
  return [red, green, blue].map((one) => Math.round(one).toString(16).padStart(2, '0')).join('');
}
