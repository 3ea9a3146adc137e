import type { Routes } from '../accounts/index.ts';
import { companyRoutes } from './company.tsx';
import { enquiryRoutes } from './enquiry-routes.tsx';
import { importRoutes } from './import-routes.tsx';
import { listRoutes } from './list-routes.tsx';
import { publicIntakeRoutes } from './public-routes.tsx';
import { talkRoutes } from './talk-routes.tsx';

export function intakeRoutes(routes: Routes): void {
  listRoutes(routes);
  enquiryRoutes(routes);
  companyRoutes(routes);
  talkRoutes(routes);
  importRoutes(routes);
  publicIntakeRoutes(routes);
}
