import type { Routes } from '../accounts/index.ts';
import { outRoutes } from './out-routes.tsx';

export function exchangeRoutes(routes: Routes): void {
  outRoutes(routes);
}
