import { associationOf, may, type Routes, type Visit } from '../accounts/index.ts';
import type { Slips, Typed } from '../lib/forms.ts';
import { defaultWords, isLanguage, type Language } from '../lib/language.ts';
import { isComplete, placeOf } from '../lib/places/index.ts';
import { isRefusal } from '../lib/refusal.ts';
import { to, urls } from '../urls.ts';
import { AssociationPage, hasSlips, HousePage } from './house-pages.tsx';
import { ModelPage, ModelsPage } from './model-pages.tsx';
import { ChapterPage, ChaptersPage, VenuePage, VenuesPage } from './place-pages.tsx';
import { type Chapter, chapterForm, chaptersOf, keepChapter, keepVenue, venueForm, venuesOf } from './places.ts';
import { keepModel, modelForm, modelsOf } from './programme-model.ts';
import { changeSettings, changeText, changeWords, settingsForm, settingsOf, textForm, wordsForm, wordsOf } from './settings.ts';
import { shownRoutes } from './shown-pages.tsx';
import { TextPage, TextsPage, WordsPage } from './text-pages.tsx';
import { textInForce, type TextKind, textKinds } from './texts.ts';

/** A stored record as its form shows it. */
export function typedOf(record: object): Typed {
  return Object.fromEntries(
    Object.entries(record).flatMap(([name, value]): [string, string | string[]][] => {
      if (value === null || value === undefined || value === false) return [];
      if (Array.isArray(value)) return [[name, value.map(String)]];
      return [[name, value === true ? 'yes' : String(value)]];
    }),
  );
}
const inLines = (typed: Typed, ...names: string[]): Typed => ({
  ...typed,
  ...Object.fromEntries(names.map((name) => [name, [typed[name] ?? []].flat().join('\n')])),
});

const LANGUAGE_TEXT = { may: 'text.change' } as const;
const LONG_TEXT = { ...LANGUAGE_TEXT, unsent: true } as const;

export function associationRoutes(routes: Routes): void {
  routes.get(urls.house, { may: 'house.see' }, async (visit) => visit.page(<HousePage name={(await settingsOf(visit)).name} />));

  routes.get(urls.houseAssociation, { may: 'association.change' }, async (visit) =>
    visit.page(<AssociationPage typed={typedOf(await settingsOf(visit))} />),
  );
  routes.post(urls.houseAssociation, { may: 'association.change' }, async (visit) => {
    const read = await visit.form(settingsForm((await settingsOf(visit)).country));
    const slips: Slips = read.ok ? {} : read.slips;
    if (read.ok && read.value.smsSender && !/^[A-Za-z0-9]{3,11}$/.test(read.value.smsSender)) slips['smsSender'] = { code: 'not-a-sender' };
    if (!read.ok || hasSlips(slips)) return visit.page(<AssociationPage typed={read.typed} slips={slips} />, 422);
    await changeSettings(visit, read.value);
    return visit.redirect(urls.house, 'house:saved');
  });

  shownRoutes(routes);
  placeRoutes(routes);
  modelRoutes(routes);
  textRoutes(routes);
}

function placeRoutes(routes: Routes): void {
  routes.get(urls.chapters, { may: 'chapter.change' }, async (visit) => visit.page(<ChaptersPage chapters={await chaptersOf(visit)} />));
  routes.get(urls.chapter, { may: 'chapter.change' }, async (visit) => {
    const chapter = await oneOf(visit, await chaptersOf(visit), visit.params.chapter);
    return visit.page(<ChapterPage id={visit.params.chapter} typed={chapter && inLines(typedOf(chapter), 'municipalities')} />);
  });
  routes.post(urls.chapter, { may: 'chapter.change' }, async (visit) => {
    const id = visit.params.chapter;
    const chapter = await oneOf(visit, await chaptersOf(visit), id);
    const read = await visit.form(chapterForm((await settingsOf(visit)).country));
    if (!read.ok) return visit.page(<ChapterPage id={id} typed={read.typed} slips={read.slips} />, 422);
    const outcome = await keepChapter(visit, chapter?.id ?? null, read.value);
    const field = isRefusal(outcome) && outcome.refused === 'not-a-municipality' ? 'municipalities' : 'slug';
    if (isRefusal(outcome))
      return visit.page(<ChapterPage id={id} typed={read.typed} slips={{ [field]: { code: outcome.refused } }} />, 422);
    return visit.redirect(urls.chapters, 'house:saved');
  });

  routes.get(urls.venues, { may: 'venue.see' }, async (visit) => {
    const [chapters, venues] = [await ownChapters(visit), await venuesOf(visit)];
    const own = venues.filter((one) => looksAfter(visit, chapters, one)).map(({ id }) => id);
    return visit.page(<VenuesPage venues={venues} own={own} administers={may(visit.actor, 'house.see')} />);
  });
  routes.get(urls.venue, { may: 'venue.change', unsent: true }, async (visit) => {
    const chapters = await ownChapters(visit);
    const venue = await ownVenue(visit, chapters);
    return visit.page(<VenuePage id={visit.params.venue} chapters={chapters} typed={venue && inLines(typedOf(venue), 'checklist')} />);
  });
  routes.post(urls.venue, { may: 'venue.change', unsent: true }, async (visit) => {
    const id = visit.params.venue;
    const [chapters, { country }] = [await ownChapters(visit), await settingsOf(visit)];
    const venue = await ownVenue(visit, chapters);
    const read = await visit.form(venueForm);
    const slips: Slips = read.ok ? {} : read.slips;
    const place = read.ok && read.value.postcode ? placeOf(country, read.value.postcode) : undefined;
    if (read.ok && read.value.postcode && !place && isComplete(country))
      slips['postcode'] = { code: 'no-such-postcode', values: { postcode: read.value.postcode } };
    if (read.ok && !looksAfter(visit, chapters, read.value))
      slips['chapter'] = { code: read.value.chapter ? 'not-a-choice' : 'choose-one' };
    if (!read.ok || hasSlips(slips)) return visit.page(<VenuePage id={id} chapters={chapters} typed={read.typed} slips={slips} />, 422);
    await keepVenue(visit, venue?.id ?? null, { ...read.value, place: read.value.place ?? place?.name ?? null }, place?.point ?? null);
    return visit.redirect(urls.venues, 'house:saved');
  });
}

function modelRoutes(routes: Routes): void {
  routes.get(urls.models, { may: 'model.change' }, async (visit) => visit.page(<ModelsPage models={await modelsOf(visit)} />));
  routes.get(urls.model, { may: 'model.change', unsent: true }, async (visit) => {
    const id = visit.params.model;
    // A new one may begin as another is: all but its name, which tells them apart.
    const like = id === 'new' ? (visit.query.get('like') ?? id) : id;
    const model = await oneOf(visit, await modelsOf(visit), like);
    return visit.page(<ModelPage id={id} typed={model && typedOf(like === id ? model : { ...model, name: '' })} />);
  });
  routes.post(urls.model, { may: 'model.change', unsent: true }, async (visit) => {
    const id = visit.params.model;
    const model = await oneOf(visit, await modelsOf(visit), id);
    const read = await visit.form(modelForm);
    if (!read.ok) return visit.page(<ModelPage id={id} typed={read.typed} slips={read.slips} />, 422);
    const outcome = await keepModel(visit, model?.id ?? null, read.value);
    const field = { 'sizes-crossed': 'sizeMax', 'facilitators-crossed': 'facilitatorsMax', 'first-too-short': 'firstMinutesMax' } as const;
    if (isRefusal(outcome))
      return visit.page(<ModelPage id={id} typed={read.typed} slips={{ [field[outcome.refused]]: { code: outcome.refused } }} />, 422);
    return visit.redirect(urls.models, 'house:saved');
  });
}

function textRoutes(routes: Routes): void {
  routes.get(urls.texts, LANGUAGE_TEXT, async (visit) => visit.page(<TextsPage languages={(await settingsOf(visit)).languages} />));
  const which = async (visit: Visit<{ kind: string; language: string }>): Promise<{ kind: TextKind; language: Language }> => {
    const { kind, language } = visit.params;
    const known = textKinds.find((one) => one === kind);
    return known && isLanguage(language) && (await settingsOf(visit)).languages.includes(language)
      ? { kind: known, language }
      : visit.missing();
  };
  routes.get(urls.text, LONG_TEXT, async (visit) => {
    const { kind, language } = await which(visit);
    const text = await textInForce(visit.tx, associationOf(visit.actor), kind, language);
    return visit.page(
      <TextPage
        kind={kind}
        language={language}
        version={text?.version ?? 0}
        signed={kind === 'pledge'}
        typed={{ lines: text?.lines.join('\n') ?? '' }}
      />,
    );
  });
  routes.post(urls.text, LONG_TEXT, async (visit) => {
    const { kind, language } = await which(visit);
    const text = await textInForce(visit.tx, associationOf(visit.actor), kind, language);
    const read = await visit.form(textForm);
    if (!read.ok)
      return visit.page(
        <TextPage
          kind={kind}
          language={language}
          version={text?.version ?? 0}
          signed={kind === 'pledge'}
          typed={read.typed}
          slips={read.slips}
        />,
        422,
      );
    await changeText(visit, kind, language, read.value.lines);
    return visit.redirect(urls.texts, 'house:saved');
  });

  const spoken = async (visit: Visit<{ language: string }>): Promise<Language> => {
    const known = (await settingsOf(visit)).languages.find((one) => one === visit.params.language);
    return known ?? visit.missing();
  };
  routes.get(urls.words, LONG_TEXT, async (visit) => {
    const language = await spoken(visit);
    const own = await wordsOf(visit, language);
    const typed = Object.fromEntries(
      Object.entries(own).flatMap(([word, forms]) =>
        Object.entries(forms as Record<string, string>).map(([one, text]) => [`${word}.${one}`, text]),
      ),
    );
    return visit.page(<WordsPage language={language} usual={defaultWords(language)} typed={typed} />);
  });
  routes.post(urls.words, LONG_TEXT, async (visit) => {
    const language = await spoken(visit);
    const read = await visit.form(wordsForm);
    if (!read.ok)
      return visit.page(<WordsPage language={language} usual={defaultWords(language)} typed={read.typed} slips={read.slips} />, 422);
    await changeWords(visit, language, read.value);
    return visit.redirect(to(urls.texts), 'house:saved');
  });
}

/** The chapters a venue may be given to: all of them, or those one coordinates. */
const ownChapters = async (visit: Visit): Promise<Chapter[]> =>
  (await chaptersOf(visit)).filter(({ id }) => coordinatesAll(visit) || rolesOf(visit).some(({ chapter }) => chapter === id));

const rolesOf = ({ actor }: Visit) =>
  actor.kind === 'person' ? actor.roles.filter(({ role }) => role === 'coordinator' || role === 'administrator') : [];
const coordinatesAll = (visit: Visit): boolean => rolesOf(visit).some(({ chapter }) => chapter === null);

/** A place without a chapter is the whole association's. */
const looksAfter = (visit: Visit, chapters: readonly Chapter[], venue: { chapter: string | null }): boolean =>
  venue.chapter === null ? coordinatesAll(visit) : chapters.some(({ id }) => id === venue.chapter);

/** The place of this address, if one looks after it; undefined for a new one. */
async function ownVenue(visit: Visit<{ venue: string }>, chapters: readonly Chapter[]) {
  const venue = await oneOf(visit, await venuesOf(visit), visit.params.venue);
  return venue === undefined || looksAfter(visit, chapters, venue) ? venue : visit.missing();
}

/** The record of this address; undefined for a new one, 404 for one that is not there. */
async function oneOf<T extends { id: string }>(visit: Visit, all: readonly T[], id: string): Promise<T | undefined> {
  return id === 'new' ? undefined : (all.find((one) => one.id === id) ?? visit.missing());
}
