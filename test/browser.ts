import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const root = join(import.meta.dirname, '..');
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
];

/** The bundled browser: it starts where nothing but Node is installed, and draws alike on every machine. */
export async function openBrowser(): Promise<Browser> {
  const folder = unpacked();
  const env = { ...process.env, FONTCONFIG_FILE: join(folder, 'fonts.conf') };
  const executablePath = join(folder, 'chromium');
  return await chromium.launch({ executablePath, args, env: { ...env, ...missingLibraries(executablePath, folder) } });
}

/** Where the browser lies ready. Test files run side by side: each unpacks into a folder of its own, and the first puts it in place. */
function unpacked(): string {
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules/@sparticuz/chromium/package.json'), 'utf8')) as { version: string };
  const cache = join(root, 'node_modules/.cache');
  const folder = join(cache, `browser-${version}`);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const own = mkdtempSync(join(cache, 'unpacking-'));
  unpack(own);
  writeFileSync(join(own, 'fonts.conf'), fontsIn(join(folder, 'fonts')));
  try {
    renameSync(own, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(own, { recursive: true });
  }
  return folder;
}

/** In a process of its own, since the package always unpacks into the folder for temporary files. */
function unpack(into: string): void {
  const script = `
    import bundled, { inflate } from '@sparticuz/chromium';
    const at = await bundled.executablePath();
    await inflate(new URL('../bin/al2023.tar.br', import.meta.resolve('@sparticuz/chromium')).pathname);
    console.log(at);`;
  const done = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: root,
    env: { ...process.env, TMPDIR: into },
    encoding: 'utf8',
  });
  if (done.status !== 0) throw new Error(`The browser could not be unpacked: ${done.stderr}`);
}

/** The libraries that came along, for a machine that has not got them all. */
function missingLibraries(executable: string, folder: string): Record<string, string> {
  if (spawnSync(executable, ['--version']).status === 0) return {};
  const own = { LD_LIBRARY_PATH: join(folder, 'al2023/lib') };
  const tried = spawnSync(executable, ['--version'], { env: { ...process.env, ...own }, encoding: 'utf8' });
  if (tried.status !== 0) throw new Error(`The browser does not start: ${tried.stderr}`);
  return own;
}

/** No font of the machine's: what is not in Inter falls back to the one that came along. */
const fontsIn = (folder: string) =>
  `<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig><dir>${folder}</dir><cachedir>${folder}/cache</cachedir></fontconfig>\n`;
