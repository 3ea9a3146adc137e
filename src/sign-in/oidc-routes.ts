import type { Routes, Visit } from '../accounts/index.ts';
import { lookupIndex } from '../lib/crypto.ts';
import { sql } from '../lib/db.ts';
import { ownPath } from '../lib/own-path.ts';
import { to, urls } from '../urls.ts';
import { beginCeremony } from './ceremony.ts';
import { whoIsReached } from './code.ts';
import { enter, keepIdentity, type Way } from './enter.ts';
import { tellChanged } from './notice.ts';
import { hearOidc, startOidc, type Start, type Told } from './oidc.ts';
import { provedFirst } from './second-routes.tsx';
import { type Account, notProved } from './session.ts';

const begin = { may: 'session.begin', limit: 'sign-in' } as const;

export function oidcRoutes(routes: Routes): void {
  // A link, not a form: the content policy lets no form lead to another site.
  routes.get(urls.signInOidc, { ...begin, outside: startOidc }, async (visit) => {
    const back = ownPath(visit.query.get('back'), urls.desk);
    const first = visit.actor.kind === 'person' ? provedFirst(visit, urls.passkeys) : undefined;
    if (first) return first;
    const start = visit.outside as Start;
    if ('trouble' in start) return visit.redirect(to(urls.signIn, {}, { back, trouble: start.trouble }));
    await beginCeremony(visit, 'oidc', { ...start.asked, back });
    return visit.redirect(start.url);
  });

  routes.get(urls.signInOidcReturn, { ...begin, outside: hearOidc }, async (visit) => {
    const told = visit.outside as Told;
    if ('trouble' in told) {
      notProved(visit, 'oidc');
      return visit.redirect(to(urls.signIn, {}, { back: told.back, trouble: told.trouble }));
    }
    const identity = { issuer: told.issuer, subject: told.subject };
    if (visit.actor.kind === 'person') {
      await keepIdentity(visit, visit.actor, identity);
      await tellChanged(visit, visit.actor);
      return visit.redirect(told.back, 'sign-in:notice.linked');
    }
    const way: Way = { method: 'oidc', ownDevice: false, both: told.both, back: told.back, identity };
    const trouble = told.contacts.length > 0 ? 'unknown' : 'not-verified';
    const inside = await enter(visit, await whoIsMeant(visit, told), way);
    if (!inside) notProved(visit, 'oidc');
    return inside ?? visit.redirect(to(urls.signIn, {}, { back: told.back, trouble }));
  });
}

/** Those who have come in this way before, and those who are reached where the provider has verified it. */
async function whoIsMeant(visit: Visit, told: Exclude<Told, { trouble: string }>): Promise<Account[]> {
  const subject = Buffer.from(told.subject, 'hex');
  const known = sql<{ person_id: string; association_id: string }>`select * from app.find_oidc(${told.issuer}, ${subject})`;
  const people = new Map((await known.execute(visit.tx)).rows.map((row) => [row.person_id, row.association_id]));
  for (const { kind, value } of told.contacts)
    for (const one of await whoIsReached(visit, lookupIndex(visit.world.keys.index, kind, value))) people.set(one.person, one.association);
  return [...people].map(([person, association]) => ({ person, association }));
}
