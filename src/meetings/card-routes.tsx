import type { Routes, Visit } from '../accounts/index.ts';
import { textInForce } from '../associations/index.ts';
import { inState } from '../groups/index.ts';
import { addDays, startOfDay, zone } from '../lib/day.ts';
import { languages, translator } from '../lib/language.ts';
import { urls } from '../urls.ts';
import { mayOpenCard } from './access.ts';
import { snakeOf } from './along.ts';
import { CardPage, type Card } from './card-page.tsx';
import { endOf } from './meeting.ts';
import { meetingOf } from './meeting-actions.ts';
import { absencesAt } from './store.ts';

export function cardRoutes(routes: Routes): void {
  routes.get(urls.card, { may: 'meeting.hold' }, async (visit) => visit.page(<CardPage card={await cardOf(visit)} />));

  // At the root and under a fixed name, since a worker speaks only for what lies below its own address.
  routes.get(urls.cardWorker, { may: 'site.read' }, ({ world }) => {
    const file = world.assets.files.get(world.assets.islands['card-worker']?.split('/').at(-1) ?? '');
    if (!file) return new Response(null, { status: 404 });
    return new Response(new Uint8Array(file.bytes), { headers: { 'content-type': file.type, 'cache-control': 'no-cache' } });
  });
}

/** The line about the law stands below the promise, not in it: whoever reads aloud reads three lines. */
const laws = new Set(
  languages.flatMap((language) => (['NO', 'DK'] as const).map((country) => translator(language)(`defaults:law.${country}`))),
);

async function cardOf(visit: Visit<{ meeting: string }>): Promise<Card> {
  const { tx, world, t } = visit;
  const { meeting, circle } = await meetingOf(visit, visit.params.meeting, mayOpenCard);
  const { group, seats, facilitators } = circle;
  const own = (kind: 'pledge' | 'ground-rules') => textInForce(tx, group.association, kind, group.language);
  const [promise, rules] = [await own('pledge'), await own('ground-rules')];
  const { themes, laid } = await snakeOf(visit, group.id);
  const theme = meeting.theme ?? laid.get(meeting.id);
  const absent = (await absencesAt(tx, [meeting.id])).get(meeting.id) ?? 0;
  const country = world.houses.of(group.association)?.country ?? 'NO';
  return {
    meeting: meeting.id,
    language: promise?.language ?? group.language,
    promise: (promise?.lines ?? []).filter((line) => !laws.has(line)),
    law: t(`defaults:law.${country}`),
    rules: rules?.lines ?? [],
    themes: themes.filter(({ id }) => id === theme).map(({ title }) => title),
    people: inState(seats, 'accepted').length + facilitators.length - absent,
    minutes: meeting.minutes,
    starts: meeting.startsAt,
    ends: endOf(meeting),
    day: meeting.day,
    today: visit.today,
    until: startOfDay(addDays(meeting.day, 1), zone('Europe/Oslo')),
  };
}
