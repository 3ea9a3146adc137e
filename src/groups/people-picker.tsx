import { sayDay, sayList } from '../lib/say.ts';
import { Button, Checkboxes, EmptyState, Section, Select, type Typed, useFrame } from '../ui/index.ts';
import type { Choices } from './compose-page.tsx';
import { kinds } from './forms.ts';
import { pickSlots, poolOf, type Pool } from './picking.ts';
import type { Waiting } from './waiting.ts';

type PickerProps = {
  choices: Pick<Choices, 'waiting' | 'names'>;
  /** where the form it stands in sends to */
  action: string;
  typed?: Typed;
};

/** The waiting list to pick from, oldest first. The order is the order they will be asked in. */
export function PeoplePicker({ choices: { waiting, names }, action, typed = {} }: PickerProps) {
  const { t, unsent } = useFrame();
  if (waiting.length === 0) return <EmptyState title={t('groups:pick.empty')}>{t('groups:pick.how')}</EmptyState>;
  const pool = poolOf(waiting, unsent?.values ?? typed);
  return (
    <Section title={t('groups:pick.title')} id="pick">
      {/* Enter in a field means the main act, not the first button after it. */}
      <button type="submit" hidden />
      <Narrow pool={pool} action={`${action}#pick`} />
      {pool.shown.length === 0 ? (
        <EmptyState title={t('groups:pick.none')}>{t('groups:pick.none-how')}</EmptyState>
      ) : (
        <Checkboxes
          name="people"
          legend={t('groups:pick.legend')}
          help={t('groups:pick.help')}
          options={pool.shown.map((one) => ({ value: one.enquiry, label: names.get(one.person) ?? '', help: useAbout(one) }))}
        />
      )}
      <More pool={pool} action={`${action}#pick`} />
    </Section>
  );
}

function Narrow({ pool, action }: { pool: Pool; action: string }) {
  const { t } = useFrame();
  const any = t('groups:pick.any');
  const places = pool.places.map(({ name, count }) => ({ value: name, label: `${name} (${count})` }));
  return (
    <div class="filters">
      <div class="form">
        <Select name="pick_place" label={t('groups:pick.place')} empty={any} options={places} />
        <Select
          name="pick_kind"
          label={t('groups:pick.kind')}
          empty={any}
          options={kinds.map((value) => ({ value, label: t(`groups:pick.of.${value}`) }))}
        />
        <Select
          name="pick_slot"
          label={t('groups:pick.slot')}
          empty={any}
          options={pickSlots.map((value) => ({ value, label: t(`groups:slot.${value}`) }))}
        />
        <Button tone="secondary" name="narrow" value="fit" action={action}>
          {t('ui:show')}
        </Button>
      </div>
    </div>
  );
}

function More({ pool, action }: { pool: Pool; action: string }) {
  const { t } = useFrame();
  if (pool.hidden === 0) return null;
  return (
    <div class="actions">
      <p class="note">{t('groups:pick.more', { count: pool.hidden })}</p>
      <Button small tone="quiet" name="narrow" value="all" action={action}>
        {t('groups:pick.all')}
      </Button>
    </div>
  );
}

/** What the coordinator needs to compare, in one line. */
function useAbout({ kind, place, slots, phase, birthYear, since, wasAsked }: Waiting): string {
  const { t, language } = useFrame();
  return [
    kind && t(`groups:kind-of.${kind}`),
    place,
    phase && t(`groups:phase.${phase}`),
    birthYear && t('groups:pick.decade', { decade: Math.floor(birthYear / 10) * 10 }),
    slots.length > 0 &&
      sayList(
        slots.map((slot) => t(`groups:slot.${slot}`)),
        language,
      ),
    t('groups:pick.since', { day: sayDay(since, language, { weekday: false, year: 'always' }) }),
    wasAsked && t('groups:pick.was-asked'),
  ]
    .filter(Boolean)
    .join(' · ');
}
