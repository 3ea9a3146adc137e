import type { Context as HonoContext, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { LimitName } from './limits.ts';
import type { Permission } from './permissions.ts';
import type { World } from './world.ts';
import type { Before, Visit } from './visit.ts';
import type { Params } from '../urls.ts';
import { receive, tooLarge } from './receive.tsx';

export type RouteSpec = {
  may: Permission;
  /** how often one address or person may ask; a page's or a form's unless said */
  limit?: LimitName;
  /** the largest body in bytes; 200 kB unless said */
  body?: number;
  /** the same for every visitor who speaks the same language: kept until what it shows changes */
  cached?: boolean;
  /** with `cached`: answered from what this process holds, so that no transaction is opened for a visitor */
  memory?: boolean;
  /** a long form: what is typed and not sent is kept until it is, or for a week */
  unsent?: boolean;
  /** posted by a machine that has no cookie and proves itself otherwise */
  machine?: boolean;
  /** talks with another server before the transaction opens, since the database waits for nobody's network; the answer is `visit.outside` */
  outside?: (before: Before) => Promise<unknown>;
};
export type Registered = RouteSpec & { method: 'GET' | 'POST'; pattern: string; limit: LimitName; body: number };
type Handler<P extends string> = (visit: Visit<Params<P>>) => Promise<Response> | Response;

export type Routes = {
  get<P extends string>(pattern: P, spec: RouteSpec, handler: Handler<P>): void;
  post<P extends string>(pattern: P, spec: RouteSpec, handler: Handler<P>): void;
  /** every route of the site, for the proofs in test/ */
  readonly all: Registered[];
};

/** The only way to add a route: one without a permission does not compile, one without limits gets the strict ones. */
export function routesOf(app: Hono, world: World): Routes {
  const all: Registered[] = [];
  const add = (method: 'GET' | 'POST', pattern: string, spec: RouteSpec, handler: (visit: Visit) => Promise<Response> | Response) => {
    const route: Registered = {
      ...spec,
      method,
      pattern,
      limit: spec.limit ?? (method === 'GET' ? 'page' : 'form'),
      body: spec.body ?? 200_000,
    };
    all.push(route);
    const answer = (http: HonoContext) => receive(world, route, http, handler);
    if (method === 'GET') app.get(pattern, answer);
    else app.post(pattern, bodyLimit({ maxSize: route.body, onError: (http) => tooLarge(world, route, http) }), answer);
  };
  return {
    get: (pattern, spec, handler) => add('GET', pattern, spec, handler as never),
    post: (pattern, spec, handler) => add('POST', pattern, spec, handler as never),
    all,
  };
}
