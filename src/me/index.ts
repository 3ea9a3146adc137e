export { farewell } from './farewell.ts';
export { unsent } from './unsent.ts';
export { meRoutes } from './routes.tsx';
