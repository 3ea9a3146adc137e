/** From the first form to the board: making a draft, seeing how far it is, choosing a proposal. */
import { asPerson, type Routes, type Visit } from '../accounts/index.ts';
import { modelsOf, venuesOf } from '../groups/index.ts';
import { dayOf, zone } from '../lib/day.ts';
import { sayDay } from '../lib/say.ts';
import { namesOf } from '../people/index.ts';
import { errorsOf } from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import { chaptersFor } from './access.ts';
import { choose, endDraft, makeDraft, proposeAgain, stopDraft } from './actions.ts';
import { WorkPage } from './board-page.tsx';
import { proposalsOf } from './changes.ts';
import { type Draft, draftColumns, draftedOf, draftOf, hereOn } from './draft.ts';
import { chooseForm, newDraftForm, versionForm } from './forms.ts';
import { gather } from './pool.ts';
import { DraftsPage, type NewChoices, NewDraftPage, ProposalsPage } from './proposal-pages.tsx';
import { namedIn, notesOf, proposalShown } from './proposal-shown.ts';
import { boardPage, isQuiet, isWorking, json, newsSince, type OfDraft, pagesOf, placeOf, staleReply, toDraft, workOf } from './reply.tsx';
import { sceneOf } from './scene.ts';
import { boardShown, sayAbout } from './shown.ts';
import { initialsOf } from './say.ts';

const ZONE = zone('Europe/Oslo');

export function draftRoutes(routes: Routes): void {
  routes.get(urls.drafts, { may: 'board.use' }, async (visit) => visit.page(<DraftsPage lines={await draftLines(visit)} />));

  routes.get(urls.draftNew, { may: 'board.use' }, async (visit) => {
    const typed = { chapter: visit.query.get('chapter') ?? '' };
    return visit.page(<NewDraftPage choices={await choicesOf(visit)} typed={typed} />);
  });

  routes.post(urls.draftNew, { may: 'board.use' }, async (visit) => {
    const read = await visit.form(newDraftForm);
    const again = async (errors: Record<string, string>) =>
      visit.page(<NewDraftPage choices={await choicesOf(visit)} typed={read.typed} errors={errors} />, 422);
    if (!read.ok) return await again(errorsOf(visit.t, read.slips));
    const { chapter, model: models, venue: venues, kind: kinds, who, people } = read.value;
    if (who === 'chosen' && people.length === 0) return await again({ people: visit.t('board:refusal.nobody-ticked') });
    const asked = { models, venues, kinds, all: who === 'all' };
    const draft = await makeDraft(visit, { chapter, asked, people: who === 'all' ? [] : people });
    return visit.redirect(to(urls.draft, { draft }));
  });

  routes.get(urls.draft, { may: 'board.use' }, async (visit) => {
    const draft = await draftOf(visit.tx, visit.params.draft);
    await visit.record({ act: 'list.looked-at', object: ['draft', draft.id] });
    if (draft.chosenAt) return await boardPage(visit);
    return isWorking(draft) ? await workPage(visit, draft) : await proposalsPage(visit, draft);
  });
  routes.get(
    urls.draftProposals,
    { may: 'board.use' },
    async (visit) => await proposalsPage(visit, await draftOf(visit.tx, visit.params.draft)),
  );

  routes.get(urls.draftState, { may: 'board.use' }, async (visit) => {
    const draft = await draftOf(visit.tx, visit.params.draft);
    const version = Math.trunc(Number(visit.query.get('version')) || 0);
    const work = workOf(visit, draft);
    const here = draft.chosenAt ? await hereOn(visit.tx, draft) : '';
    const [known, same] = [visit.query.get('here') ?? here, version === draft.version];
    if (!draft.chosenAt || (same && known === here)) return json(visit, { version: draft.version, here, work });
    const drafted = await draftedOf(visit, draft);
    const shown = await boardShown(visit, drafted, pagesOf(visit));
    return json(visit, {
      version: draft.version,
      here,
      work,
      shown,
      said: visit.t('board:news'),
      lines: [...(await newsSince(visit, drafted, version)), ...(same ? [visit.t('board:since.gone')] : [])],
    });
  });

  routes.post(urls.draftStop, { may: 'board.use' }, async (visit) => {
    await stopDraft(visit, visit.params.draft);
    return visit.redirect(toDraft(visit));
  });

  routes.post(urls.draftPropose, { may: 'board.use' }, async (visit) => {
    const version = await versionIn(visit);
    return (await proposeAgain(visit, visit.params.draft, version)) ? await staleReply(visit, version) : visit.redirect(toDraft(visit));
  });

  routes.post(urls.draftChoose, { may: 'board.use' }, async (visit) => {
    const read = await visit.form(chooseForm);
    if (!read.ok) return visit.missing();
    const { version, proposal } = read.value;
    return (await choose(visit, visit.params.draft, version, proposal)) ? await staleReply(visit, version) : visit.redirect(toDraft(visit));
  });

  routes.post(urls.draftEnd, { may: 'board.use' }, async (visit) => {
    await endDraft(visit, visit.params.draft);
    return visit.redirect(urls.drafts, 'board:board.gone');
  });
}

export async function versionIn(visit: OfDraft): Promise<number> {
  const read = await visit.form(versionForm);
  return read.ok ? read.value.version : visit.missing();
}

async function workPage(visit: OfDraft, draft: Draft): Promise<Response> {
  const place = await placeOf(visit, draft);
  return visit.page(<WorkPage draft={draft} place={place} work={workOf(visit, draft)!} isQuiet={isQuiet(draft, visit.now)} />);
}

async function proposalsPage(visit: OfDraft, draft: Draft): Promise<Response> {
  const proposals = await proposalsOf(visit.tx, draft.id);
  const shown = [];
  for (const proposal of proposals) {
    const drafted = await draftedOf(visit, { ...draft, model: proposal.model });
    const scene = await sceneOf(visit, drafted, namedIn([proposal], drafted.gathered));
    shown.push(proposalShown(visit.t, scene, proposal));
  }
  return visit.page(
    <ProposalsPage
      draft={draft.id}
      version={draft.version}
      place={await placeOf(visit, draft)}
      proposals={shown}
      notes={notesOf(visit.t, draft, visit.world.config.COMPOSE_AT_MOST)}
      stopped={draft.work === 'stopped'}
      failed={draft.work === 'failed'}
      hasBoard={draft.chosenAt !== null}
    />,
  );
}

async function draftLines(visit: Visit) {
  const drafts = (await visit.tx
    .selectFrom('drafts')
    .select(draftColumns)
    .select((select) =>
      select
        .selectFrom('draft_people as p')
        .select(select.fn.countAll<number>().as('n'))
        .whereRef('p.draft_id', '=', 'drafts.id')
        .as('people'),
    )
    .where('association_id', '=', asPerson(visit.actor).association)
    .orderBy('changed_at', 'desc')
    .limit(50)
    .execute()) as (Draft & { people: number })[];
  const names = await namesOf(visit, [...new Set(drafts.map((one) => one.madeBy))]);
  const lines = [];
  for (const draft of drafts) {
    const day = sayDay(dayOf(draft.changedAt, ZONE), visit.language, { weekday: false, year: 'always' });
    const note = [
      visit.t('board:draft-by', { name: names.get(draft.madeBy)?.called ?? visit.t('board:gone') }),
      visit.t('board:draft-people', { count: Number(draft.people) }),
    ];
    lines.push({ id: draft.id, title: visit.t('board:draft-of', { place: await placeOf(visit, draft), day }), note: note.join(' · ') });
  }
  return lines;
}

/** So many can be ticked one by one. */
const TICKED = 1_000;
/** Who, where and by which model; the first thousand who wait can be ticked one by one. */
async function choicesOf(visit: Visit): Promise<NewChoices> {
  const { tx, t, actor, today } = visit;
  const { association } = asPerson(actor);
  const chapters = await tx
    .selectFrom('chapters')
    .select(['id', 'name'])
    .where('association_id', '=', association)
    .where('closed_on', 'is', null)
    .orderBy('name')
    .execute();
  const may = chaptersFor(
    actor,
    association,
    chapters.map((one) => one.id),
  );
  const models = (await modelsOf(tx, association)).filter((one) => one.seated);
  const gathered = models[0] && (await gather({ tx, today }, { association, chapter: null, model: models[0].id, most: TICKED }));
  const about = [...(gathered?.about ?? [])];
  const names = await namesOf(
    visit,
    about.flatMap(([, one]) => one.person ?? []),
  );
  return {
    places: may.map((id) => ({ value: id ?? '', label: chapters.find((one) => one.id === id)?.name ?? t('board:whole') })),
    models: models.map(({ id, name, sizeMin, sizeMax, facilitatorsMin }) => ({
      value: id,
      label: t('board:new.model-line', { name, min: sizeMin, max: sizeMax, count: facilitatorsMin }),
    })),
    venues: (await venuesOf(tx, association)).map(({ id, name, place }) => ({
      value: id,
      label: [name, place].filter(Boolean).join(', '),
    })),
    people: about.map(([id, one]) => {
      const name = names.get(one.person ?? '');
      return { value: id, label: [initialsOf(name?.fullName ?? name?.called ?? ''), sayAbout(t, one)].filter(Boolean).join(', ') };
    }),
    count: about.length,
  };
}
