import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const missing = ['khal', 'vdirsyncer'].filter((program) => spawnSync(program, ['--version']).error);

/** Why a test with somebody else's calendar programs cannot run here; false where it can. */
export const noKhal = missing.length > 0 && `${missing.join(' and ')} not installed: apt-get install khal vdirsyncer`;

/** Subscribes to the address with vdirsyncer and lists what khal sees for so many days, as someone in Oslo: "2027-03-09 18:00-19:30 Møte". */
export async function readWithKhal(url: string, from: string, days: number): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'calendar-'));
  const home = { HOME: folder, XDG_DATA_HOME: folder, XDG_CACHE_HOME: folder, XDG_CONFIG_HOME: folder };
  const env = { ...process.env, ...home, LC_ALL: 'C.UTF-8', TZ: 'Europe/Oslo' };
  const khal = ['-c', join(folder, 'khal.conf'), 'list', '--notstarted', '--day-format', '', '--format'];
  try {
    await mkdir(join(folder, 'here'));
    await writeFile(join(folder, 'vdirsyncer.conf'), vdirsyncerConf(folder, url));
    await writeFile(join(folder, 'khal.conf'), khalConf(folder));
    await run('vdirsyncer', ['-c', join(folder, 'vdirsyncer.conf'), 'discover'], { env });
    const synced = await run('vdirsyncer', ['-c', join(folder, 'vdirsyncer.conf'), 'sync'], { env });
    assert.doesNotMatch(synced.stdout + synced.stderr, /warn|error|invalid/i);
    const listed = await run('khal', [...khal, '{start-date} {start-time}-{end-time} {title}', from, `${days}d`], { env });
    assert.doesNotMatch(listed.stderr, /warn|error|invalid/i);
    return listed.stdout
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  } finally {
    await rm(folder, { recursive: true });
  }
}

const vdirsyncerConf = (folder: string, url: string) => `
[general]
status_path = "${folder}/status/"
[pair meetings]
a = "there"
b = "here"
collections = null
[storage there]
type = "http"
url = "${url}"
[storage here]
type = "filesystem"
path = "${folder}/here/"
fileext = ".ics"
`;

const khalConf = (folder: string) => `
[calendars]
[[meetings]]
path = ${folder}/here
[sqlite]
path = ${folder}/khal.db
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Europe/Oslo
default_timezone = Europe/Oslo
`;
