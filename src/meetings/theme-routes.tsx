import type { Acting, Routes, Visit } from '../accounts/index.ts';
import { circleOf } from '../groups/index.ts';
import type { Translate } from '../lib/language.ts';
import { to, urls } from '../urls.ts';
import { mayChooseTheme, maySeeThemes } from './access.ts';
import { snakeOf } from './along.ts';
import type { Asked } from './asked.tsx';
import { noteExpectations, questionsFor, roundsOf } from './expectations.ts';
import { ExpectationsPage } from './expectations-page.tsx';
import { chooseForm, expectationsForm, themeActForm, themeForm } from './forms.ts';
import { meetingOf } from './meeting-actions.ts';
import { changeTheme, chooseTheme, raiseTheme } from './theme-actions.ts';
import { ChoosePage, ThemesPage } from './themes-page.tsx';
import { mayNoteExpectations } from './access.ts';

type OfGroup = Visit<{ group: string }>;

export function themeRoutes(routes: Routes): void {
  const themes = async (visit: OfGroup, asked: Asked = {}) => (
    <ThemesPage {...await themesFor(visit, visit.params.group, visit.t)} {...asked} />
  );
  routes.get(urls.themes, { may: 'theme.raise' }, async (visit) => visit.page(await themes(visit)));
  routes.post(urls.themes, { may: 'theme.raise' }, async (visit) => {
    const read = await visit.form(themeForm);
    if (!read.ok) return visit.page(await themes(visit, read), 422);
    const refusal = await raiseTheme(visit, visit.params.group, read.value.title);
    if (refusal) return visit.page(await themes(visit, { typed: read.typed, refusal }), 422);
    return visit.redirect(to(urls.themes, visit.params), 'meetings:notice.theme-raised');
  });
  routes.post(urls.theme, { may: 'theme.choose' }, async (visit) => {
    const read = await visit.form(themeActForm);
    if (!read.ok) return visit.missing();
    await changeTheme(visit, visit.params.group, visit.params.theme, read.value.act);
    return visit.redirect(to(urls.themes, { group: visit.params.group }), 'meetings:notice.theme-changed');
  });
  choosing(routes);
  expecting(routes);
}

async function themesFor(acting: Acting, id: string, t: Translate) {
  const { group, tie } = await circleOf(acting, id, maySeeThemes);
  const { themes } = await snakeOf(acting, id);
  const known = new Set(themes.map(({ title }) => title));
  return { group, tie, themes, suggestions: t.list('defaults:themes').filter((title) => !known.has(title)) };
}

function choosing(routes: Routes): void {
  const facts = async (visit: Visit<{ meeting: string }>) => {
    const { meeting, circle } = await meetingOf(visit, visit.params.meeting, mayChooseTheme);
    const { themes, laid } = await snakeOf(visit, meeting.group);
    return { meeting, group: circle.group, themes, suggested: laid.get(meeting.id) ?? null, today: visit.today };
  };
  routes.get(urls.meetingTheme, { may: 'theme.choose' }, async (visit) => visit.page(<ChoosePage {...await facts(visit)} />));
  routes.post(urls.meetingTheme, { may: 'theme.choose' }, async (visit) => {
    const shown = await facts(visit);
    const read = await visit.form(chooseForm);
    if (!read.ok) return visit.page(<ChoosePage {...shown} {...read} />, 422);
    const refusal = await chooseTheme(visit, shown.meeting.id, read.value.theme);
    if (refusal) return visit.page(<ChoosePage {...shown} typed={read.typed} refusal={refusal} />, 422);
    return visit.redirect(to(urls.meeting, visit.params), 'meetings:notice.theme-chosen');
  });
}

function expecting(routes: Routes): void {
  const facts = async (visit: OfGroup, may: Parameters<typeof circleOf>[2]) => {
    const { group, tie } = await circleOf(visit, visit.params.group, may);
    const rounds = await roundsOf(visit.tx, group.id);
    const questions = await questionsFor(visit.tx, visit.t, group.association, rounds);
    return { group, rounds, questions, notes: mayNoteExpectations(tie, group) };
  };
  routes.get(urls.expectations, { may: 'expectation.note' }, async (visit) =>
    visit.page(<ExpectationsPage {...await facts(visit, maySeeThemes)} />),
  );
  routes.post(urls.expectations, { may: 'expectation.note' }, async (visit) => {
    const shown = await facts(visit, mayNoteExpectations);
    const read = await visit.form(expectationsForm);
    if (!read.ok) return visit.page(<ExpectationsPage {...shown} {...read} />, 422);
    const refusal = await noteExpectations(visit, shown.group.id, read.value.lines);
    if (refusal) return visit.page(<ExpectationsPage {...shown} typed={read.typed} refusal={refusal} />, 422);
    return visit.redirect(to(urls.expectations, visit.params), 'meetings:notice.expectations');
  });
}
