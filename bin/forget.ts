// After the clock of the server has leapt, nothing is erased until somebody says what day it is: bin/node --import tsx bin/forget.ts --today YYYY-MM-DD
import { openConsole } from '../src/console.ts';
import { realNow, today, zone } from '../src/lib/day.ts';
import { confirmDay } from '../src/people/index.ts';

const [option, said, ...more] = process.argv.slice(2);
if (option !== '--today' || !/^\d{4}-\d{2}-\d{2}$/.test(said ?? '') || more.length > 0) {
  console.error('usage: bin/forget.ts --today YYYY-MM-DD    the date of today, from a calendar');
  process.exit(2);
}
const here = today(realNow, zone('Europe/Oslo'));
if (here !== said) {
  console.error(`The clock of this machine says ${here}. Set it right first; nothing has been erased.`);
  process.exit(1);
}
const { work, close } = await openConsole(process.env, realNow);
await work(confirmDay);
await close();
console.log('The next night erases what is due.');
