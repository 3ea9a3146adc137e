export { openPress, type PaperData, type Press, Unprintable } from './press.ts';
