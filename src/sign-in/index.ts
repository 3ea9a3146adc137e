import type { Routes } from '../accounts/index.ts';
import { keeperRoutes } from './keeper-routes.tsx';
import { oidcRoutes } from './oidc-routes.ts';
import { passkeyRoutes } from './passkey-routes.tsx';
import { beginRoutes, otherWaysIn } from './routes.tsx';
import { secondRoutes } from './second-routes.tsx';
import { stepUpRoutes } from './step-up.tsx';

export { letIn } from './let-in.ts';
export { tellChanged } from './notice.ts';
export { signInQueues, signInWork } from './deliver.ts';
export { provedFirst, provedFirstKeeping } from './second-routes.tsx';
export { steppedUp } from './session.ts';

export function signInRoutes(routes: Routes): void {
  beginRoutes(routes);
  otherWaysIn(routes);
  secondRoutes(routes);
  stepUpRoutes(routes);
  passkeyRoutes(routes);
  oidcRoutes(routes);
  keeperRoutes(routes);
}
