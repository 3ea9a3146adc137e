// Lets an administrator in who has lost her second step and has no other administrator to ask: bin/node --import tsx bin/let-in.ts CONTACT
// CONTACT is her e-mail address or telephone number. It takes her passkeys and her second step away, and prints one code that is good for an hour.
import { openConsole } from '../src/console.ts';
import { clockOf, realNow, zone } from '../src/lib/day.ts';
import { letIn } from '../src/sign-in/index.ts';
import { urls } from '../src/urls.ts';

const [contact, ...more] = process.argv.slice(2);
if (!contact || more.length > 0 || contact.startsWith('-')) {
  console.error('usage: bin/let-in.ts CONTACT');
  process.exit(2);
}
const { config, work, close } = await openConsole(process.env, realNow);
const made = await work((scene) => letIn(scene, contact));
await close();
for (const { association, code, until } of made)
  console.log(
    `${association}: the code is ${code}. Type it at ${config.PUBLIC_URL}${urls.signInPaper} before ${clockOf(until, zone('Europe/Oslo'))}, and set up a new second step.`,
  );
if (made.length === 0) console.error('No administrator is reached there. Nothing has been changed.');
process.exitCode = made.length > 0 ? 0 : 1;
