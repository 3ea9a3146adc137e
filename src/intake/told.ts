/** What a person has told, as a form shows it and as a page says it. */
import type { Acting } from '../accounts/index.ts';
import type { Translate } from '../lib/language.ts';
import { typedPhone } from '../lib/phone.ts';
import { sayList } from '../lib/say.ts';
import { contactsOf, keysOf, namesOf, type Contact } from '../people/index.ts';
import type { SummaryRow, Typed } from '../ui/index.ts';
import { wishOf } from './actions.ts';
import { type Enquiry, otherLanguages } from './enquiry.ts';
import { languageLabel, saySlots } from './fields.tsx';
import { commonDiagnoses, diagnosisName, needText, type CommonDiagnosis, type Need } from './import/index.ts';

export type Told = { called: string; fullName: string | null; contacts: Contact[]; reachBy: string; wish: string; language: string };

/** Opens what is sealed of one person: for a page that shows it. Undefined when she is erased. */
export async function toldBy(scene: Pick<Acting, 'world' | 'tx'>, enquiry: Enquiry): Promise<Told | undefined> {
  const person = enquiry.person;
  if (!person) return undefined;
  const row = await scene.tx.selectFrom('people').select(['reach_by', 'language']).where('id', '=', person).executeTakeFirst();
  const name = (await namesOf(scene, [person])).get(person);
  const key = (await keysOf(scene, [person])).get(person);
  if (!row || !name || !key) return undefined;
  return { ...name, contacts: await contactsOf(scene, person), reachBy: row.reach_by, language: row.language, wish: wishOf(key, enquiry) };
}

export const contact = (told: Told, kind: Contact['kind']): string => told.contacts.find((one) => one.kind === kind)?.value ?? '';

/** The values of the form that changes it. */
export function valuesOf(told: Told, enquiry: Enquiry): Typed {
  const daysOf = (part: string) => enquiry.slots.flatMap((slot) => (slot.endsWith(part) ? [slot.slice(0, 3)] : []));
  const yes = (holds: boolean) => (holds ? 'yes' : '');
  return {
    called: told.called,
    fullName: told.fullName ?? '',
    phone: typedPhone(contact(told, 'phone')),
    email: contact(told, 'email'),
    address: contact(told, 'address'),
    reachBy: told.reachBy,
    kind: enquiry.kind ?? '',
    postcode: enquiry.postcode ?? '',
    days: daysOf('-day'),
    evenings: daysOf('-eve'),
    birthYear: enquiry.birthYear ?? '',
    languages: enquiry.languages.map((code) => (code === 'nn' ? 'nb' : code)),
    otherLanguage: enquiry.languages.find((code) => otherLanguages.some((other) => other === code)) ?? '',
    digitalOk: yes(enquiry.digitalOk),
    maxKm: enquiry.maxKm ?? '',
    diagnosis: enquiry.diagnosis ?? '',
    needs: enquiry.needs,
    wish: told.wish,
    phase: enquiry.phase ?? '',
    sex: enquiry.sex ?? '',
    sameSex: yes(enquiry.sameSex),
    mixedOk: yes(enquiry.mixedOk),
  };
}

/** What was said of oneself; what was not said has no row. */
export function detailRows(t: Translate, told: Told, enquiry: Enquiry): SummaryRow[] {
  const { kind, postcode, place, slots, maxKm, digitalOk, languages, birthYear, diagnosis, needs, phase, sex, sameSex, mixedOk } = enquiry;
  const known = diagnosis !== null && diagnosis in commonDiagnoses;
  const all: [label: string, value: string | false | null][] = [
    [t('intake:row.kind'), kind && t(`intake:kind-word.${kind}`)],
    [t('intake:row.place'), postcode && [postcode, place].filter(Boolean).join(' ')],
    [t('intake:row.when'), slots.length > 0 && saySlots(t, slots)],
    [t('intake:row.max-km'), maxKm !== null && `${maxKm} km`],
    [t('intake:row.digital'), digitalOk && t('intake:row.yes')],
    [
      t('intake:row.languages'),
      languages.length > 0 &&
        sayList(
          languages.map((code) => languageLabel(t, code)),
          t.language,
        ),
    ],
    [t('intake:row.birth-year'), birthYear !== null && String(birthYear)],
    [t('intake:row.diagnosis'), diagnosis && (known ? diagnosisName(t, diagnosis as CommonDiagnosis) : diagnosis)],
    [t('intake:row.phase'), phase && t(`intake:phase.${phase}`)],
    [t('intake:row.sex'), sex && t(`intake:sex.${sex}`)],
    [t('intake:row.same-sex'), sameSex && t('intake:row.yes')],
    [t('intake:row.mixed-ok'), mixedOk && t('intake:row.yes')],
    [t('intake:row.needs'), needs.length > 0 && needs.map((need) => needText(t, need as Need)).join(', ')],
    [t('intake:row.wish'), told.wish || null],
  ];
  return all.flatMap(([label, value]) => (value ? [{ label, value }] : []));
}
