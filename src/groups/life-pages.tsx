/** Each turn in a group's life asks once: what happens, and to whom. A refusal shows the same page with its reason. */
import type { Typed } from '../lib/forms.ts';
import type { Refusal } from '../lib/refusal.ts';
import { to, urls } from '../urls.ts';
import { Button, Confirm, Field, Form, LinkButton, Page, Radios, Select, useFrame } from '../ui/index.ts';
import { reasonsToClose } from './forms.ts';
import type { Decision, Group } from './group.ts';
import { type SaidReason, sayRefusal } from './words.ts';

export type Asked = { group: Group; refusal?: Refusal<SaidReason>; typed?: Typed; slips?: Record<string, string> };

/** What is wrong, for the summary on top of the form. */
export function useErrors({ refusal, slips }: Pick<Asked, 'refusal' | 'slips'>): Record<string, string> {
  const { t } = useFrame();
  return { ...(refusal && { '': sayRefusal(t, refusal) }), ...slips };
}

type Turn = 'start' | 'one-facilitator' | 'cannot' | 'cancel' | 'handover' | 'leave' | 'remove';

const pages = {
  start: urls.groupStart,
  'one-facilitator': urls.groupOneFacilitator,
  cannot: urls.groupCannot,
  cancel: urls.groupCancel,
  handover: urls.handover,
  leave: urls.groupLeave,
  remove: urls.groupUnplace,
} as const satisfies Record<Turn, string>;

const grave: readonly Turn[] = ['cancel', 'handover', 'remove'];

/** Start, start with one, say no to it, call off, hand over, stop, take someone out: pages without a field. */
export function TurnPage({ turn, seat = '', count, ...asked }: Asked & { turn: Turn; seat?: string; count?: number }) {
  const { t } = useFrame();
  const errors = useErrors(asked);
  const at = { group: asked.group.id };
  return (
    <Page
      title={t(`groups:${turn}.title`)}
      over={asked.group.name}
      slip={Boolean(asked.refusal)}
      size={turn === 'leave' || turn === 'cannot' ? 'large' : 'normal'}
    >
      <Confirm
        action={to(pages[turn] as typeof urls.groupUnplace, { ...at, seat })}
        cancel={to(urls.group, at)}
        submit={t(`groups:${turn}.act`)}
        happens={t.list(`groups:${turn}.happens`, { count: count ?? 0 })}
        danger={grave.includes(turn)}
        errors={errors}
      />
      {turn === 'start' && asked.refusal?.refused === 'needs-facilitators' && (
        <p>
          <LinkButton tone="secondary" href={to(urls.groupOneFacilitator, at)}>
            {t('groups:one-facilitator.title')}
          </LinkButton>
        </p>
      )}
    </Page>
  );
}

/** The group has talked about it; here its answer is written down. */
export function DecidePage({ afterwards, ...asked }: Asked & { afterwards: readonly Decision[] }) {
  const { t } = useFrame();
  const at = { group: asked.group.id };
  const offered = (['self-run', 'continue', 'merge', 'close'] as const).filter((one) => one === 'close' || afterwards.includes(one));
  return (
    <Page
      title={t('groups:decide.title')}
      over={asked.group.name}
      lead={t('groups:decide.lead')}
      back={{ href: to(urls.group, at) }}
      slip={asked.typed !== undefined}
    >
      <Form action={to(urls.groupDecide, at)} values={asked.typed} errors={useErrors(asked)}>
        <Radios
          name="decision"
          legend={t('groups:decide.question')}
          options={offered.map((value) => ({
            value,
            label: t(`groups:decision.${value}.label`),
            help: t(`groups:decision.${value}.help`),
          }))}
        />
        {offered.includes('continue') && <Field name="more" type="number" width="short" label={t('groups:decide.more')} optional />}
        <Because optional />
        <Button>{t('groups:decide.act')}</Button>
      </Form>
    </Page>
  );
}

export function Because({ optional }: { optional?: boolean }) {
  const { t } = useFrame();
  return (
    <Select
      name="because"
      label={t('groups:because.label')}
      help={t('groups:because.help')}
      optional={optional}
      options={reasonsToClose.map((value) => ({ value, label: t(`groups:because.${value}`) }))}
    />
  );
}

export function MergePage({ others, ...asked }: Asked & { others: readonly { id: string; name: string; free: number }[] }) {
  const { t } = useFrame();
  const at = { group: asked.group.id };
  const options = others.map(({ id, name, free }) => ({ value: id, label: t('groups:merge.option', { name, count: free }) }));
  return (
    <Page
      title={t('groups:merge.title')}
      over={asked.group.name}
      lead={t('groups:merge.lead')}
      back={{ href: to(urls.group, at) }}
      slip={asked.typed !== undefined}
    >
      <Form action={to(urls.groupMerge, at)} values={asked.typed} errors={useErrors(asked)}>
        <Select name="into" label={t('groups:merge.into')} options={options} />
        <Button>{t('groups:merge.act')}</Button>
      </Form>
    </Page>
  );
}

export function ClosePage(asked: Asked) {
  const { t } = useFrame();
  const at = { group: asked.group.id };
  return (
    <Page title={t('groups:close.title')} over={asked.group.name} slip={asked.typed !== undefined}>
      <Confirm
        action={to(urls.groupClose, at)}
        cancel={to(urls.group, at)}
        submit={t('groups:close.act')}
        happens={t.list('groups:close.happens')}
        danger
        values={asked.typed}
        errors={useErrors(asked)}
      >
        <Because />
      </Confirm>
    </Page>
  );
}
