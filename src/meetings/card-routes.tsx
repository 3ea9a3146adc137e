import type { Routes, Visit } from '../accounts/index.ts';
import { textInForce } from '../associations/index.ts';
import { inState } from '../groups/index.ts';
import { addDays, startOfDay, zone } from '../lib/day.ts';
import { urls } from '../urls.ts';
import { mayOpenCard } from './access.ts';
import { CardPage, type Card } from './card-page.tsx';
import { endOf } from './meeting.ts';
import { meetingOf } from './meeting-actions.ts';
import { layOut } from './snake.ts';
import { absencesAt, meetingsFrom, themesOf } from './store.ts';

export function cardRoutes(routes: Routes): void {
  routes.get(urls.card, { may: 'meeting.hold' }, async (visit) => visit.page(<CardPage card={await cardOf(visit)} />));

  // At the root and under a fixed name, since a worker speaks only for what lies below its own address.
  routes.get(urls.cardWorker, { may: 'site.read' }, ({ world }) => {
    const file = world.assets.files.get(world.assets.islands['card-worker']?.split('/').at(-1) ?? '');
    if (!file) return new Response(null, { status: 404 });
    return new Response(new Uint8Array(file.bytes), { headers: { 'content-type': file.type, 'cache-control': 'no-cache' } });
  });
}

async function cardOf(visit: Visit<{ meeting: string }>): Promise<Card> {
  const { tx, world, language, t } = visit;
  const { meeting, circle } = await meetingOf(visit, visit.params.meeting, mayOpenCard);
  const { group, seats, facilitators } = circle;
  const laws = [t('defaults:law.NO'), t('defaults:law.DK')];
  const promise = (await textInForce(tx, group.association, 'pledge', language))?.lines ?? [];
  const themes = await themesOf(tx, group.id);
  const theme = meeting.theme ?? layOut(themes, await meetingsFrom(tx, group.id, visit.today)).get(meeting.id);
  const absent = (await absencesAt(tx, [meeting.id])).get(meeting.id) ?? 0;
  const country = world.houses.of(group.association)?.country ?? 'NO';
  return {
    meeting: meeting.id,
    promise: promise.filter((line) => !laws.includes(line)),
    law: t(`defaults:law.${country}`),
    rules: (await textInForce(tx, group.association, 'ground-rules', language))?.lines ?? [],
    themes: themes.filter(({ id }) => id === theme).map(({ title }) => title),
    people: inState(seats, 'accepted').length + facilitators.length - absent,
    minutes: meeting.minutes,
    starts: meeting.startsAt,
    ends: endOf(meeting),
    until: startOfDay(addDays(meeting.day, 1), zone('Europe/Oslo')),
  };
}
