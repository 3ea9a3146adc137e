export { type Act, acts } from './acts.ts';
export { type Entry, record } from './record.ts';
