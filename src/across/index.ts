export { type AcrossDue, acrossDue } from './desk.ts';
export { eraseGuests } from './guests.ts';
export { acrossRoutes } from './routes.tsx';
