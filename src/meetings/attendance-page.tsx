/** Who came, in ten seconds: everyone is ticked who has not said otherwise, or one number. */
import { to, urls } from '../urls.ts';
import { Button, Checkboxes, Field, Form, Page, useFrame } from '../ui/index.ts';
import { countsByName } from './attendance-actions.ts';
import { type Asked, isSlip, useErrors } from './asked.tsx';
import type { MeetingView } from './view.ts';
import { sayWhen } from './words.ts';

export type Presence = ReadonlyMap<string, boolean>;

export function AttendancePage({ view, noted, ...asked }: Asked & { view: MeetingView; noted: Presence }) {
  const { t, language } = useFrame();
  const { meeting } = view.line;
  const at = { meeting: meeting.id };
  const byName = countsByName(view.group);
  return (
    <Page
      title={t('meetings:attendance.title')}
      over={sayWhen(meeting, language, view.today)}
      lead={t(byName ? leadOf(view, noted) : 'meetings:attendance.heads-lead')}
      back={{ href: to(urls.meeting, at) }}
      size="large"
      slip={isSlip(asked)}
    >
      <Form action={to(urls.attendance, at)} values={asked.typed ?? startingValues(view, noted)} errors={useErrors(asked)}>
        {byName ? <Names view={view} /> : <Field name="heads" type="number" width="short" label={t('meetings:attendance.heads')} />}
        <Button wide>{t('meetings:attendance.act')}</Button>
      </Form>
    </Page>
  );
}

/** What the ticks below say. */
function leadOf({ whoIsAbsent }: MeetingView, noted: Presence) {
  if (noted.size > 0) return 'meetings:attendance.lead-noted';
  return whoIsAbsent?.length ? 'meetings:attendance.lead-others' : 'meetings:attendance.lead';
}

function Names({ view: { sitting, whoIsAbsent } }: { view: MeetingView }) {
  const { t } = useFrame();
  const said = new Set(whoIsAbsent?.map(({ seat }) => seat));
  return (
    <Checkboxes
      name="present"
      legend={t('meetings:attendance.who')}
      options={sitting.map(({ seat, called }) => ({
        value: seat,
        label: called,
        ...(said.has(seat) && { help: t('meetings:attendance.said') }),
      }))}
    />
  );
}

function startingValues({ sitting, whoIsAbsent, line: { meeting } }: MeetingView, noted: Presence) {
  const absent = new Set(whoIsAbsent?.map(({ seat }) => seat));
  const present = sitting.map(({ seat }) => seat).filter((seat) => noted.get(seat) ?? !absent.has(seat));
  return { present, heads: meeting.headCount ?? (sitting.length > 0 ? present.length : '') };
}
