/**
 * For an association's own site: `<script src="https://…/embed.js" data-association="lyspunkt" async></script>` becomes the finder, in a frame,
 * where the script stands. Colours: the custom properties --verksted-accent, --verksted-paper and --verksted-ink of the element around it.
 */
const script = document.currentScript as HTMLScriptElement | null;
if (script?.dataset['association']) {
  const origin = new URL(script.src).origin;
  const address = new URL(`/${encodeURIComponent(script.dataset['association'])}/embed`, origin);
  const style = getComputedStyle(script.parentElement ?? document.body);
  for (const name of ['accent', 'paper', 'ink']) {
    const value = style.getPropertyValue(`--verksted-${name}`).trim().replace('#', '');
    if (/^[0-9a-f]{6}$/i.test(value)) address.searchParams.set(name, value);
  }
  const language = script.dataset['language'] ?? document.documentElement.lang.slice(0, 2);
  if (['nb', 'nn', 'da', 'en'].includes(language)) address.searchParams.set('lang', language);
  const frame = document.createElement('iframe');
  frame.src = address.href;
  frame.title = script.dataset['title'] ?? script.dataset['association'];
  frame.loading = 'lazy';
  frame.style.cssText = 'width:100%;border:0;min-height:40rem';
  script.after(frame);
  addEventListener('message', (event) => {
    if (event.source !== frame.contentWindow || event.origin !== origin) return;
    const height = (event.data as { verkstedHeight?: unknown } | null)?.verkstedHeight;
    if (typeof height === 'number' && height > 0 && height < 20_000) frame.style.height = `${Math.ceil(height)}px`;
  });
}
