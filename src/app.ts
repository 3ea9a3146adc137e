import { Hono } from 'hono';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import { secureHeaders } from 'hono/secure-headers';
import { keepPages, loosen, type Registered, routesOf, type World } from './accounts/index.ts';
import { associationRoutes, publicRoutes } from './associations/index.ts';
import { newId } from './lib/ids.ts';
import { fail } from './accounts/fail.tsx';
import { readPublic } from './lib/assets.ts';
import { messageRoutes } from './messages/index.ts';
import { houseRoutes } from './house/index.ts';
import { deskRoutes } from './desk/desk.tsx';
import { historyRoutes } from './desk/history.tsx';
import { groupPageRoutes } from './desk/group-page.tsx';
import { meetingRoutes } from './meetings/index.ts';
import { boardRoutes } from './board/index.ts';
import { paperRoutes } from './papers/index.ts';
import { exchangeRoutes, OPEN_PATHS, openDoor } from './exchange/index.ts';
import { interestRoutes } from './interest/index.ts';
import { intakeRoutes } from './intake/index.ts';
import { offerRoutes } from './offers/index.ts';
import { meRoutes } from './me/index.ts';
import { acrossRoutes } from './across/index.ts';
import { signalRoutes } from './signals/index.ts';
import { siteRoutes } from './desk/site.tsx';
import { signInRoutes } from './sign-in/index.ts';

const HEADERS = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    objectSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    fontSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    workerSrc: ["'self'"],
    manifestSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
    requireTrustedTypesFor: ["'script'"],
    trustedTypes: ['verksted'],
  },
  referrerPolicy: 'no-referrer',
  strictTransportSecurity: 'max-age=63072000; includeSubDomains',
  xFrameOptions: 'DENY',
  crossOriginEmbedderPolicy: false,
  permissionsPolicy: { camera: [], microphone: [], geolocation: [], payment: [] },
});

/** The table of contents: what every request goes through, then the features in the order of a group's life. */
export function createApp(world: World): { app: Hono; routes: Registered[] } {
  const app = new Hono();
  app.use(keepPages(world));
  app.use(async (http, next) => {
    http.set('requestId' as never, newId() as never);
    await next();
  });
  app.use(OPEN_PATHS, openDoor(world.config.PUBLIC_URL));
  app.use(loosen);
  app.use(HEADERS);
  // A gateway posts without an Origin; its address holds a secret instead.
  const sameOrigin = csrf({ origin: (origin) => origin === new URL(world.config.PUBLIC_URL).origin });
  app.use((http, next) => (http.req.path.startsWith('/sms/') ? next() : sameOrigin(http, next)));
  for (const [path, file] of readPublic())
    app.get(
      path,
      () => new Response(new Uint8Array(file.bytes), { headers: { 'content-type': file.type, 'cache-control': 'public, max-age=86400' } }),
    );
  const routes = routesOf(app, world);
  associationRoutes(routes);
  houseRoutes(routes);
  siteRoutes(routes);
  interestRoutes(routes);
  intakeRoutes(routes);
  signInRoutes(routes);
  messageRoutes(routes);
  groupPageRoutes(routes);
  meetingRoutes(routes);
  offerRoutes(routes);
  signalRoutes(routes);
  acrossRoutes(routes);
  boardRoutes(routes);
  paperRoutes(routes);
  exchangeRoutes(routes);
  meRoutes(routes);
  deskRoutes(routes);
  historyRoutes(routes);
  // Last, since an association's own name stands where other addresses have theirs.
  publicRoutes(routes);
  app.notFound((http) => fail(world, http, 404));
  // A form sent from another site is refused by throwing.
  app.onError((error, http) => (isForbidden(error) ? fail(world, http, 403) : fail(world, http, 500, error)));
  return { app, routes: routes.all };
}

const isForbidden = (error: Error) => error instanceof HTTPException && error.status === 403;
