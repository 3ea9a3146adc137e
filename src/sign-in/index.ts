import type { Routes } from '../accounts/index.ts';
import { keeperRoutes } from './keeper-routes.tsx';
import { beginRoutes, otherWaysIn } from './routes.tsx';
import { secondRoutes } from './second-routes.tsx';

export { signInQueues, signInWork } from './deliver.ts';
export { steppedUp } from './session.ts';

export function signInRoutes(routes: Routes): void {
  beginRoutes(routes);
  otherWaysIn(routes);
  secondRoutes(routes);
  keeperRoutes(routes);
}
