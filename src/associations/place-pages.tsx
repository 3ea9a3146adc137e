import type { Translate } from '../lib/language.ts';
import { sayWeekday } from '../lib/say.ts';
import {
  Button,
  Card,
  Cards,
  Checkbox,
  Checkboxes,
  EmptyState,
  errorsOf,
  Field,
  Form,
  LinkButton,
  Select,
  Tag,
  useFrame,
} from '../ui/index.ts';
import { to, urls } from '../urls.ts';
import { RoomPage, type Shown } from './house-pages.tsx';
import { type Chapter, slots, type Venue } from './places.ts';

const NEW = 'new';

export function ChaptersPage({ chapters }: { chapters: readonly Chapter[] }) {
  const { t } = useFrame();
  return (
    <RoomPage
      title={t('house:room.chapters.title')}
      lead={t('house:room.chapters.text')}
      back={{ href: urls.house, label: t('house:back') }}
      width="wide"
    >
      {chapters.length === 0 && <EmptyState title={t('house:chapter.none')}>{t('house:chapter.none-text')}</EmptyState>}
      <Cards>
        {chapters.map((chapter) => (
          <Card
            key={chapter.id}
            level={2}
            title={chapter.name}
            href={to(urls.chapter, { chapter: chapter.id })}
            note={t('house:chapter.covers', { count: chapter.municipalities.length })}
          >
            {chapter.closedOn && <Tag>{t('house:closed')}</Tag>}
          </Card>
        ))}
      </Cards>
      <LinkButton href={to(urls.chapter, { chapter: NEW })}>{t('house:chapter.add')}</LinkButton>
    </RoomPage>
  );
}

export function ChapterPage({ id, typed, slips }: Shown & { id: string }) {
  const { t } = useFrame();
  return (
    <RoomPage
      title={t(id === NEW ? 'house:chapter.add' : 'house:chapter.change')}
      back={{ href: urls.chapters, label: t('house:room.chapters.title') }}
      slips={slips}
    >
      <Form action={to(urls.chapter, { chapter: id })} values={typed} errors={errorsOf(t, slips, 'house')}>
        <Field name="name" label={t('house:chapter.name')} />
        <Field name="slug" label={t('house:association.slug')} help={t('house:association.slug-help')} width="half" />
        <Field
          name="municipalities"
          type="textarea"
          label={t('house:chapter.municipalities')}
          help={t('house:chapter.municipalities-help')}
          optional
        />
        <Field name="phone" type="tel" label={t('house:person.phone')} width="half" optional />
        <Field name="email" type="email" label={t('house:person.email')} optional />
        <Button>{t('house:save')}</Button>
      </Form>
    </RoomPage>
  );
}

export type VenuesPageProps = { venues: readonly Venue[]; /** those the actor may change */ own: readonly string[]; administers: boolean };

export function VenuesPage({ venues, own, administers }: VenuesPageProps) {
  const { t } = useFrame();
  return (
    <RoomPage
      title={t('house:room.venues.title')}
      lead={t('house:room.venues.text')}
      back={administers ? { href: urls.house, label: t('house:back') } : { href: urls.desk, label: t('desk:menu.desk') }}
      width="wide"
    >
      {venues.length === 0 && <EmptyState title={t('house:venue.none')}>{t('house:venue.none-text')}</EmptyState>}
      <Cards>
        {venues.map((venue) => (
          <Card
            key={venue.id}
            level={2}
            title={venue.name}
            {...(own.includes(venue.id) && { href: to(urls.venue, { venue: venue.id }) })}
            note={venue.digital ? t('house:venue.digital') : [venue.address, venue.place].filter(Boolean).join(', ')}
          >
            {venue.wheelchair && <Tag tone="success">{t('house:venue.wheelchair')}</Tag>}{' '}
            {venue.hearingLoop && <Tag tone="success">{t('house:venue.hearing-loop')}</Tag>}
          </Card>
        ))}
      </Cards>
      <LinkButton href={to(urls.venue, { venue: NEW })}>{t('house:venue.add')}</LinkButton>
    </RoomPage>
  );
}

export function VenuePage({ id, chapters, typed, slips }: Shown & { id: string; chapters: readonly Chapter[] }) {
  const { t } = useFrame();
  return (
    <RoomPage
      title={t(id === NEW ? 'house:venue.add' : 'house:venue.change')}
      back={{ href: urls.venues, label: t('house:room.venues.title') }}
      slips={slips}
    >
      <Form long action={to(urls.venue, { venue: id })} values={typed} errors={errorsOf(t, slips, 'house')}>
        <Field name="name" label={t('house:venue.name')} />
        <Select
          name="chapter"
          label={t('house:venue.chapter')}
          empty={t('house:venue.any-chapter')}
          options={chapters.map((one) => ({ value: one.id, label: one.name }))}
        />
        <Checkbox name="digital" label={t('house:venue.digital')} help={t('house:venue.digital-help')} />
        <Field name="address" label={t('house:venue.address')} optional />
        <Field name="postcode" label={t('house:venue.postcode')} width="short" digits optional />
        <Field name="place" label={t('house:venue.place')} width="half" optional />
        <Field name="door" label={t('house:venue.door')} help={t('house:venue.door-help')} optional />
        <Field
          name="directions"
          type="textarea"
          rows={3}
          label={t('house:venue.directions')}
          help={t('house:venue.directions-help')}
          optional
        />
        <Field name="seats" label={t('house:venue.seats')} width="short" digits optional />
        <Checkbox name="wheelchair" label={t('house:venue.wheelchair')} />
        <Checkbox name="hearingLoop" label={t('house:venue.hearing-loop')} />
        <Field name="checklist" type="textarea" label={t('house:venue.checklist')} help={t('house:venue.checklist-help')} optional />
        <Checkboxes
          name="slots"
          legend={t('house:venue.slots')}
          optional
          inline
          options={slots.map((value) => ({ value, label: saySlot(t, value) }))}
        />
        <Button>{t('house:save')}</Button>
      </Form>
    </RoomPage>
  );
}

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
function saySlot(t: Translate, slot: string): string {
  const [name = '', part] = slot.split('-');
  return t(part === 'eve' ? 'house:slot.eve' : 'house:slot.day', { weekday: sayWeekday((DAYS.indexOf(name) + 1) as 1, t.language) });
}
