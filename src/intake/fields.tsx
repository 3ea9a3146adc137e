import type { ComponentChildren } from 'preact';
import { sayList, weekdayNames } from '../lib/say.ts';
import type { Language, Translate } from '../lib/language.ts';
import { type Errors, type Typed, Checkbox, Checkboxes, Details as Fold, Field, Fieldset, Radios, Select, useFrame } from '../ui/index.ts';
import { commonDiagnoses, diagnosisName, type CommonDiagnosis } from './import/index.ts';
import { kinds, otherLanguages, phases, reachWays, sexes, usualLanguages, type Wants } from './enquiry.ts';
import { weekdays } from './details.ts';

/** What the person is called, and how she is reached. */
export function ReachFields({ full }: { full?: boolean }) {
  const { t } = useFrame();
  return (
    <>
      <Field
        name="called"
        label={t(full ? 'intake:field.called-them' : 'intake:field.called')}
        help={full ? undefined : t('intake:field.called-help')}
        width="half"
        autocomplete={full ? 'off' : 'given-name'}
      />
      {full && (
        <Field name="fullName" label={t('intake:field.full-name')} help={t('intake:field.full-name-help')} optional autocomplete="off" />
      )}
      <Fieldset legend={t(full ? 'intake:field.reach-them' : 'intake:field.reach')} help={t('intake:field.reach-help')}>
        <Field name="phone" label={t('intake:field.phone')} type="tel" width="half" autocomplete={full ? 'off' : 'tel'} />
        <Field name="email" label={t('intake:field.email')} type="email" autocomplete={full ? 'off' : 'email'} />
        <Field name="address" label={t('intake:field.address')} type="textarea" rows={3} autocomplete={full ? 'off' : 'street-address'} />
      </Fieldset>
    </>
  );
}

export function ReachByField() {
  const { t } = useFrame();
  const options = reachWays.map((value) => ({ value, label: t(`intake:reach-by.${value}`) }));
  return <Radios inline name="reachBy" legend={t('intake:field.reach-by')} optional options={options} />;
}

/** What may be told, each of it optional; `unmarked` where the heading says so already. What it is about decides what is asked. */
export function DetailFields({ about, full, unmarked }: { about: Wants; full?: boolean; unmarked?: boolean }) {
  const { t, language } = useFrame();
  const days = weekdays.map((value, at) => ({ value, label: weekdayNames(language)[at]!.slice(0, 3) }));
  const isForGroup = about === 'group' || full;
  return (
    <>
      {(isForGroup || about === 'talk') && (
        <Radios
          name="kind"
          legend={t(full ? 'intake:field.kind-them' : 'intake:field.kind')}
          optional={!unmarked}
          options={kinds.map((value) => ({ value, label: t(`intake:kind-of.${value}`) }))}
        />
      )}
      <Field
        name="postcode"
        label={t('intake:field.postcode')}
        help={t('intake:field.postcode-help')}
        width="short"
        digits
        optional={!unmarked}
        autocomplete={full ? 'off' : 'postal-code'}
      />
      {(isForGroup || about === 'talk') && (
        <Fieldset legend={t(about === 'talk' ? 'intake:field.when-talk' : 'intake:field.when')}>
          <Checkboxes inline name="days" legend={t('intake:field.days')} optional={!unmarked} options={days} />
          <Checkboxes inline name="evenings" legend={t('intake:field.evenings')} optional={!unmarked} options={days} />
        </Fieldset>
      )}
      {isForGroup && <Field name="maxKm" label={t('intake:field.max-km')} width="short" digits unit="km" optional={!unmarked} />}
      {isForGroup && <Checkbox name="digitalOk" label={t('intake:field.digital')} />}
      <Languages optional={!unmarked} />
      {isForGroup && (
        <Field
          name="birthYear"
          label={t('intake:field.birth-year')}
          help={t('intake:field.birth-year-help')}
          width="short"
          digits
          optional={!unmarked}
          autocomplete={full ? 'off' : 'bday-year'}
        />
      )}
      {(isForGroup || about === 'talk') && (
        <Select
          name="diagnosis"
          label={t('intake:field.diagnosis')}
          help={t('intake:field.diagnosis-help')}
          optional={!unmarked}
          options={diagnoses(t)}
        />
      )}
      {isForGroup && <Checkboxes name="needs" legend={t('intake:field.needs')} optional={!unmarked} options={needOptions(t, full)} />}
      <Field
        name="wish"
        label={t('intake:field.wish')}
        help={t('intake:field.wish-help')}
        type="textarea"
        rows={3}
        max={300}
        optional={!unmarked}
      />
    </>
  );
}

/** What a coordinator adds after a talk. */
export function PlacingFields({ unmarked }: { unmarked?: boolean }) {
  const { t } = useFrame();
  return (
    <>
      <Select
        name="phase"
        label={t('intake:field.phase')}
        optional={!unmarked}
        options={phases.map((value) => ({ value, label: t(`intake:phase.${value}`) }))}
      />
      <Radios
        inline
        name="sex"
        legend={t('intake:field.sex')}
        optional={!unmarked}
        options={sexes.map((value) => ({ value, label: t(`intake:sex.${value}`) }))}
      />
      <Checkbox name="sameSex" label={t('intake:field.same-sex')} />
      <Checkbox name="mixedOk" label={t('intake:field.mixed-ok')} />
    </>
  );
}

function Languages({ optional }: { optional: boolean }) {
  const { t } = useFrame();
  const option = (value: string) => ({ value, label: languageLabel(t, value) });
  const others = otherLanguages.map(option).toSorted((a, b) => a.label.localeCompare(b.label, t.language));
  return (
    <>
      <Checkboxes
        inline
        name="languages"
        legend={t('intake:field.languages')}
        optional={optional}
        options={usualLanguages.toSorted((a, b) => Number(b === t.language) - Number(a === t.language)).map(option)}
      />
      <Select
        name="otherLanguage"
        label={t('intake:field.other-language')}
        optional={optional}
        empty={t('intake:field.no-other-language')}
        options={others}
      />
    </>
  );
}

const needed = [
  'called',
  'fullName',
  'phone',
  'email',
  'address',
  'reachBy',
  'adult',
  'consent',
  'once',
  'wants',
  'cameBy',
  'receivedOn',
  'language',
];

/** Whether something in the optional part must be put right, or was filled in. */
export const isTold = (errors: Errors, values: Typed): boolean =>
  Object.keys(errors).some((name) => name !== '' && !needed.includes(name)) ||
  Object.entries(values).some(([name, value]) => !needed.includes(name) && (Array.isArray(value) ? value.length > 0 : Boolean(value)));

/** Optional questions behind one press. */
export function More({ open, summary, children }: { open: boolean; summary: string; children: ComponentChildren }) {
  return (
    <Fold summary={summary} open={open}>
      {children}
    </Fold>
  );
}

const visitorNeeds = ['wheelchair', 'step-free', 'hearing', 'sight', 'interpreter', 'no-computer'] as const;
const allNeeds = [...visitorNeeds, 'letter', 'call-after-17', 'talk-first', 'apart-from-partner', 'not-in-summer'] as const;

const needOptions = (t: Translate, full?: boolean) =>
  full
    ? allNeeds.map((value) => ({ value, label: t(`import:need.${value}`) }))
    : visitorNeeds.map((value) => ({ value, label: t(`intake:need.${value}`) }));

const diagnoses = (t: Translate) =>
  Object.keys(commonDiagnoses).map((value) => ({ value, label: diagnosisName(t, value as CommonDiagnosis) }));

/** What a language is called; sign languages have no name of their own in every browser and server. */
export function languageLabel(t: Translate, code: string): string {
  if (code === 'nsl' || code === 'dsl') return t(`intake:language.${code}`);
  if (code === 'nb' || code === 'nn') return t('intake:language.no');
  return languageNames[t.language].of(code) ?? code;
}

// Making one costs more than a table row, and a page asks for a hundred names.
const namesIn = (language: Language) => new Intl.DisplayNames(language, { type: 'language', fallback: 'none' });
const languageNames = { nb: namesIn('nb'), nn: namesIn('nn'), da: namesIn('da'), en: namesIn('en') };

/** "tirsdag og torsdag kveld, lørdag dag": days of the same part together. */
export function saySlots(t: Translate, slots: readonly string[]): string {
  const names = weekdayNames(t.language);
  const of = (part: string) => weekdays.flatMap((day, at) => (slots.includes(`${day}-${part}`) ? [names[at]!] : []));
  const said = (['day', 'eve'] as const).flatMap((part) => {
    const days = of(part);
    return days.length === 0
      ? []
      : [days.length === 7 ? t(`intake:slots.every-${part}`) : t(`intake:slots.${part}`, { days: sayList(days, t.language) })];
  });
  return said.join('; ');
}
