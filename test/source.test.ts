import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

// What the program never does, read from its text: each place that has a reason to is named here, and thought about here.
const root = join(import.meta.dirname, '..');
const sources = globSync('src/**/*.{ts,tsx}', { cwd: root })
  .filter((file) => !file.includes('.test.') && !file.includes('.fixture.') && file !== 'src/lib/schema.ts')
  .sort();
const text = new Map(sources.map((file) => [file, withoutComments(readFileSync(join(root, file), 'utf8'))]));
const isIsland = (file: string) => file.startsWith('src/islands/') || file === 'src/board/card-view.tsx';

function withoutComments(all: string): string {
  return all.replace(/^\s*\/\*[\s\S]*?\*\//gm, '').replace(/(^|\s)\/\/ .*$/gm, '$1');
}

/** The files in which it stands. */
const where = (pattern: RegExp, among: (file: string) => boolean = () => true): string[] =>
  [...text].filter(([file, all]) => among(file) && pattern.test(all)).map(([file]) => file);

test('nothing runs text as a program', () => {
  assert.deepEqual(where(/\beval\s*\(|new Function\s*\(|\bvm\b.*from 'node:vm'|setTimeout\s*\(\s*['"`]|document\.write/), []);
});

test('nothing that nobody should guess is drawn by Math.random', () => {
  assert.deepEqual(where(/Math\.random/), []);
});

test('nothing is compared loosely', () => {
  assert.deepEqual(where(/[^=!<>]==[^=]|!=[^=]/), []);
});

test('only the files that are named do cryptography, with algorithms of the list', () => {
  const mine = where(/from 'node:crypto'/);
  const allowed =
    /^src\/(lib\/|accounts\/|sign-in\/|history\/seal|house\/founding|messages\/|associations\/|exchange\/|offers\/|papers\/|people\/|intake\/import\/|open|console)/;
  assert.deepEqual(
    mine.filter((file) => !allowed.test(file)),
    [],
  );
  const named = [...text.values()].flatMap((all) =>
    [
      ...all.matchAll(
        /(?:createHash|createHmac|createCipheriv|createDecipheriv|hkdfSync|scryptSync|pbkdf2Sync|createSign|publicEncrypt)\(\s*'([\w-]+)'/g,
      ),
    ].map(([, name]) => name!),
  );
  assert.deepEqual([...new Set(named)].toSorted(), ['aes-256-gcm', 'chacha20-poly1305', 'sha256']);
});

test('no statement is made of text but in the places that say why', () => {
  // A table of the plan of what is taken out, one of two functions, the sentence that begins a transaction, and what makes and looks after the database.
  assert.deepEqual(where(/sql\.raw\(|CompiledQuery\.raw\(/), ['src/exchange/rows.ts', 'src/lib/db.ts', 'src/sign-in/ceremony.ts']);
  const built = where(/\.query\(\s*`[^`]*\$\{/);
  assert.deepEqual(
    built.filter((file) => !file.startsWith('src/lib/postgres/') && !/^src\/lib\/(migrate|job-tables|listen|jobs)\.ts$/.test(file)),
    [],
  );
});

test('no command is run but PostgreSQL and the press, and none through a shell', () => {
  const run = where(/from 'node:child_process'/);
  assert.deepEqual(
    run.filter((file) => !file.startsWith('src/lib/postgres/')),
    ['src/lib/pdf/press.ts'],
  );
  assert.deepEqual(where(/\bshell:|\bexec\(\s*['"`]|execSync\(/), []);
});

test('no regular expression is made of what people write', () => {
  // Of our own folder, escaped; of a list of first names that lies in the source; of a random word that stands for a blank.
  assert.deepEqual(where(/new RegExp\(/), ['src/exchange/names.ts', 'src/lib/log.ts', 'src/offers/quick.tsx']);
});

test('only the places that are named talk with another server', () => {
  const fetching = where(/\bfetch\(/, (file) => !isIsland(file)).filter((file) => /(?<![.\w])fetch\(/.test(text.get(file)!));
  assert.deepEqual(fetching, ['src/lib/sms.ts']);
  assert.deepEqual(
    where(/from 'node:(https|net|tls|dgram|dns)'/).filter((file) => !/^src\/lib\/(mail|rate)\.ts$|^src\/lib\/postgres\//.test(file)),
    [],
  );
  assert.deepEqual(where(/from 'nodemailer'/).concat(where(/from 'openid-client'/)), ['src/lib/mail.ts', 'src/sign-in/oidc.ts']);
});

test('what is put on a page as markup was drawn by us', () => {
  // Styles of our own, JSON with its brackets escaped, and cards that the same renderer has drawn.
  assert.deepEqual(where(/dangerouslySetInnerHTML/), [
    'src/offers/embed.tsx',
    'src/offers/finder-page.tsx',
    'src/offers/place-pages.tsx',
    'src/ui/page.tsx',
    'src/ui/share.tsx',
  ]);
  assert.deepEqual(where(/innerHTML\s*=|insertAdjacentHTML|outerHTML\s*=/), []);
});

test('no prototype can be reached by a name that somebody wrote', () => {
  assert.deepEqual(
    where(/__proto__|Object\.setPrototypeOf|\.prototype\b|\bfor \(const \w+ in /, (file) => !isIsland(file)),
    [],
  );
});

test('no file is written but keys, backups and what the database server needs', () => {
  const writing = where(/\b(writeFile|writeFileSync|appendFileSync|createWriteStream|mkdirSync|renameSync|rmSync|linkSync)\(/);
  assert.deepEqual(
    writing.filter((file) => !file.startsWith('src/lib/postgres/')),
    ['src/lib/keyring.ts', 'src/open.ts', 'src/people/erased-list.ts'],
  );
});

test('the program prints nothing but through its log', () => {
  // A text of ours that cannot be said, by its key; the address and the founding code, once, at the start.
  assert.deepEqual(
    where(/console\.(log|info|warn|error|debug)|process\.std(out|err)/, (file) => !isIsland(file)),
    ['src/lib/language.ts', 'src/lib/log.ts', 'src/server.ts'],
  );
});

test('the program loads nothing of tests, the demonstration or the bench', () => {
  assert.deepEqual(where(/from '(\.\.\/)+(test|demo|bench)\//), []);
});
