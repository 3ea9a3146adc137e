import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename } from 'node:path';
import { buildAssets } from '../../src/lib/assets.ts';
import { render } from './render.ts';
import { examples } from './showcase.tsx';

const policy =
  "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self' data:; form-action 'self'; require-trusted-types-for 'script'";

export { openBrowser } from '../browser.ts';

/** Serves the made-up pages with the product's own styles and scripts, under as strict a content policy. */
export async function serveExamples(): Promise<{ url: string; close: () => void }> {
  const { styles, islands, files } = await buildAssets();
  const server = createServer((request, response) => {
    const name = basename(request.url ?? '/').split('?')[0] ?? '';
    const file = files.get(name);
    const example = examples.find((one) => one.name === name);
    const page = example && `<!doctype html>${render(example.page, { ...example.frame, styles, islands })}`;
    response.writeHead(file || page ? 200 : 404, {
      'content-security-policy': policy,
      'content-type': file?.type ?? 'text/html; charset=utf-8',
    });
    response.end(file?.bytes ?? page ?? '');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}
