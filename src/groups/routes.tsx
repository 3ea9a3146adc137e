import type { Routes } from '../accounts/index.ts';
import { urls } from '../urls.ts';
import { formingRoutes } from './forming-routes.tsx';
import { type Held, lifeRoutes } from './life-routes.tsx';
import { linkRoutes, type NextOf } from './link-routes.tsx';
import { listedGroups } from './list.ts';
import { ListedGroupsPage } from './list-pages.tsx';
import { pledgeRoutes } from './pledge-routes.tsx';
import { reachRoutes } from './reach-routes.tsx';

/** Everything about groups but the two pages that join them with their meetings (src/desk/group-page.tsx). */
export function groupRoutes(routes: Routes, held: Held, nextOf: NextOf): void {
  formingRoutes(routes);
  lifeRoutes(routes, held);
  pledgeRoutes(routes);
  reachRoutes(routes);
  linkRoutes(routes, nextOf);

  routes.get(urls.listedGroups, { may: 'site.read', cached: true }, async (visit) => {
    const house = visit.world.houses.of(visit.params.association);
    if (!house || house.slug !== visit.params.association) return visit.missing();
    const page = Math.min(Math.max(Math.trunc(Number(visit.query.get('page')) || 1), 1), 2_000);
    return visit.page(<ListedGroupsPage {...await listedGroups(visit.tx, house.id, page)} page={page} association={house} />);
  });
}
