import { languageName, languages } from '../lib/language.ts';
import { sayPhone } from '../intake/index.ts';
import type { Slips } from '../lib/forms.ts';
import type { Refusal } from '../lib/refusal.ts';
import type { Contact } from '../people/index.ts';
import {
  Actions,
  Alert,
  Button,
  Card,
  Cards,
  Checkbox,
  errorsOf,
  Field,
  Form,
  LinkButton,
  Page,
  Radios,
  Select,
  SummaryList,
  type SummaryRow,
  type Typed,
  useFrame,
} from '../ui/index.ts';
import { urls } from '../urls.ts';
import type { SettingsRefusal } from './actions.ts';
import { reachWays, shown } from './forms.ts';

export type Me = {
  called: string;
  fullName: string | null;
  language: string;
  largeType: boolean;
  reachBy: (typeof reachWays)[number];
  contacts: Contact[];
};

/** One's own page: what one is called and how one is reached, and the way to everything else that is one's own. */
export function MePage({ me, waits }: { me: Me; waits: boolean }) {
  const { t } = useFrame();
  return (
    <Page title={t('me:title')} lead={t('me:lead')} size="large">
      {waits && (
        <Alert>
          <a class="ds-link" href={urls.meContactProve}>
            {t('me:prove.waits')}
          </a>
        </Alert>
      )}
      <SummaryList rows={rowsOf(t, me)} />
      <Cards>
        <Card title={t('me:kept.title')} href={urls.meKept}>
          {t('me:kept.card')}
        </Card>
        <Card title={t('me:calendar.title')} href={urls.meCalendar}>
          {t('me:calendar.card')}
        </Card>
        <Card title={t('me:looked.title')} href={urls.meLookedAt}>
          {t('me:looked.card')}
        </Card>
        <Card title={t('me:sign-in.title')} href={urls.passkeys}>
          {t('me:sign-in.card')}
        </Card>
        <Card title={t('me:erase.title')} href={urls.meErase}>
          {t('me:erase.card')}
        </Card>
      </Cards>
    </Page>
  );
}

function rowsOf(t: ReturnType<typeof useFrame>['t'], me: Me): SummaryRow[] {
  const settings = (about: string) => ({ change: { href: urls.meSettings, about } });
  const contact = (kind: Contact['kind']): SummaryRow => {
    const about = t(`me:label.${kind}`);
    const value = me.contacts.find((one) => one.kind === kind)?.value;
    const said = value && kind === 'phone' ? sayPhone(value) : value;
    return { label: about, value: said ?? t('me:none'), change: { href: urls.meContact, about } };
  };
  const seen = me.contacts.find((one) => one.forFacilitators)?.kind;
  return [
    { label: t('me:label.called'), value: me.called, ...settings(t('me:label.called')) },
    ...(me.fullName ? [{ label: t('me:label.full-name'), value: me.fullName, ...settings(t('me:label.full-name')) }] : []),
    { label: t('me:label.reach-by'), value: t(`me:reach-by.${me.reachBy}`), ...settings(t('me:label.reach-by')) },
    contact('phone'),
    contact('email'),
    contact('address'),
    {
      label: t('me:label.for-facilitators'),
      value: seen ? t(`me:label.${seen}`) : t('me:nothing'),
      ...settings(t('me:label.for-facilitators')),
    },
    { label: t('me:label.language'), value: languageName(me.language as 'nb'), ...settings(t('me:label.language')) },
    { label: t('me:label.large-type'), value: t(me.largeType ? 'me:yes' : 'me:no'), ...settings(t('me:label.large-type')) },
  ];
}

export type Shown = { typed: Typed; slips?: Slips | undefined };

export function SettingsPage({ typed, slips, refused }: Shown & { refused?: Refusal<SettingsRefusal> | undefined }) {
  const { t } = useFrame();
  const errors = errorsOf(t, slips);
  return (
    <Page title={t('me:settings.title')} size="large" back={{ href: urls.me }} slip={Boolean(slips ?? refused)}>
      {refused && <Refused>{t(`me:refusal.${refused.refused}`)}</Refused>}
      <Form action={urls.meSettings} values={typed} errors={errors}>
        <Field name="called" label={t('me:label.called')} help={t('me:settings.called-help')} autocomplete="nickname" max={80} />
        <Field
          name="fullName"
          label={t('me:label.full-name')}
          help={t('me:settings.full-name-help')}
          optional
          autocomplete="name"
          max={120}
        />
        <Radios
          name="reachBy"
          legend={t('me:settings.reach-by')}
          options={reachWays.map((value) => ({ value, label: t(`me:reach-by.${value}`) }))}
        />
        <Radios
          name="forFacilitators"
          legend={t('me:settings.for-facilitators')}
          help={t('me:settings.for-facilitators-help')}
          options={shown.map((value) => ({ value, label: value === 'none' ? t('me:nothing') : t(`me:label.${value}`) }))}
        />
        <Select
          name="language"
          label={t('me:label.language')}
          empty={false}
          options={languages.map((value) => ({ value, label: languageName(value) }))}
        />
        <Checkbox name="largeType" label={t('me:settings.large-type')} />
        <Actions>
          <Button>{t('me:save')}</Button>
          <LinkButton tone="quiet" href={urls.me}>
            {t('ui:cancel')}
          </LinkButton>
        </Actions>
      </Form>
    </Page>
  );
}

export const Refused = ({ children }: { children: string }) => (
  <Alert tone="danger" live>
    {children}
  </Alert>
);
