import type { Routes } from '../accounts/index.ts';
import { circleRoutes } from './circle-routes.tsx';
import { draftRoutes } from './draft-routes.tsx';
import { personRoutes } from './person-routes.tsx';
import { readinessRoutes } from './readiness-routes.tsx';

/** Forming groups from the waiting list. Words before ids: `/board/new` is no draft. */
export function boardRoutes(routes: Routes): void {
  readinessRoutes(routes);
  draftRoutes(routes);
  personRoutes(routes);
  circleRoutes(routes);
}
