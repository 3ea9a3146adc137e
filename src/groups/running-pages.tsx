/** What the group itself, or the coordinator before it, settles: who does what, and what the group is like. */
import { to, urls } from '../urls.ts';
import { Button, Checkbox, Checkboxes, Field, Form, Page, useFrame } from '../ui/index.ts';
import { type Asked, useErrors } from './life-pages.tsx';
import type { DutyName } from './handover.ts';

export function DutiesPage({
  needed,
  people,
  held,
  ...asked
}: Asked & { needed: readonly DutyName[]; people: readonly { seat: string; called: string }[]; held: Record<string, string[]> }) {
  const { t } = useFrame();
  const at = { group: asked.group.id };
  const options = people.map(({ seat, called }) => ({ value: seat, label: called }));
  return (
    <Page
      title={t('groups:duties.title')}
      over={asked.group.name}
      lead={t('groups:duties.lead')}
      back={{ href: to(urls.group, at) }}
      slip={asked.typed !== undefined}
    >
      <Form action={to(urls.duties, at)} values={asked.typed ?? held} errors={useErrors(asked)}>
        {needed.map((duty) => (
          <Checkboxes
            key={duty}
            name={duty}
            legend={t(`groups:duty.${duty}`)}
            help={t(`groups:duty-help.${duty}`)}
            options={options}
            inline
          />
        ))}
        <Button>{t('groups:duties.act')}</Button>
      </Form>
    </Page>
  );
}

export function SettingsPage({ isDigital, room, ...asked }: Asked & { isDigital: boolean; room: string | null }) {
  const { t } = useFrame();
  const { group } = asked;
  const at = { group: group.id };
  const stored = { name: group.name, size: group.sizeMax, listed: group.listed, by_head_count: group.byHeadCount, room };
  return (
    <Page title={t('groups:settings.title')} over={group.name} back={{ href: to(urls.group, at) }} slip={asked.typed !== undefined}>
      <Form action={to(urls.groupSettings, at)} values={asked.typed ?? stored} errors={useErrors(asked)}>
        <Field name="name" label={t('groups:compose.name')} help={t('groups:compose.name-help')} max={60} />
        <Field name="size" type="number" width="short" label={t('groups:compose.size')} help={t('groups:settings.size-help')} />
        <Checkbox name="listed" label={t('groups:settings.listed')} help={t('groups:settings.listed-help')} />
        <Checkbox name="by_head_count" label={t('groups:settings.heads')} help={t('groups:settings.heads-help')} />
        {isDigital && <Field name="room" type="url" label={t('groups:settings.room')} help={t('groups:settings.room-help')} optional />}
        <Button>{t('groups:settings.act')}</Button>
      </Form>
    </Page>
  );
}
