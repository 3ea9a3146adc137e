// Says how this installation stands, a sentence a line: npm run doctor. Ends with 1 where something is wrong, with 0 where all is well or only worth a look.
import { checkUp } from '../src/doctor.ts';
import { realNow } from '../src/lib/day.ts';

const signs = { good: ' ok ', notice: 'look', bad: 'BAD ' };
const checks = await checkUp(process.env, realNow);
for (const { state, say } of checks) console.log(`${signs[state]}  ${say}`);
process.exitCode = checks.some(({ state }) => state === 'bad') ? 1 : 0;
