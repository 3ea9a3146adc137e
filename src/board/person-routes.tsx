/** One card: where it can go, moving it, holding it, and the name on demand. */
import type { Routes } from '../accounts/index.ts';
import { isRefusal } from '../lib/refusal.ts';
import { isId } from '../lib/ids.ts';
import { namesOf } from '../people/index.ts';
import { move, type MoveOutcome, pin } from './actions.ts';
import { draftedOf, draftOf } from './draft.ts';
import { moveForm, pinForm } from './forms.ts';
import { PersonPage } from './person-page.tsx';
import { LEFT, personShown, saidOf } from './person-shown.ts';
import { type BoardNews, boardPage, json, type OfDraft, pagesOf, placeOf, staleReply, toDraft, wantsJson } from './reply.tsx';
import { type Scene, sceneOf } from './scene.ts';
import { boardShown } from './shown.ts';
import { urls } from '../urls.ts';

export function personRoutes(routes: Routes): void {
  routes.get(urls.draftPerson, { may: 'board.use' }, (visit) => personPage(visit, visit.params.waiter, {}));

  // A name is a look at somebody: it is written down, and she can see who looked.
  routes.post(urls.draftPersonName, { may: 'board.use' }, async (visit) => {
    const { about } = (await draftedOf(visit, await draftOf(visit.tx, visit.params.draft))).gathered;
    const person = about.get(visit.params.waiter)?.person;
    if (!person) return visit.missing();
    const name = (await namesOf(visit, [person])).get(person);
    await visit.record({ act: 'person.looked-at', object: ['person', person], about: person });
    const called = name?.fullName ?? name?.called ?? '';
    return wantsJson(visit) ? json(visit, { name: called }) : await personPage(visit, visit.params.waiter, { name: called });
  });

  routes.post(urls.draftMove, { may: 'board.use' }, async (visit) => {
    const read = await visit.form(moveForm);
    // Nothing chosen: the card says where she can go.
    if (!read.ok && typeof read.typed['person'] === 'string' && !read.typed['to'])
      return await personPage(visit, read.typed['person'], {
        said: { title: visit.t('board:person.to'), lines: [visit.t('board:person.choose')] },
      });
    if (!read.ok || (read.value.to !== LEFT && !isId(read.value.to))) return visit.missing();
    const { version, person, to } = read.value;
    const outcome = await move(visit, visit.params.draft, version, person, to === LEFT ? null : to);
    return isRefusal(outcome) ? await staleReply(visit, version) : await movedReply(visit, person, to, outcome);
  });

  routes.post(urls.draftPin, { may: 'board.use' }, async (visit) => {
    const read = await visit.form(pinForm);
    if (!read.ok) return visit.missing();
    const { version, person, circle, pinned } = read.value;
    const what = circle ? { circle } : person ? { person } : visit.missing();
    if (await pin(visit, visit.params.draft, version, what, pinned)) return await staleReply(visit, version);
    const said = pinned ? 'board:pinned' : 'board:unpinned';
    return wantsJson(visit) ? json(visit, await news(visit, visit.t(said), [], true)) : visit.redirect(toDraft(visit), said);
  });
}

async function personPage(
  visit: OfDraft,
  person: string,
  { name = null, said }: { name?: string | null; said?: { title: string; lines: string[] } },
): Promise<Response> {
  const scene = await wholeScene(visit);
  const shown = personShown(visit.t, scene, person, name);
  if (!shown) return visit.missing();
  if (wantsJson(visit)) return json(visit, shown);
  const place = await placeOf(visit, scene.draft);
  return visit.page(<PersonPage draft={scene.draft.id} place={place} shown={shown} {...(said && { said })} />, said ? 422 : 200);
}

/** Initials of everybody on the board: a verdict may name any of them. */
async function wholeScene(visit: OfDraft): Promise<Scene> {
  const drafted = await draftedOf(visit, await draftOf(visit.tx, visit.params.draft));
  return await sceneOf(visit, drafted, [...drafted.gathered.about.keys()]);
}

async function movedReply(visit: OfDraft, person: string, to: string, { verdict, drafted, moved }: MoveOutcome): Promise<Response> {
  const scene = await sceneOf(visit, drafted, [...drafted.gathered.about.keys()]);
  const said = saidOf(visit.t, scene, person, verdict);
  const who = scene.who(person);
  if (!moved) {
    const title = visit.t('board:person.refused', { who });
    if (wantsJson(visit)) return json(visit, await news(visit, title, said.says, false), 422);
    return await personPage(visit, person, { said: { title, lines: said.says } });
  }
  const circle = drafted.board.circles.find((one) => one.id === to);
  const where = circle ? visit.t('board:circle', { no: circle.no }) : visit.t('board:left-over');
  const title = visit.t('board:person.moved', { who, to: where, sum: visit.t('board:person.sum', { points: said.points }) });
  if (wantsJson(visit)) return json(visit, await news(visit, title, said.says, true));
  return await boardPage(visit, { tone: 'success', title, lines: said.says });
}

async function news(visit: OfDraft, said: string, lines: string[], ok: boolean): Promise<BoardNews> {
  const drafted = await draftedOf(visit, await draftOf(visit.tx, visit.params.draft));
  return { shown: await boardShown(visit, drafted, pagesOf(visit)), said, lines, ok };
}
