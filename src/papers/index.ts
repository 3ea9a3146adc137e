import type { Routes } from '../accounts/index.ts';
import { groupPaperRoutes } from './group-routes.ts';
import { lettersRoutes } from './letters-routes.tsx';
import { runRoutes } from './run-routes.tsx';

export { papers } from './run.ts';
export { templates } from './templates.ts';

export function paperRoutes(routes: Routes): void {
  groupPaperRoutes(routes);
  runRoutes(routes);
  lettersRoutes(routes);
}
