import type { Routes } from '../accounts/index.ts';
import { hsdsRoutes } from './hsds-routes.ts';
import { openRoutes } from './open-routes.tsx';
import { suggestionRoutes } from './suggestions.tsx';
import { bringInRoutes } from './bring-in-routes.tsx';
import { outRoutes } from './out-routes.tsx';
import { openHouseRoutes } from './open-house.tsx';

export { suggestionsDue } from './suggest.ts';
export { OPEN_PATHS, openDoor } from './open-door.ts';

export function exchangeRoutes(routes: Routes): void {
  openRoutes(routes);
  hsdsRoutes(routes);
  openHouseRoutes(routes);
  outRoutes(routes);
  bringInRoutes(routes);
  suggestionRoutes(routes);
}
