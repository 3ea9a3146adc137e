import type { Permission } from '../accounts/index.ts';
import type { Slips, Typed } from '../lib/forms.ts';
import { languageName, languages } from '../lib/language.ts';
import { sayDate } from '../lib/say.ts';
import {
  Actions,
  ActForm,
  Alert,
  Button,
  DayField,
  errorsOf,
  Field,
  Form,
  LinkButton,
  Page,
  Radios,
  Section,
  Select,
  SummaryList,
  Table,
  Tag,
  useFrame,
} from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import { type HeldRole, type Helper, roleNames } from './helpers.ts';

export type ChapterName = { id: string; name: string };
type Shown = { typed?: Typed; slips?: Slips };

export function HelpersPage({ helpers, chapters }: { helpers: readonly Helper[]; chapters: readonly ChapterName[] }) {
  const { t } = useFrame();
  return (
    <Page
      title={t('house:room.people.title')}
      lead={t('house:room.people.text')}
      back={{ href: urls.house, label: t('house:back') }}
      width="wide"
    >
      <LinkButton href={urls.personNew}>{t('house:helper.add')}</LinkButton>
      <Table
        caption={t('house:room.people.title')}
        rows={helpers}
        columns={[
          {
            head: t('house:person.name'),
            title: true,
            cell: (helper) => <a href={to(urls.person, { person: helper.id })}>{helper.name}</a>,
          },
          {
            head: t('house:helper.roles'),
            cell: (helper) => helper.roles.map((role) => <RoleTag key={role.id} role={role} chapters={chapters} />),
          },
        ]}
      />
    </Page>
  );
}

function RoleTag({ role, chapters }: { role: HeldRole; chapters: readonly ChapterName[] }) {
  const { t } = useFrame();
  const chapter = chapters.find((one) => one.id === role.chapter)?.name;
  return (
    <Tag tone={role.role === 'administrator' ? 'info' : 'neutral'}>
      {chapter ? t('house:helper.role-in', { role: t(`house:role.${role.role}`), chapter }) : t(`house:role.${role.role}`)}
    </Tag>
  );
}

export function NewHelperPage({ chapters, typed = {}, slips = {} }: Shown & { chapters: readonly ChapterName[] }) {
  const { t } = useFrame();
  return (
    <Page
      title={t('house:helper.add')}
      lead={t('house:helper.add-lead')}
      back={{ href: urls.people, label: t('house:room.people.title') }}
      slip={Object.keys(slips).length > 0}
    >
      <Form long action={urls.personNew} values={typed} errors={errorsOf(t, slips, 'house')}>
        <Field name="called" label={t('house:person.called')} width="half" />
        <Field name="fullName" label={t('house:person.full-name')} optional />
        <Field name="email" type="email" label={t('house:person.email')} optional />
        <Field name="phone" type="tel" label={t('house:person.phone')} width="half" optional />
        <Select
          name="language"
          label={t('house:person.language')}
          options={languages.map((value) => ({ value, label: languageName(value) }))}
        />
        <RoleFields chapters={chapters} />
        <Button>{t('house:helper.give')}</Button>
      </Form>
    </Page>
  );
}

function RoleFields({ chapters }: { chapters: readonly ChapterName[] }) {
  const { t } = useFrame();
  return (
    <>
      <Radios
        name="role"
        legend={t('house:helper.role')}
        options={roleNames.map((value) => ({ value, label: t(`house:role.${value}`), help: t(`house:role.${value}-help`) }))}
      />
      <Select
        name="chapter"
        label={t('house:helper.where')}
        empty={t('house:venue.any-chapter')}
        options={chapters.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <DayField name="until" label={t('house:helper.until')} help={t('house:helper.until-help')} optional />
    </>
  );
}

export type PersonView = {
  id: string;
  called: string;
  fullName: string | null;
  contacts: { kind: 'phone' | 'email' | 'address'; value: string }[];
  roles: HeldRole[];
};

/** One person, seen by those who look after people. That it was looked at is written down. */
export function PersonPage({
  person,
  chapters,
  can,
  typed = {},
  slips = {},
}: Shown & { person: PersonView; chapters: readonly ChapterName[]; can: (permission: Permission) => boolean }) {
  const { t, language } = useFrame();
  const here = { person: person.id };
  return (
    <Page
      title={person.fullName ?? person.called}
      lead={t('house:person.looked')}
      back={{ href: can('role.give') ? urls.people : urls.inbox }}
      slip={Object.keys(slips).length > 0}
    >
      <SummaryList
        rows={[
          { label: t('house:person.called'), value: person.called },
          ...person.contacts.map(({ kind, value }) => ({ label: t(`house:contact.${kind}`), value })),
        ]}
      />
      <Section title={t('house:helper.roles')}>
        {person.roles.length === 0 && <p>{t('house:helper.no-roles')}</p>}
        {person.roles.map((role) => (
          <div class="flow" key={role.id}>
            <p>
              <RoleTag role={role} chapters={chapters} />{' '}
              {role.until
                ? t('house:helper.from-until', { from: sayDate(role.from, language), until: sayDate(role.until, language) })
                : t('house:helper.from', { from: sayDate(role.from, language) })}
            </p>
            {can('role.give') && (
              <ActForm action={to(urls.roleEnd, { ...here, role: role.id })}>
                <Button tone="secondary" small>
                  {t('house:helper.end')}
                </Button>
              </ActForm>
            )}
          </div>
        ))}
      </Section>
      {can('role.give') && (
        <Section title={t('house:helper.give-more')}>
          <Form action={to(urls.personRoles, here)} values={typed} errors={errorsOf(t, slips, 'house')}>
            <RoleFields chapters={chapters} />
            <Button>{t('house:helper.give')}</Button>
          </Form>
        </Section>
      )}
      <Section title={t('house:person.sign-in')}>
        <Actions>
          {can('paper-code.make') && (
            <LinkButton href={to(urls.personCodes, here)} tone="secondary">
              {t('house:person.letter')}
            </LinkButton>
          )}
          {can('second-step.reset') && (
            <LinkButton href={to(urls.personSecondStep, here)} tone="secondary">
              {t('house:person.reset')}
            </LinkButton>
          )}
        </Actions>
      </Section>
      {can('person.erase') && (
        <Section title={t('house:person.erase')}>
          <Alert tone="warning">{t('house:person.erase-text')}</Alert>
          <LinkButton href={to(urls.personErase, here)} tone="danger">
            {t('house:person.erase')}
          </LinkButton>
        </Section>
      )}
    </Page>
  );
}

export function ErasePersonPage({ id, name }: { id: string; name: string }) {
  const { t } = useFrame();
  return (
    <Page
      title={t('house:person.erase-who', { name })}
      lead={t('house:person.erase-text')}
      back={{ href: to(urls.person, { person: id }) }}
    >
      <ActForm action={to(urls.personErase, { person: id })}>
        <Button tone="danger">{t('house:person.erase-act')}</Button>
      </ActForm>
    </Page>
  );
}
