import { asHolder, asPerson, Missing, type Routes, type Visit } from '../accounts/index.ts';
import { circleOf } from '../groups/index.ts';
import { fingerprint } from '../lib/assets.ts';
import { to, urls } from '../urls.ts';
import { maySeeMeetings, maySubscribe } from './access.ts';
import { CalendarPage } from './calendar-page.tsx';
import { feedOf, hasCalendar, linkCalendar, linkOwnCalendar, ownFeedOf } from './feed.ts';
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
    return visit.page(<CalendarPage group={group} has address={addressOf(visit, await linkCalendar(visit, group.id))} />);
  });

  routes.get(urls.meCalendar, { may: 'self.see' }, async (visit) =>
    visit.page(<CalendarPage group={null} has={await hasCalendar(visit, asPerson(visit.actor).id)} />),
  );
  routes.post(urls.meCalendar, { may: 'self.change' }, async (visit) =>
    visit.page(<CalendarPage group={null} has address={addressOf(visit, await linkOwnCalendar(visit))} />),
  );

  routes.get(urls.link.calendar, { may: 'calendar.subscribe', limit: 'link' }, (visit) => feed(visit));
}

const addressOf = ({ world }: Pick<Visit, 'world'>, token: string): string =>
  world.config.PUBLIC_URL.replace(/\/$/, '') + to(urls.link.calendar, { token });

/** For a calendar program: text, not a page, also when there is nothing for it any more. */
async function feed(visit: Visit<{ token: string }>): Promise<Response> {
  const { object, id } = asHolder(visit.actor);
  if (object === id) return told(visit, await ownFeedOf(visit, visit.t));
  const circle = await circleOf(visit, object ?? '', maySeeMeetings).catch((error: unknown) => {
    if (error instanceof Missing) return undefined;
    throw error;
  });
  if (!circle || !maySubscribe(circle.tie, circle.group)) return new Response(visit.t('meetings:calendar.stopped'), { status: 410 });
  return told(visit, await feedOf(visit, circle, visit.t));
}

function told(visit: Visit<{ token: string }>, text: string): Response {
  const etag = `"${fingerprint(Buffer.from(text))}"`;
  const headers = { etag, 'cache-control': 'private, no-cache' };
  if (visit.http.req.header('if-none-match') === etag) return new Response(null, { status: 304, headers });
  return new Response(text, { headers: { ...headers, 'content-type': 'text/calendar; charset=utf-8', 'x-robots-tag': 'noindex' } });
}
