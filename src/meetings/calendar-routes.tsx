import { asHolder, Missing, type Routes, type Visit } from '../accounts/index.ts';
import { circleOf } from '../groups/index.ts';
import { fingerprint } from '../lib/assets.ts';
import { to, urls } from '../urls.ts';
import { maySeeMeetings, maySubscribe } from './access.ts';
import { CalendarPage } from './calendar-page.tsx';
import { feedOf, hasCalendar, linkCalendar } from './feed.ts';
import { ProgrammePage } from './programme-page.tsx';
import { meetingsView } from './view.ts';

export function calendarRoutes(routes: Routes): void {
  routes.get(urls.programme, { may: 'programme.see' }, async (visit) => {
    const view = await meetingsView(visit, visit.params.group);
    const shown = { themes: visit.query.get('themes') !== 'no', names: visit.query.get('names') === 'yes' };
    return visit.page(<ProgrammePage view={view} shown={shown} />);
  });

  routes.get(urls.calendarLink, { may: 'meeting.see' }, async (visit) => {
    const { group } = await circleOf(visit, visit.params.group, maySubscribe);
    return visit.page(<CalendarPage group={group} has={await hasCalendar(visit, group.id)} />);
  });

  routes.post(urls.calendarLink, { may: 'meeting.see' }, async (visit) => {
    const { group } = await circleOf(visit, visit.params.group, maySubscribe);
    const token = await linkCalendar(visit, group.id);
    const address = visit.world.config.PUBLIC_URL.replace(/\/$/, '') + to(urls.link.calendar, { token });
    return visit.page(<CalendarPage group={group} has address={address} />);
  });

  routes.get(urls.link.calendar, { may: 'calendar.subscribe', limit: 'link' }, (visit) => feed(visit));
}

/** For a calendar program: text, not a page, also when there is nothing for it any more. */
async function feed(visit: Visit<{ token: string }>): Promise<Response> {
  const { object } = asHolder(visit.actor);
  const circle = await circleOf(visit, object ?? '', maySeeMeetings).catch((error: unknown) => {
    if (error instanceof Missing) return undefined;
    throw error;
  });
  if (!circle || !maySubscribe(circle.tie, circle.group)) return new Response(visit.t('meetings:calendar.stopped'), { status: 410 });
  const text = await feedOf(visit, circle, visit.t);
  const etag = `"${fingerprint(Buffer.from(text))}"`;
  const headers = { etag, 'cache-control': 'private, no-cache' };
  if (visit.http.req.header('if-none-match') === etag) return new Response(null, { status: 304, headers });
  return new Response(text, { headers: { ...headers, 'content-type': 'text/calendar; charset=utf-8', 'x-robots-tag': 'noindex' } });
}
