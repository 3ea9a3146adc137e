import { to, urls } from '../urls.ts';
import { ActForm, Button, LinkButton, Task, TaskList, useFrame } from '../ui/index.ts';
import type { Step } from './steps.ts';
import type { GroupView } from './view.ts';

/** Where each step is taken; one that is a single press has none. */
const pages: Record<Exclude<Step, 'agree' | 'pledges'>, string> = {
  sign: urls.pledgeRead,
  facilitators: urls.groupFacilitators,
  lost: urls.groupFacilitators,
  'more-people': urls.groupPlace,
  invite: urls.groupInvite,
  start: urls.groupStart,
  decide: urls.groupDecide,
  merge: urls.groupMerge,
  duties: urls.duties,
  'hand-over': urls.handover,
  checklist: urls.groupDecide,
  contact: urls.duties,
  heartbeat: urls.heartbeatAnswer,
};

const needsToday: readonly Step[] = ['agree', 'sign', 'lost', 'start', 'decide', 'hand-over', 'contact'];

/** What the group needs next, each a sentence with its one act. */
export function StepList({ view }: { view: GroupView }) {
  const { t } = useFrame();
  if (view.steps.length === 0) return null;
  return (
    <TaskList>
      {view.steps.map((step) => (
        <Task key={step} today={needsToday.includes(step)} action={<StepAction step={step} group={view.group.id} />}>
          {t(`groups:step.${step}.text`)}
        </Task>
      ))}
    </TaskList>
  );
}

function StepAction({ step, group }: { step: Step; group: string }) {
  const { t } = useFrame();
  if (step === 'pledges')
    return (
      <LinkButton small tone="secondary" href="#people">
        {t('groups:step.pledges.act')}
      </LinkButton>
    );
  if (step === 'agree')
    return (
      <div class="actions">
        <ActForm action={to(urls.groupAgree, { group })}>
          <Button small>{t('groups:step.agree.act')}</Button>
        </ActForm>
        <LinkButton small tone="quiet" href={to(urls.groupCannot, { group })}>
          {t('groups:step.agree.cannot')}
        </LinkButton>
      </div>
    );
  return (
    <LinkButton small href={to(pages[step] as '/:group', { group })}>
      {t(`groups:step.${step}.act`)}
    </LinkButton>
  );
}
