import type { Routes, Visit } from '../accounts/index.ts';
import { asPerson } from '../accounts/index.ts';
import { ownPath } from '../lib/own-path.ts';
import { to, urls } from '../urls.ts';
import { browserOf, keepBrowser } from './browser.ts';
import { ask, type Code, codeOfLink, spend, tryCode, whoIsReached } from './code.ts';
import { candidates, choose, enter } from './enter.ts';
import { askForm, chooseForm, codeForm, paperForm } from './forms.ts';
import { oidcName } from './oidc.ts';
import { ChoosePage, CodePage, LinkPage, PaperPage, SignInPage, troubles } from './pages.tsx';
import { spendPaperCode } from './paper.ts';
import { end, notProved } from './session.ts';

const begin = { may: 'session.begin' } as const;
const beginOften = { may: 'session.begin', limit: 'sign-in' } as const;
const goOn = (path: string | null | undefined) => ownPath(path, urls.desk);

export function beginRoutes(routes: Routes): void {
  routes.get(urls.signIn, begin, (visit) => {
    const back = goOn(visit.query.get('back'));
    if (visit.actor.kind === 'person') return visit.redirect(back);
    const trouble = troubles.find((one) => one === visit.query.get('trouble'));
    return visit.page(<SignInPage back={back} oidc={oidcName(visit)} trouble={trouble} />);
  });

  routes.post(urls.signIn, beginOften, async (visit) => {
    const read = await visit.form(askForm(visit.language));
    const again = { typed: read.typed, back: goOn(String(read.typed['back'] ?? '')), oidc: oidcName(visit) };
    if (!read.ok) return visit.page(<SignInPage {...again} slips={read.slips} />, 422);
    const asked = { contact: read.value.contact, ownDevice: read.value.own, back: again.back };
    if (!(await ask(visit, keepBrowser(visit), asked)))
      return visit.page(<SignInPage {...again} slips={{ contact: { code: 'too-many-codes' } }} />, 422);
    return visit.redirect(to(urls.signInCode, {}, { back: again.back }));
  });

  codeRoutes(routes);
  linkRoutes(routes);
}

function codeRoutes(routes: Routes): void {
  routes.get(urls.signInCode, begin, (visit) => visit.page(<CodePage back={goOn(visit.query.get('back'))} />));

  routes.post(urls.signInCode, beginOften, async (visit) => {
    const read = await visit.form(codeForm);
    const back = goOn(String(read.typed['back'] ?? ''));
    if (!read.ok) return visit.page(<CodePage back={back} slips={read.slips} />, 422);
    const tried = await tryCode(visit, browserOf(visit), read.value.code);
    const inside = 'code' in tried ? await enterBy(visit, tried.code) : undefined;
    if (inside) return inside;
    notProved(visit, 'code');
    visit.keep();
    return visit.page(<CodePage back={back} slips={{ code: wrong('left' in tried ? tried.left : 0) }} />, 422);
  });
}

function linkRoutes(routes: Routes): void {
  routes.get(urls.signInLink, begin, async (visit) => {
    const code = await codeOfLink(visit, browserOf(visit), visit.params.token);
    return visit.page(<LinkPage token={visit.params.token} works={Boolean(code)} back={code?.back ?? urls.desk} />);
  });

  routes.post(urls.signInLink, beginOften, async (visit) => {
    const code = await codeOfLink(visit, browserOf(visit), visit.params.token);
    const inside = code && (await spend(visit, code)) && (await enterBy(visit, code));
    if (!inside) notProved(visit, 'link');
    return inside || visit.page(<LinkPage token={visit.params.token} works={false} back={urls.desk} />, 422);
  });
}

export function otherWaysIn(routes: Routes): void {
  routes.get(urls.signInChoose, begin, async (visit) => {
    const people = await candidates(visit);
    return people.length > 0 ? visit.page(<ChoosePage people={people} />) : visit.redirect(to(urls.signIn, {}, { trouble: 'stale' }));
  });

  routes.post(urls.signInChoose, beginOften, async (visit) => {
    const read = await visit.form(chooseForm);
    if (!read.ok) return visit.page(<ChoosePage people={await candidates(visit)} slips={read.slips} />, 422);
    return (await choose(visit, read.value.person)) ?? visit.redirect(to(urls.signIn, {}, { trouble: 'stale' }));
  });

  paperRoutes(routes);

  routes.post(urls.signOut, { may: 'session.end' }, async (visit) => {
    await end(visit, asPerson(visit.actor));
    return visit.redirect(urls.start, 'sign-in:notice.signed-out');
  });
}

function paperRoutes(routes: Routes): void {
  routes.get(urls.signInPaper, begin, (visit) => visit.page(<PaperPage back={goOn(visit.query.get('back'))} />));

  routes.post(urls.signInPaper, beginOften, async (visit) => {
    const read = await visit.form(paperForm);
    const back = goOn(String(read.typed['back'] ?? ''));
    if (!read.ok) return visit.page(<PaperPage back={back} typed={read.typed} slips={read.slips} />, 422);
    const account = await spendPaperCode(visit, read.value.code);
    const way = { method: 'paper-code', ownDevice: read.value.own, back } as const;
    const inside = account && (await enter(visit, [account], way));
    if (!inside) notProved(visit, 'paper-code');
    return inside ?? visit.page(<PaperPage back={back} typed={read.typed} slips={{ code: { code: 'wrong-paper-code' } }} />, 422);
  });
}

async function enterBy(visit: Visit, code: Code): Promise<Response | undefined> {
  const method = code.channel === 'email' ? 'email-code' : 'sms-code';
  const way = { method, ownDevice: code.own_device, back: code.back, lookup: code.lookup.toString('hex') } as const;
  return await enter(visit, await whoIsReached(visit, code.lookup), way);
}

const wrong = (left: number) => (left === 0 ? { code: 'no-code' } : { code: 'wrong-code', values: { count: left } });
