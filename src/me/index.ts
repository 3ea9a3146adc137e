export { farewell } from './farewell.ts';
