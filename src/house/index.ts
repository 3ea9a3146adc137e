export { foundingCode, houseIsEmpty } from './founding.ts';
export { houseRoutes } from './routes.tsx';
