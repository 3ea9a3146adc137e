export { tellThem } from './actions.ts';
export { type Interest, type Kind } from './interest.ts';
export { NumberLine } from './pages.tsx';
export { interestRoutes } from './routes.tsx';
export { interestsIn, numberOf } from './store.ts';
