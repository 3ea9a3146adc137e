import type { Routes } from '../accounts/index.ts';
import { calendarRoutes } from './calendar-routes.tsx';
import { cardRoutes } from './card-routes.tsx';
import { meetingRoutes as oneMeeting } from './meeting-routes.tsx';
import { planRoutes } from './plan-routes.tsx';
import { themeRoutes } from './theme-routes.tsx';

/** Everything about meetings, in the order a group comes to it. */
export function meetingRoutes(routes: Routes): void {
  planRoutes(routes);
  oneMeeting(routes);
  cardRoutes(routes);
  themeRoutes(routes);
  calendarRoutes(routes);
}
