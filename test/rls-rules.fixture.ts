/** Who sees what, said as a coordinator would say it. The database says it in policies (migrations/0010_access.sql); test/rls.test.ts compares. */
import { agreement, associations, type Group, TODAY, type World } from './rls-world.fixture.ts';

export const tables = [
  'people',
  'contacts',
  'enquiries',
  'triages',
  'groups',
  'seats',
  'facilitators',
  'pledges',
  'rooms',
  'meetings',
  'series',
  'themes',
  'duties',
  'interests',
  'agreements',
  'shared_cards',
  'crossings',
  'crossing_requests',
  'cards_for',
  'drafts',
  'draft_groups',
  'draft_people',
] as const;
export type Seen = Record<(typeof tables)[number], string[]>;

type Dated = { from: string; until: string | null; ended: boolean };
const holds = (one: Dated) => !one.ended && one.from <= TODAY && (one.until === null || one.until >= TODAY);

/** What `actor` (null: a visitor) is to the people, groups and enquiries of the world. */
export function eyesOf(world: World, actor: string | null) {
  const groups = new Map(world.groups.map((one) => [one.id, one]));
  const roles = world.roles.filter((one) => one.person === actor && holds(one));
  const coordinates = (at: { association: string; chapter: string | null }) =>
    roles.some(
      ({ role, association, chapter }) =>
        (role === 'coordinator' || role === 'administrator') &&
        (chapter === null ? association === at.association : role === 'coordinator' && chapter === at.chapter),
    );
  /** the whole association, not only some of its chapters */
  const coordinatesAll = (house: string) =>
    roles.some(
      ({ role, association, chapter }) => (role === 'coordinator' || role === 'administrator') && chapter === null && association === house,
    );
  const enquiry = (id: string) => world.enquiries.find((one) => one.id === id)!;
  const homeOf = (id: string) => enquiry(id).association;
  const leads = new Set(heldBy(world, actor));
  const sits = new Set(world.seats.filter((one) => one.person === actor && one.state === 'accepted').map(({ group }) => group));
  const asked = new Set(
    world.seats
      .filter((one) => one.person === actor)
      .filter(({ state, group }) => state === 'invited' || state === 'accepted' || (state === 'declined' && !groups.get(group)!.started))
      .map(({ group }) => group),
  );
  const inside = (group: string) => sits.has(group) || leads.has(group);
  const seated = world.seats.filter(({ state }) => state === 'accepted');
  const led = new Set(seated.filter(({ group }) => leads.has(group)).map(({ person }) => person));
  const mates = new Set([
    ...seated.filter(({ group }) => inside(group)).map(({ person }) => person),
    ...world.leads.filter(({ group, ended }) => inside(group) && !ended).map(({ person }) => person),
  ]);
  const their = (group: string) => coordinates(groups.get(group)!);
  const stillTheirs = (group: string) => their(group) && !groups.get(group)!.handedOver;
  const isOpen = (one: Group) => one.listed && !one.closed && !one.cancelled;
  const ofGroups = (may: (group: string) => boolean) => world.groups.filter(({ id }) => may(id)).map(({ id }) => id);
  const of = <T extends { id: string }>(all: T[], may: (one: T) => boolean) => all.filter(may).map(({ id }) => id);

  return {
    roles,
    coordinates,
    coordinatesAll,
    enquiry,
    homeOf,
    leads,
    sits,
    asked,
    inside,
    led,
    mates,
    their,
    stillTheirs,
    isOpen,
    ofGroups,
    of,
  };
}

/** The groups somebody holds today: named for them, with the role in their association, and they do not run themselves yet. */
export function heldBy(world: World, actor: string | null): string[] {
  const helps = (house: string) =>
    world.roles.some((one) => one.person === actor && one.role === 'facilitator' && one.association === house && holds(one));
  const groups = new Map(world.groups.map((one) => [one.id, one]));
  return world.leads
    .filter((one) => one.person === actor && holds(one))
    .flatMap(({ group }) => (!groups.get(group)!.handedOver && helps(groups.get(group)!.association) ? [group] : []));
}

/** What `actor` (null: a visitor) may read of the world. */
export function whatIsSeen(world: World, actor: string | null): Seen {
  const eyes = eyesOf(world, actor);
  const { coordinates, coordinatesAll, enquiry, homeOf, leads, sits, asked, inside, led, mates, their, stillTheirs, isOpen } = eyes;
  const { of, ofGroups } = eyes;

  return {
    people: of(world.people, (one) => one.id === actor || coordinates(one) || mates.has(one.id)),
    contacts: of(world.people, (one) => one.id === actor || coordinates(one) || (one.shows && led.has(one.id))),
    enquiries: of(world.enquiries, (one) => (actor !== null && one.person === actor) || coordinates(one)),
    triages: of(
      world.triages,
      (one) => coordinates(world.enquiries.find(({ id }) => id === one.enquiry)!) && (one.outcome === 'group' || one.by === actor),
    ),
    groups: of(world.groups, (one) => isOpen(one) || sits.has(one.id) || asked.has(one.id) || leads.has(one.id) || coordinates(one)),
    seats: of(
      world.seats,
      (one) =>
        one.person === actor ||
        (one.state === 'accepted' && sits.has(one.group)) ||
        leads.has(one.group) ||
        (their(one.group) && (!one.released || one.contact)),
    ),
    facilitators: of(world.leads, (one) => one.person === actor || (!one.ended && inside(one.group)) || their(one.group)),
    pledges: of(world.seats, (one) => one.person === actor || leads.has(one.group) || stillTheirs(one.group)),
    rooms: ofGroups((group) => inside(group) || stillTheirs(group)),
    meetings: ofGroups((group) => inside(group) || stillTheirs(group)),
    series: ofGroups((group) => inside(group) || stillTheirs(group)),
    themes: ofGroups(inside),
    // Each association and each chapter has one draft.
    drafts: of(world.drafts, coordinates),
    draft_groups: of(world.drafts, coordinates),
    draft_people: world.drafts
      .filter(coordinates)
      .flatMap((one) => world.enquiries.filter(({ association }) => association === one.association).map(() => one.id)),
    duties: of(world.seats, (one) => one.contact && (inside(one.group) || their(one.group))),
    interests: of(world.interests, (one) => one.person === actor || coordinates(one)),
    agreements: associations.some(coordinatesAll) ? [agreement] : [],
    shared_cards: of(world.cards, (one) => coordinatesAll(homeOf(one.enquiry))),
    crossings: of(world.crossings, (one) => coordinatesAll(one.association)),
    crossing_requests: of(
      world.requests,
      (one) => coordinates(enquiry(one.enquiry)) || (actor !== null && enquiry(one.enquiry).person === actor),
    ),
    cards_for: of(
      world.cards,
      (one) =>
        world.agreed.every(Boolean) &&
        associations.some(coordinatesAll) &&
        enquiry(one.enquiry).person !== null &&
        world.triages.some((triage) => triage.enquiry === one.enquiry && triage.outcome === 'group') &&
        !world.requests.some((request) => request.enquiry === one.enquiry && request.open),
    ),
  };
}
