import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename } from 'node:path';
import bundled from '@sparticuz/chromium';
import { build } from 'esbuild';
import type { VNode } from 'preact';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { examples } from './showcase.tsx';
import { render } from './render.ts';

const policy = "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self' data:; require-trusted-types-for 'script'";
const types: Record<string, string> = { css: 'text/css', js: 'text/javascript', woff2: 'font/woff2' };

export async function openBrowser(): Promise<Browser> {
  const args = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  return chromium.launch({ executablePath: await bundled.executablePath(), args });
}

/** Serves the made-up pages under the same content policy as the product. */
export async function serveExamples(): Promise<{ url: string; close: () => void }> {
  const files = await buildFiles();
  const server = createServer((request, response) => {
    const name = basename(request.url ?? '/').split('?')[0] ?? '';
    const file = files.get(name);
    const example = examples.find(one => one.name === name);
    response.setHeader('content-security-policy', policy);
    response.setHeader('content-type', file ? types[name.split('.').pop() ?? ''] ?? '' : 'text/html');
    response.statusCode = file || example ? 200 : 404;
    response.end(file ?? (example ? `<!doctype html>${render(example.page as VNode, { ...example.frame, islands: { page: '/page.js' } })}` : ''));
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

async function buildFiles(): Promise<Map<string, Uint8Array>> {
  const { outputFiles } = await build({
    entryPoints: ['public/styles/main.css', 'src/islands/page.ts'],
    bundle: true, minify: true, write: false, outdir: '/', entryNames: '[name]', assetNames: '[name]',
    loader: { '.woff2': 'file' }
  });
  return new Map(outputFiles.map(file => [basename(file.path), file.contents]));
}
