import type { Routes } from '../accounts/index.ts';
import { meetingRoutes as oneMeeting } from './meeting-routes.tsx';
import { planRoutes } from './plan-routes.tsx';

export function meetingRoutes(routes: Routes): void {
  planRoutes(routes);
  oneMeeting(routes);
}
