import { found, none, unreadable } from './findings.ts';
import type { Found } from './findings.ts';
import { fold, meanings, saysNothing, wordTable } from './words.ts';

export const kinds = ['patient', 'relative', 'bereaved'] as const;
export type Kind = (typeof kinds)[number];
export const sexes = ['f', 'm', 'x'] as const;
export type Sex = (typeof sexes)[number];

const kindWords = wordTable<Kind>({
  patient: `
    pasient, pasienten, pas, pat, patient, patienten, har hatt kreft, har kreft, har eller har hatt kreft, har haft kræft, har
    kræft, har hatt sykdommen, kreftpasient, kræftpatient, kreftsyk, kræftsyg, kreftrammet, kreftramma, kræftramt, rammet, ramma,
    ramt, syk, sjuk, syg, selv syk, sjølv sjuk, selv syg, selv, sjølv, had cancer, has had cancer, has cancer, survivor, overlever,
    tidligere pasient, tidlegare pasient, self`,
  relative: `
    pårørende, pårør, pår, paarorende, pårørande, næmeste pårørende, nærmeste pårørende, nærmeste, relative, next of kin, carer,
    family, familie, ektefelle, ektemann, ektemake, kone, kona, hustru, mann, mannen, samboer, sambuar, partner, kjæreste, kjærast,
    ægtefælle, ægtemand, mand, samlever, kæreste, spouse, wife, husband, datter, dotter, sønn, son, søn, barn, voksent barn, vaksent
    barn, daughter, child, svigerdatter, svigersønn, mor, far, mamma, pappa, forelder, foreldre, forældre, mother, father, parent,
    søster, syster, bror, søsken, sysken, søskende, sister, brother, sibling, venn, ven, venninne, veninde, friend, barnebarn`,
  bereaved: `
    etterlatt, etterlatte, attlaten, etterlaten, etterlatne, efterladt, efterladte, bereaved, enke, enkje, enkemann, enkemand,
    widow, widower, har mistet, har mista, i sorg, sorg`,
});

/** Whether a person is ill, close to someone who is, or has lost someone: "Datter", "Pas.", "Har hatt kreft". */
export function readKind(text: string): Found<Kind> {
  if (saysNothing(text)) return none;
  const said = /\b(ikke|ikkje|not)\b/.test(fold(text)) ? [] : meanings(text, kindWords);
  // "Etterlatt (datter)": who has lost someone was close to them.
  if (said.includes('bereaved') && !said.includes('patient')) return found<Kind>('bereaved');
  return said.length === 1 ? found(said[0]!) : unreadable('role-does-not-fit');
}

const sexWords = wordTable<Sex>({
  f: 'k, kv, kvinne, kvinna, kvinde, kvinneleg, kvinnelig, dame, f, female, woman, w, jente, pige',
  m: 'm, mann, mand, mannlig, mannleg, herre, male, man, gutt, gut, dreng',
  x: 'x, annet, anna, andet, other, ikke-binær, ikkje-binær, non-binary, nonbinary, nb, hen',
});

export function readSex(text: string): Found<Sex> {
  const folded = fold(text);
  if (folded === '') return none;
  const sex = sexWords.get(folded);
  if (sex) return found(sex);
  return saysNothing(text) ? none : found<Sex>(null, 'unread');
}
