import { asPerson, type Person, type Routes, type Visit } from '../accounts/index.ts';
import { form, longText, ticked, optionalText } from '../lib/forms.ts';
import { to, urls } from '../urls.ts';
import { enter } from './enter.ts';
import { tellChanged } from './notice.ts';
import { oidcName } from './oidc.ts';
import { type Answered, answered, challenge, keepPasskey, newPasskey, noteUsed, passkeysOf, removePasskey } from './passkey.ts';
import { PasskeysPage } from './passkeys-page.tsx';
import { SecondStepPage } from './second-pages.tsx';
import { goOn, provedFirst, waysOf } from './second-routes.tsx';
import { endSessions, sessionsOf } from './session-list.ts';
import { notProved, prove, steppedUp } from './session.ts';

const begin = { may: 'session.begin', limit: 'sign-in' } as const;
const strengthen = { may: 'session.strengthen' } as const;
const endForm = form({ session: optionalText(32) });
const responseForm = form({ response: longText(20_000), own: ticked(), back: optionalText(500) });

export function passkeyRoutes(routes: Routes): void {
  routes.post(urls.signInPasskeyOptions, begin, async (visit) => json(visit, await challenge(visit)));

  routes.post(urls.signInPasskey, begin, async (visit) => {
    const read = await visit.form(responseForm);
    const back = goOn(read.typed['back']);
    const found = read.ok ? await answered(visit, read.value.response) : undefined;
    if (!found) notProved(visit, 'passkey');
    if (visit.actor.kind === 'person') return await proveBy(visit, visit.actor, found, back);
    const way = { method: 'passkey', ownDevice: read.ok && read.value.own, both: true, back } as const;
    const inside = found && (await enter(visit, [found], way));
    if (found) await noteUsed(visit, found);
    return inside ?? visit.redirect(to(urls.signIn, {}, { back, trouble: 'passkey' }));
  });

  ownRoutes(routes);
  changeRoutes(routes);
}

/** A passkey of somebody already here: her second step, or her proof. */
async function proveBy(visit: Visit, person: Person, found: Answered | undefined, back: string): Promise<Response> {
  if (found?.person !== person.id) {
    visit.keep();
    return visit.page(<SecondStepPage back={back} trouble="passkey" {...await waysOf(visit, person)} />, 422);
  }
  await noteUsed(visit, found);
  await prove(visit, person, true);
  return visit.redirect(back);
}

function ownRoutes(routes: Routes): void {
  routes.get(urls.passkeys, strengthen, async (visit) => {
    const person = asPerson(visit.actor);
    const { totp } = await waysOf(visit, person);
    const linked = await visit.tx.selectFrom('oidc_identities').select('issuer').where('person_id', '=', person.id).executeTakeFirst();
    const provider = oidcName(visit);
    return visit.page(
      <PasskeysPage
        passkeys={await passkeysOf(visit, person)}
        today={visit.today}
        proved={steppedUp(visit)}
        totp={totp}
        sessions={await sessionsOf(visit, person)}
        oidc={provider ? { name: provider, linked: linked !== undefined } : undefined}
      />,
    );
  });
}

function changeRoutes(routes: Routes): void {
  routes.post(urls.passkeyOptions, strengthen, async (visit) => {
    const first = provedFirst(visit, urls.passkeys);
    return first ?? json(visit, await newPasskey(visit, asPerson(visit.actor)));
  });

  routes.post(urls.passkeys, strengthen, async (visit) => {
    const person = asPerson(visit.actor);
    const read = await visit.form(responseForm);
    const back = goOn(read.typed['back']);
    const first = provedFirst(visit, back);
    if (first) return first;
    if (!read.ok || !(await keepPasskey(visit, person, read.value.response)))
      return visit.redirect(to(urls.secondStepSetUp, {}, { back, trouble: 'passkey' }));
    await tellChanged(visit, person);
    await prove(visit, person, true);
    return visit.redirect(back, 'sign-in:notice.passkey-added');
  });

  routes.post(urls.sessionsEnd, strengthen, async (visit) => {
    const read = await visit.form(endForm);
    const first = provedFirst(visit, urls.passkeys);
    if (first) return first;
    await endSessions(visit, asPerson(visit.actor), read.ok ? read.value.session : null);
    return visit.redirect(urls.passkeys, 'sign-in:notice.sessions-ended');
  });

  routes.post(urls.passkeyRemove, strengthen, async (visit) => {
    const person = asPerson(visit.actor);
    const first = provedFirst(visit, urls.passkeys);
    if (first) return first;
    if (!(await removePasskey(visit, person, visit.params.passkey))) return visit.missing();
    await tellChanged(visit, person);
    return visit.redirect(urls.passkeys, 'sign-in:notice.passkey-removed');
  });
}

function json({ http }: Visit, value: object): Response {
  http.header('Cache-Control', 'no-store');
  return http.json(value);
}
