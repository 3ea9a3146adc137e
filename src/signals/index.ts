export { type SignalDue, signalsDue } from './desk.ts';
export { signalRoutes } from './routes.tsx';
