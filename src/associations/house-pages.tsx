import type { ComponentChildren } from 'preact';
import type { Slips, Typed } from '../lib/forms.ts';
import { languageName, languages } from '../lib/language.ts';
import { Button, Card, Cards, Checkbox, Checkboxes, errorsOf, Field, Fieldset, Form, Page, type IconName, useFrame } from '../ui/index.ts';
import { urls } from '../urls.ts';

export type Shown = { typed?: Typed; slips?: Slips };
export const hasSlips = (slips: Slips | undefined): boolean => Object.keys(slips ?? {}).length > 0;

/** The administrator's rooms, one card each. */
export function HousePage({ name }: { name: string }) {
  const { t } = useFrame();
  const rooms: {
    href: string;
    key: 'association' | 'chapters' | 'venues' | 'models' | 'people' | 'texts' | 'outbox' | 'history' | 'takeOut' | 'openData' | 'bringIn';
    icon: IconName;
  }[] = [
    { href: urls.houseAssociation, key: 'association', icon: 'info' },
    { href: urls.people, key: 'people', icon: 'people' },
    { href: urls.chapters, key: 'chapters', icon: 'place' },
    { href: urls.venues, key: 'venues', icon: 'door' },
    { href: urls.models, key: 'models', icon: 'calendar' },
    { href: urls.texts, key: 'texts', icon: 'pen' },
    { href: urls.outbox, key: 'outbox', icon: 'mail' },
    { href: urls.history, key: 'history', icon: 'clock' },
    { href: urls.bringIn, key: 'bringIn', icon: 'plus' },
    { href: urls.openDataHouse, key: 'openData', icon: 'globe' },
    { href: urls.takeOut, key: 'takeOut', icon: 'download' },
  ];
  return (
    <Page title={name} lead={t('house:lead')} width="wide">
      <Cards>
        {rooms.map(({ href, key, icon }) => (
          <Card key={key} title={t(`house:room.${key}.title`)} href={href} icon={icon} level={2}>
            {t(`house:room.${key}.text`)}
          </Card>
        ))}
      </Cards>
    </Page>
  );
}

/** A page of the house: one form, one way back. */
export function RoomPage({
  title,
  lead,
  back,
  slips,
  children,
  width,
}: {
  title: string;
  lead?: string;
  back: { href: string; label: string };
  slips?: Slips | undefined;
  children: ComponentChildren;
  width?: 'text' | 'wide';
}) {
  return (
    <Page title={title} lead={lead} back={back} slip={hasSlips(slips)} width={width}>
      {children}
    </Page>
  );
}

export function AssociationPage({ typed, slips }: Shown) {
  const { t } = useFrame();
  return (
    <RoomPage title={t('house:room.association.title')} back={{ href: urls.house, label: t('house:back') }} slips={slips}>
      <p>
        <a href={urls.houseShown}>{t('house:shown.title')}</a>
      </p>
      <Form action={urls.houseAssociation} values={typed} errors={errorsOf(t, slips, 'house')}>
        <Field name="name" label={t('house:association.name')} />
        <Checkboxes
          name="languages"
          legend={t('house:association.languages')}
          help={t('house:association.languages-help')}
          options={languages.map((value) => ({ value, label: languageName(value) }))}
        />
        <Fieldset legend={t('house:association.who-to-call')} help={t('house:association.who-to-call-help')}>
          <Field name="contactName" label={t('house:association.contact-name')} width="half" optional />
          <Field name="phone" type="tel" label={t('house:person.phone')} width="half" optional />
          <Field name="email" type="email" label={t('house:person.email')} optional />
          <Field name="postalAddress" type="textarea" rows={3} label={t('house:association.postal')} optional />
        </Fieldset>
        <Fieldset legend={t('house:association.messages')} help={t('house:association.sender-help')}>
          <Field name="senderName" label={t('house:association.sender')} width="half" />
          <Field name="senderEmail" type="email" label={t('house:association.sender-email')} optional />
          <Field
            name="smsSender"
            label={t('house:association.sms-sender')}
            help={t('house:association.sms-sender-help')}
            width="half"
            optional
            max={11}
          />
        </Fieldset>
        <Checkbox name="membershipAsked" label={t('house:association.membership')} help={t('house:association.membership-help')} />
        <Fieldset legend={t('house:association.keeps')} help={t('house:association.keeps-help')}>
          <Field
            name="keepDays"
            type="number"
            width="short"
            label={t('house:association.keep-days')}
            unit={t('house:association.days')}
            help={t('house:association.keep-days-help')}
          />
          <Field
            name="keepMonths"
            type="number"
            width="short"
            label={t('house:association.keep-months')}
            unit={t('house:association.months')}
            help={t('house:association.keep-months-help')}
          />
        </Fieldset>
        <Button>{t('house:save')}</Button>
      </Form>
    </RoomPage>
  );
}
