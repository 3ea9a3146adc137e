export { farewell } from './farewell.ts';
export { meRoutes } from './routes.tsx';
