/** The front door. */
export { boardRoutes } from './routes.tsx';
export { boardQueues, boardWork } from './work.ts';
export { draftsDue } from './due.ts';
export { gather, type Gathered, type Lack, type Notes, type Scope } from './pool.ts';
export { propose, type Asking, secondsFor } from './propose.ts';
export { groupsUnderWay } from './groups.ts';
export { leadersFor } from './leaders.ts';
export { isEvening, slotOf, slots, spoken, usualClock, weekdayOf } from './words.ts';
