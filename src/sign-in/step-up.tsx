import { asPerson, type Person, type Routes, type Visit } from '../accounts/index.ts';
import { choice, form, optionalText, text } from '../lib/forms.ts';
import { contactsOf } from '../people/index.ts';
import { to, urls } from '../urls.ts';
import { keepBrowser } from './browser.ts';
import { ask, tryCode, whoIsReached } from './code.ts';
import { codeForm, paperForm } from './forms.ts';
import { spendPaperCode } from './paper.ts';
import { goOn, mayTry, waysOf } from './second-routes.tsx';
import { notProved, prove } from './session.ts';
import { type Channel, type Proof, StepUpPage } from './step-up-page.tsx';
import { tryTotp } from './totp.ts';

const strengthen = { may: 'session.strengthen' } as const;
const often = { ...strengthen, limit: 'sign-in' } as const;
const kinds = { sms: 'phone', email: 'email' } as const;
const sendForm = form({ by: choice(['sms', 'email']), back: optionalText(500) });
const typedForm = form({ code: text(40), back: optionalText(500) });

/** For what must not happen from a screen left open: an export, an erasure, another way to be reached. */
export function stepUpRoutes(routes: Routes): void {
  routes.get(urls.stepUp, strengthen, async (visit) => {
    const proof = await proofOf(visit, asPerson(visit.actor));
    return visit.page(<StepUpPage proof={proof} back={goOn(visit.query.get('back'))} sent={visit.query.has('sent')} />);
  });

  routes.post(urls.stepUpSend, often, async (visit) => {
    const person = asPerson(visit.actor);
    const read = await visit.form(sendForm);
    const back = goOn(read.typed['back']);
    const proof = await proofOf(visit, person);
    const contact = read.ok && (await contactsOf(visit, person.id)).find(({ kind }) => kind === kinds[read.value.by]);
    if (!contact || contact.kind === 'address' || proof.by !== 'code') return visit.missing();
    const asked = { contact: { kind: contact.kind, value: contact.value }, ownDevice: person.ownDevice, back };
    if (!(await ask(visit, keepBrowser(visit), asked)))
      return visit.page(<StepUpPage proof={proof} back={back} sent slips={{ code: { code: 'too-many-codes' } }} />, 422);
    return visit.redirect(to(urls.stepUp, {}, { back, sent: 'yes' }));
  });

  routes.post(urls.stepUp, often, async (visit) => {
    const person = asPerson(visit.actor);
    const read = await visit.form(typedForm);
    const back = goOn(read.typed['back']);
    const proof = await proofOf(visit, person);
    const slip = read.ok ? await judge(visit, person, proof) : 'required';
    if (slip) {
      notProved(visit, proof.by === 'second' ? 'totp' : proof.by === 'paper' ? 'paper-code' : 'code');
      visit.keep();
      return visit.page(<StepUpPage proof={proof} back={back} sent slips={{ code: { code: slip } }} />, 422);
    }
    await prove(visit, person, proof.by === 'second');
    return visit.redirect(back);
  });
}

/** What is wrong with what was typed; null where it proves who she is. */
async function judge(visit: Visit, person: Person, { by }: Proof): Promise<string | null> {
  if (by === 'paper') {
    const read = await visit.form(paperForm);
    if (!read.ok) return 'not-a-paper-code';
    return (await spendPaperCode(visit, read.value.code))?.person === person.id ? null : 'wrong-paper-code';
  }
  const read = await visit.form(codeForm);
  if (!read.ok) return 'not-a-code';
  if (by === 'second') {
    if (!(await mayTry(visit, person))) return 'too-many-tries';
    return (await tryTotp(visit, person, read.value.code)) ? null : 'wrong-totp';
  }
  const tried = await tryCode(visit, person.session, read.value.code);
  const reached = 'code' in tried ? await whoIsReached(visit, tried.code.lookup) : [];
  return reached.some((one) => one.person === person.id) ? null : 'no-code';
}

async function proofOf(visit: Visit, person: Person): Promise<Proof> {
  if (person.hasSecond) return { by: 'second', ...(await waysOf(visit, person)) };
  const reached = (await contactsOf(visit, person.id)).map(({ kind }) => kind);
  const channels = (['sms', 'email'] as const satisfies readonly Channel[]).filter((channel) => reached.includes(kinds[channel]));
  return channels.length > 0 ? { by: 'code', channels } : { by: 'paper' };
}
