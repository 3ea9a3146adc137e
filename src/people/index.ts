export * from './people.ts';
export { keepKey, keyFor, keysOf, openFor, type PersonKey, sealFor } from './seal.ts';
