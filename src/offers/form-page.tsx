import type { Slips, Typed } from '../lib/forms.ts';
import { type Language, languageName } from '../lib/language.ts';
import { monthNames } from '../lib/say.ts';
import {
  ActForm,
  Button,
  Checkbox,
  Checkboxes,
  ClockField,
  DayField,
  Details,
  errorsOf,
  Field,
  Fieldset,
  Form,
  Page,
  Section,
  Select,
  useFrame,
} from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import { months, often, rooms, tongues } from './forms.ts';
import { areas, audiences, offerKinds, runners, ways } from './offer.ts';
import { sayTongue } from './said.ts';

export type Around = {
  languages: readonly Language[];
  chapters: readonly { id: string; name: string }[];
  venues: readonly { id: string; name: string; place: string | null }[];
};

type FormProps = { id: string; typed?: Typed; slips?: Slips; around: Around; shown?: string | null; over?: boolean };

/** One form: what it is called, what it is, where, when, whom to ask. */
export function OfferFormPage({ id, typed = {}, slips = {}, around, shown, over }: FormProps) {
  const { t } = useFrame();
  const isNew = id === 'new';
  return (
    <Page
      title={t(isNew ? 'offers:write.new' : 'offers:write.change')}
      back={{ href: urls.offers, label: t('offers:room-list.title') }}
      slip={Object.keys(slips).length > 0}
    >
      {shown && (
        <p>
          <a href={shown}>{t('offers:write.see')}</a>
        </p>
      )}
      <Form action={to(urls.offer, { offer: id })} values={typed} errors={errorsOf(t, slips, 'offers')}>
        <Texts languages={around.languages} typed={typed} />
        <What />
        <Where around={around} />
        <When />
        <Whom />
        <Checkbox name="published" label={t('offers:write.published')} help={t('offers:write.published-help')} />
        <Button>{t('offers:write.save')}</Button>
      </Form>
      {!isNew && !over && (
        <Section title={t('offers:write.end')}>
          <p>{t('offers:write.end-text')}</p>
          <ActForm action={to(urls.offerEnd, { offer: id })}>
            <Button tone="danger">{t('offers:write.end-act')}</Button>
          </ActForm>
        </Section>
      )}
    </Page>
  );
}

function Texts({ languages, typed }: { languages: readonly Language[]; typed: Typed }) {
  const { t } = useFrame();
  const fields = (language: Language) => (
    <>
      <Field name={`title-${language}`} label={t('offers:write.title')} optional={language !== languages[0]} />
      <Field name={`summary-${language}`} label={t('offers:write.summary')} help={t('offers:write.summary-help')} optional />
      <Field
        name={`more-${language}`}
        type="textarea"
        label={t('offers:write.more')}
        help={t('offers:write.more-help')}
        rows={6}
        optional
      />
    </>
  );
  return (
    <>
      {languages.map((language, at) =>
        at === 0 ? (
          <Fieldset key={language} legend={languageName(language)}>
            {fields(language)}
          </Fieldset>
        ) : (
          <Details key={language} summary={languageName(language)} open={Boolean(typed[`title-${language}`])}>
            {fields(language)}
          </Details>
        ),
      )}
    </>
  );
}

function What() {
  const { t, language } = useFrame();
  return (
    <Fieldset legend={t('offers:write.what')}>
      <Select
        name="kind"
        label={t('offers:choose.kind')}
        options={offerKinds.map((value) => ({ value, label: t(`offers:kind.${value}`) }))}
      />
      <Select name="runBy" label={t('offers:page.run')} options={runners.map((value) => ({ value, label: t(`offers:run.${value}`) }))} />
      <Checkboxes
        name="kinds"
        legend={t('offers:choose.for')}
        help={t('offers:write.kinds-help')}
        optional
        options={audiences.map((value) => ({ value, label: t(`offers:for.${value}`) }))}
      />
      <Details summary={t('offers:choose.area')}>
        <Checkboxes
          name="areas"
          legend={t('offers:choose.area')}
          help={t('offers:write.areas-help')}
          optional
          inline
          options={areas.map((value) => ({ value, label: t(`offers:area.${value}`) }))}
        />
      </Details>
      <Checkboxes
        name="languages"
        legend={t('offers:choose.language')}
        optional
        inline
        options={tongues.map((value) => ({ value, label: sayTongue(value, language) }))}
      />
      <Checkboxes
        name="ways"
        legend={t('offers:choose.way')}
        inline
        options={ways.map((value) => ({ value, label: t(`offers:way.${value}`) }))}
      />
      <Checkbox name="dropIn" label={t('offers:write.drop-in')} />
      <Select
        name="room"
        label={t('offers:page.room')}
        optional
        empty={t('offers:room.ask')}
        options={rooms.map((value) => ({ value, label: t(`offers:room.${value}`) }))}
      />
    </Fieldset>
  );
}

function Where({ around }: { around: Around }) {
  const { t } = useFrame();
  const venues = around.venues.map(({ id, name, place }) => ({ value: id, label: [name, place].filter(Boolean).join(', ') }));
  return (
    <Fieldset legend={t('offers:page.where')}>
      <Select
        name="chapter"
        label={t('offers:write.chapter')}
        optional
        empty={t('offers:write.whole')}
        options={around.chapters.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Select name="venue" label={t('offers:write.venue')} optional empty={t('offers:write.no-venue')} options={venues} />
      <Field name="postcode" label={t('offers:write.postcode')} help={t('offers:write.postcode-help')} width="short" digits optional />
      <Field name="address" label={t('offers:write.address')} optional />
      <Field
        name="municipalities"
        type="textarea"
        label={t('offers:write.municipalities')}
        help={t('offers:write.municipalities-help')}
        optional
      />
      <Checkbox name="wheelchair" label={t('offers:choose.wheelchair')} />
      <Checkbox name="hearingLoop" label={t('offers:page.loop')} />
    </Fieldset>
  );
}

function When() {
  const { t, language } = useFrame();
  const names = monthNames(language);
  return (
    <Fieldset legend={t('offers:page.when')}>
      <Select name="often" label={t('offers:write.often')} options={often.map((value) => ({ value, label: t(`offers:often.${value}`) }))} />
      <DayField name="startsOn" label={t('offers:write.starts-on')} optional />
      <ClockField name="clock" label={t('offers:write.clock')} optional />
      <Field name="minutes" label={t('offers:write.minutes')} width="short" digits optional />
      <Details summary={t('offers:write.breaks')}>
        <Checkboxes
          name="notIn"
          legend={t('offers:write.not-in')}
          optional
          inline
          options={months.map((value, at) => ({ value, label: names[at] ?? value }))}
        />
        <DayField name="pauseFrom" label={t('offers:write.pause-from')} optional />
        <DayField name="pauseTo" label={t('offers:write.pause-to')} optional />
        <Field name="skipped" type="textarea" label={t('offers:write.skipped')} help={t('offers:write.skipped-help')} optional />
        <DayField name="until" label={t('offers:write.until')} optional />
      </Details>
      <DayField name="validFrom" label={t('offers:write.valid-from')} optional />
      <DayField name="validUntil" label={t('offers:write.valid-until')} optional />
    </Fieldset>
  );
}

function Whom() {
  const { t } = useFrame();
  return (
    <Fieldset legend={t('offers:write.contact')} help={t('offers:write.contact-help')}>
      <Field name="contactName" label={t('offers:write.contact-name')} width="half" optional />
      <Field name="contactPhone" type="tel" label={t('offers:write.contact-phone')} width="half" optional />
      <Field name="contactEmail" type="email" label={t('offers:write.contact-email')} optional />
      <Field name="link" type="url" label={t('offers:write.link')} help={t('offers:write.link-help')} optional />
    </Fieldset>
  );
}
