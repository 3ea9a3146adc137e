import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { build } from 'esbuild';
import type { Packing } from './pack.ts';

/** `light`: styles for pages that must be there after one question: their address, themselves, and the hash a content policy knows them by. */
export type Assets = {
  styles: string;
  light: { href: string; css: string; hash: string };
  islands: Record<string, string>;
  files: Map<string, Asset>;
};
export type Asset = { bytes: Buffer; type: string; /** made when first asked for */ packed: Partial<Record<Packing, Buffer>> };

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};
const ROOT = join(import.meta.dirname, '../..');

/** Builds the stylesheet and the islands with esbuild, in memory: under half a second, so nothing built can be stale. Names carry a hash and are kept for ever. */
export async function buildAssets(): Promise<Assets> {
  const islandsFolder = join(ROOT, 'src/islands');
  const islands = existsSync(islandsFolder)
    ? readdirSync(islandsFolder).filter((file) => /^[\w-]+\.tsx?$/.test(file) && !file.endsWith('.test.ts'))
    : [];
  const built = await build({
    entryPoints: [
      join(ROOT, 'public/styles/main.css'),
      join(ROOT, 'public/styles/light.css'),
      ...islands.map((file) => join(islandsFolder, file)),
    ],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    entryNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    outdir: '/static',
    publicPath: '/static',
    loader: { '.woff2': 'file', '.svg': 'file' },
    logLevel: 'warning',
  });
  const files = new Map(
    built.outputFiles.map((file) => [
      basename(file.path),
      { bytes: Buffer.from(file.contents), type: TYPES[extname(file.path)] ?? 'application/octet-stream', packed: {} },
    ]),
  );
  const named = (name: string, ending: string) =>
    `/static/${[...files.keys()].find((file) => file.endsWith(ending) && file.replace(/-\w+\.\w+$/, '') === name) ?? ''}`;
  const light = named('light', '.css');
  const css = files.get(basename(light))!.bytes.toString();
  return {
    styles: named('main', '.css'),
    light: { href: light, css, hash: `sha256-${createHash('sha256').update(css).digest('base64')}` },
    islands: Object.fromEntries(islands.map((file) => [basename(file, extname(file)), named(basename(file, extname(file)), '.js')])),
    files,
  };
}

/** Small files that have fixed addresses, such as the icon. */
export function readPublic(): Map<string, Asset> {
  const folder = join(ROOT, 'public');
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => TYPES[extname(file)]) : [];
  return new Map(files.map((file) => [`/${file}`, { bytes: readFileSync(join(folder, file)), type: TYPES[extname(file)]!, packed: {} }]));
}

export const fingerprint = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('base64url').slice(0, 16);
