/** Groups together: those one works with or sits in, and the ones an association shows to everyone. */
import { to, urls } from '../urls.ts';
import { Alert, Card, Cards, EmptyState, LinkButton, Page, Pagination, Section, useFrame } from '../ui/index.ts';
import { type Group, isOver, isRunningItself, type Progress, type Status } from './group.ts';
import { StatusTag } from './status-tag.tsx';
import { sayFirst } from './words.ts';

export type GroupCard = {
  group: Group;
  status: Status;
  progress: Progress;
  ring: { full: number; half: number; of: number };
  venue: string | null;
  mine: boolean;
};

export function GroupsPage({ cards, mayCompose }: { cards: readonly GroupCard[]; mayCompose: boolean }) {
  const { t } = useFrame();
  const now = cards.filter(({ group }) => !isOver(group) && !isRunningItself(group));
  const selfRun = cards.filter(({ group }) => isRunningItself(group));
  const over = cards.filter(({ group }) => isOver(group));
  const compose = mayCompose && (
    <LinkButton icon="plus" href={urls.groupNew}>
      {t('groups:compose.title')}
    </LinkButton>
  );
  return (
    <Page title={t('groups:list.title')} width="wide">
      {compose && <p>{compose}</p>}
      {cards.length === 0 && (
        <EmptyState title={t('groups:list.empty')}>{t(mayCompose ? 'groups:list.how-coordinator' : 'groups:list.how')}</EmptyState>
      )}
      <Shelf title={t('groups:list.now')} cards={now} />
      <Shelf title={t('groups:list.self-run')} cards={selfRun} />
      <Shelf title={t('groups:list.over')} cards={over} />
    </Page>
  );
}

function Shelf({ title, cards }: { title: string; cards: readonly GroupCard[] }) {
  if (cards.length === 0) return null;
  return (
    <Section title={title}>
      <Cards>
        {cards.map((card) => (
          <GroupTile key={card.group.id} card={card} />
        ))}
      </Cards>
    </Section>
  );
}

/** A group as its ring, wherever groups are listed. */
export function GroupTile({ card: { group, status, progress, ring, venue } }: { card: GroupCard }) {
  const { t, language } = useFrame();
  const when = group.startedOn === null ? sayFirst(group, language) : t(`groups:rhythm.${group.rhythm}`);
  const note = [venue, when].filter(Boolean).join(' · ');
  const isShown = !isRunningItself(group) && group.seated;
  return (
    <Card title={group.name} href={to(urls.group, { group: group.id })} note={note} {...(isShown && { ring })}>
      <p>
        <StatusTag status={status} />
      </p>
      {status !== 'self-run' && progress.of !== null && group.startedOn && !isOver(group) && (
        <p>{t('groups:counter', { held: progress.held, of: progress.of })}</p>
      )}
    </Card>
  );
}

export type ListedGroup = {
  id: string;
  name: string;
  place: string | null;
  rhythm: Group['rhythm'];
  kind: Group['kind'];
  room: boolean;
  digital: boolean;
};

/** What a visitor may know: a neutral name, where, how often, and whether there is room. No names, no numbers. */
export function ListedGroupsPage(shown: {
  groups: readonly ListedGroup[];
  page: number;
  pages: number;
  association: { name: string; slug: string };
}) {
  const { groups, association, page, pages } = shown;
  const { t } = useFrame();
  return (
    <Page
      title={t('groups:listed.title')}
      back={{ href: to(urls.association, { association: association.slug }) }}
      size="large"
      lead={t('groups:listed.lead', { association: association.name })}
      width="wide"
    >
      {groups.length === 0 ? (
        <EmptyState title={t('groups:listed.empty')} action={<Ask slug={association.slug} />}>
          {t('groups:listed.how')}
        </EmptyState>
      ) : (
        <Cards>
          {groups.map((group) => (
            <Card
              key={group.id}
              title={group.name}
              note={[group.digital ? t('groups:where.digital') : group.place, t(`groups:rhythm.${group.rhythm}`)]
                .filter(Boolean)
                .join(' · ')}
            >
              <p>{t(group.room ? 'groups:listed.room' : 'groups:listed.full')}</p>
            </Card>
          ))}
        </Cards>
      )}
      <Pagination page={page} pages={pages} href={(at) => to(urls.listedGroups, { association: association.slug }, { page: at })} />
      {groups.length > 0 && (
        <Alert title={t('groups:listed.join')}>
          <Ask slug={association.slug} />
        </Alert>
      )}
      <Section title={t('groups:listed.none-near')}>
        <p>
          <a class="ds-link" href={to(urls.interest, { association: association.slug })}>
            {t('groups:listed.count-me-in')}
          </a>
        </p>
      </Section>
    </Page>
  );
}

function Ask({ slug }: { slug: string }) {
  const { t } = useFrame();
  return <LinkButton href={to(urls.enquire, { association: slug, wants: 'group' })}>{t('groups:listed.ask')}</LinkButton>;
}
