export * from './actor.ts';
export { atWork } from './at-work.ts';
export { findLink, keepLink, makeLink, type NewLink, useLink } from './links.ts';
export { may, type Permission, permissions } from './permissions.ts';
export { type Registered, type Routes, type RouteSpec, routesOf } from './route.ts';
export { type Acting, asHolder, asPerson, associationOf, Missing, recorder, type Visit } from './visit.ts';
export type { House, World } from './world.ts';
export { type Houses, houseKeeper } from './houses.ts';
export { keepLanguage } from './receive.tsx';
