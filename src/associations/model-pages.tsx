import {
  Button,
  Card,
  Cards,
  Checkbox,
  Checkboxes,
  errorsOf,
  Field,
  Fieldset,
  Form,
  LinkButton,
  Radios,
  Tag,
  useFrame,
} from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import { RoomPage, type Shown } from './house-pages.tsx';
import { afterwards, type ProgrammeModel, rhythms } from './programme-model.ts';

export function ModelsPage({ models }: { models: readonly ProgrammeModel[] }) {
  const { t } = useFrame();
  return (
    <RoomPage
      title={t('house:room.models.title')}
      lead={t('house:model.lead')}
      back={{ href: urls.house, label: t('house:back') }}
      width="wide"
    >
      <Cards>
        {models.map((model) => (
          <Card
            key={model.id}
            level={2}
            title={model.name}
            href={to(urls.model, { model: model.id })}
            ring={{ full: model.sizeMin, of: Math.min(model.sizeMax, 20), size: 'small' }}
            note={t('house:model.size', { min: model.sizeMin, max: model.sizeMax })}
          >
            <p>{model.description}</p>
            {model.retiredOn && <Tag>{t('house:model.retired')}</Tag>}
          </Card>
        ))}
      </Cards>
      <LinkButton href={to(urls.model, { model: 'new' })}>{t('house:model.add')}</LinkButton>
    </RoomPage>
  );
}

export function ModelPage({ id, typed, slips }: Shown & { id: string }) {
  const { t } = useFrame();
  const number = (name: string, label: string, unit?: string, optional = false) => (
    <Field name={name} label={label} width="short" digits unit={unit} optional={optional} />
  );
  return (
    <RoomPage
      title={t(id === 'new' ? 'house:model.add' : 'house:model.change')}
      lead={t('house:model.change-lead')}
      back={{ href: urls.models, label: t('house:room.models.title') }}
      slips={slips}
    >
      <Form long action={to(urls.model, { model: id })} values={typed} errors={errorsOf(t, slips, 'house')}>
        <Field name="name" label={t('house:model.name')} />
        <Field name="description" type="textarea" rows={2} label={t('house:model.description')} optional />
        <Fieldset legend={t('house:model.people')}>
          {number('sizeMin', t('house:model.size-min'))}
          {number('sizeMax', t('house:model.size-max'))}
          <Checkbox name="open" label={t('house:model.open')} help={t('house:model.open-help')} />
          {number('facilitatorsMin', t('house:model.facilitators-min'))}
          {number('facilitatorsMax', t('house:model.facilitators-max'))}
          {number('guestMeetings', t('house:model.guest-meetings'))}
          {number('ageSpan', t('house:model.age-span'), t('house:model.years'))}
        </Fieldset>
        <Fieldset legend={t('house:model.meetings')}>
          <Field
            name="accompaniedMax"
            label={t('house:model.accompanied')}
            help={t('house:model.accompanied-help')}
            width="short"
            digits
            optional
          />
          {number('minutesMax', t('house:model.minutes'), t('house:model.minutes-unit'))}
          {number('firstMinutesMax', t('house:model.first-minutes'), t('house:model.minutes-unit'))}
          <Radios
            name="rhythm"
            legend={t('house:model.rhythm')}
            options={rhythms.map((value) => ({ value, label: t(`house:rhythm.${value}`) }))}
          />
        </Fieldset>
        <Checkboxes
          name="afterwards"
          legend={t('house:model.afterwards')}
          options={afterwards.map((value) => ({ value, label: t(`house:afterwards.${value}`) }))}
        />
        <Button>{t('house:save')}</Button>
      </Form>
      {id !== 'new' && (
        <p>
          <a class="ds-link" href={to(urls.model, { model: 'new' }, { like: id })}>
            {t('house:model.copy')}
          </a>
        </p>
      )}
    </RoomPage>
  );
}
