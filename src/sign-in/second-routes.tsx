import { asPerson, type Person, type Routes, type Visit } from '../accounts/index.ts';
import { ownPath } from '../lib/own-path.ts';
import { takeRate } from '../lib/rate.ts';
import { to, urls } from '../urls.ts';
import { codeForm } from './forms.ts';
import { tellChanged } from './notice.ts';
import { hasPasskey } from './passkey.ts';
import { SecondStepPage, SetUpPage } from './second-pages.tsx';
import { notProved, prove, steppedUp } from './session.ts';
import { hasTotp, newSecret, setUp, tryTotp } from './totp.ts';

const strengthen = { may: 'session.strengthen' } as const;
const often = { ...strengthen, limit: 'sign-in' } as const;
/** Wrong or right: six digits, of which three are good at a time, stay beyond guessing. */
const TRIES = { limit: 10, seconds: 3_600 };

export const goOn = (path: unknown) => ownPath(String(path ?? ''), urls.desk);

export function secondRoutes(routes: Routes): void {
  routes.get(urls.secondStep, strengthen, async (visit) => {
    const person = asPerson(visit.actor);
    const back = goOn(visit.query.get('back'));
    if (!person.hasSecond) return visit.redirect(to(urls.secondStepSetUp, {}, { back }));
    return visit.page(<SecondStepPage back={back} {...await waysOf(visit, person)} />);
  });

  routes.post(urls.secondStep, often, async (visit) => {
    const person = asPerson(visit.actor);
    const read = await visit.form(codeForm);
    const back = goOn(read.typed['back']);
    const again = async (code: string) =>
      visit.page(<SecondStepPage back={back} slips={{ code: { code } }} {...await waysOf(visit, person)} />, 422);
    if (!read.ok) return await again(read.slips['code']?.code ?? 'wrong-totp');
    if (!(await mayTry(visit, person))) return await again('too-many-tries');
    if (!(await tryTotp(visit, person, read.value.code))) {
      notProved(visit, 'totp');
      return await again('wrong-totp');
    }
    await prove(visit, person, true);
    return visit.redirect(back);
  });

  setUpRoutes(routes);
}

function setUpRoutes(routes: Routes): void {
  routes.get(urls.secondStepSetUp, strengthen, (visit) => {
    const person = asPerson(visit.actor);
    const back = goOn(visit.query.get('back'));
    const first = provedFirst(visit, to(urls.secondStepSetUp, {}, { back }));
    const trouble = visit.query.get('trouble') === 'passkey' ? 'passkey' : undefined;
    return first ?? visit.page(<SetUpPage back={back} trouble={trouble} {...setUpOf(visit, person)} />);
  });

  routes.post(urls.secondStepSetUp, often, async (visit) => {
    const person = asPerson(visit.actor);
    const read = await visit.form(codeForm);
    const back = goOn(read.typed['back']);
    const first = provedFirst(visit, to(urls.secondStepSetUp, {}, { back }));
    if (first) return first;
    const again = (code: string) => visit.page(<SetUpPage back={back} slips={{ code: { code } }} {...setUpOf(visit, person)} />, 422);
    if (!read.ok) return again(read.slips['code']?.code ?? 'wrong-totp');
    if (!(await setUp(visit, person, read.value.code))) return again('wrong-totp');
    await tellChanged(visit, person);
    await prove(visit, person, true);
    return visit.redirect(back, 'sign-in:notice.set-up');
  });
}

const setUpOf = (visit: Visit, person: Person) => ({
  ...newSecret(visit, person),
  seesOthers: person.roles.length > 0 || person.facilitates.length > 0,
});

/** How somebody signs in is changed only by one who has just shown who she is: not by whoever finds her screen open. */
export function provedFirst(visit: Visit, back: string): Response | undefined {
  return steppedUp(visit) ? undefined : visit.redirect(to(urls.stepUp, {}, { back }));
}

/** The same for a form that somebody has filled in: it is kept as unsent, hers alone, and stands there again when she comes back. */
export async function provedFirstKeeping(visit: Visit, form: string): Promise<Response | undefined> {
  if (steppedUp(visit)) return undefined;
  await visit.world.unsent.keep(visit, form, await visit.submitted());
  visit.keep();
  return visit.redirect(to(urls.stepUp, {}, { back: form }));
}

export const waysOf = async (visit: Visit, person: Person): Promise<{ totp: boolean; passkey: boolean }> => ({
  totp: await hasTotp(visit, person),
  passkey: await hasPasskey(visit, person),
});

export async function mayTry({ world }: Pick<Visit, 'world'>, person: Person): Promise<boolean> {
  return (await takeRate(world.db.query, `second-step ${person.id}`, TRIES, world.keys.rates)).allowed;
}
