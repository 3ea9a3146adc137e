/** Directories in JSON: HSDS as lists, pages, trees or tables, and the Meeting Guide format. Pure; nothing in them is followed or run. */
import { areas, audiences, offerKinds, ways } from '../offers/index.ts';
import type { Raw, RawField } from './draft.ts';
import { guideRow } from './from-guide.ts';
import { isThing, text, type Thing, things } from './json-thing.ts';

export type JsonFormat = 'hsds' | 'meeting-guide';

/** The rows in it, by what they look like; undefined when it is neither. */
export function rowsInJson(value: unknown): { format: JsonFormat; rows: Raw[] } | undefined {
  const top =
    isThing(value) && Array.isArray(value['contents'])
      ? value['contents']
      : isThing(value) && Array.isArray(value['meetings'])
        ? value['meetings']
        : value;
  if (isThing(top)) {
    const rows =
      top['services'] || top['organizations'] ? hsdsTables(top) : 'name' in top && 'status' in top ? hsdsList([top], top) : undefined;
    return rows && { format: 'hsds', rows };
  }
  if (!Array.isArray(top) || top.length === 0) return undefined;
  const [first] = things(top);
  if (!first) return undefined;
  if ('slug' in first && !('status' in first))
    return { format: 'meeting-guide', rows: top.map((one, n) => (isThing(one) ? guideRow(one, n + 1) : none(n + 1))) };
  if ('status' in first || 'schedules' in first || 'service_at_locations' in first || 'organization_id' in first)
    return { format: 'hsds', rows: hsdsList(top, {}) };
  return things(top).some((one) => Array.isArray(one['services']))
    ? { format: 'hsds', rows: hsdsTables({ organizations: top }) }
    : undefined;
}

const none = (line: number): Raw => ({ line, cells: {}, trouble: 'not-a-row' });

/** Objects beside each other, that refer by id, or organizations with their services within. */
function hsdsTables(tables: Thing): Raw[] {
  const within = things(tables['organizations']).flatMap((one) =>
    things(one['services']).map((service): Thing => ({ organization_id: one['id'], ...service })),
  );
  const listed = Array.isArray(tables['services']) ? (tables['services'] as unknown[]) : [];
  return hsdsList([...listed, ...within], tables);
}

function hsdsList(services: readonly unknown[], tables: Thing): Raw[] {
  const circles = circlesAmong(things(tables['organizations']));
  const find = finder(tables);
  return services.map((one, n) => (isThing(one) ? hsdsRow(one, n + 1, find, circles) : none(n + 1)));
}

/** Organizations whose parents lead back to themselves. Each is gone through once. */
export function circlesAmong(organizations: readonly Thing[]): Set<string> {
  const parent = new Map(organizations.map((one) => [text(one['id']), text(one['parent_organization_id'])]));
  const circles = new Set<string>();
  const done = new Set<string>();
  for (const start of parent.keys()) {
    const path: string[] = [];
    let at = start;
    while (at && parent.has(at) && !done.has(at)) {
      done.add(at);
      path.push(at);
      at = parent.get(at) ?? '';
    }
    if (path.includes(at) || circles.has(at)) for (const one of path) circles.add(one);
  }
  return circles;
}

type Find = (service: Thing, table: string, key?: string) => Thing[];

/** What hangs on a thing: within it, or beside it in the tables. */
function finder(tables: Thing): Find {
  const indexes = new Map<string, Map<string, Thing[]>>();
  const indexed = (table: string, key: string) => {
    const name = `${table} ${key}`;
    const known = indexes.get(name) ?? Map.groupBy(things(tables[table]), (one) => text(one[key]));
    indexes.set(name, known);
    return known;
  };
  return (one, table, key = 'service_id') => {
    const own = things(one[table]);
    return own.length > 0 ? own : (indexed(table, key).get(text(one['id'])) ?? []);
  };
}

function hsdsRow(service: Thing, line: number, find: Find, circles: ReadonlySet<string>): Raw {
  const there = find(service, 'service_at_locations')[0] ?? {};
  const location = isThing(there['location']) ? there['location'] : (find({ id: there['location_id'] }, 'locations', 'id')[0] ?? {});
  const schedules = [...find(service, 'schedules'), ...things(there['schedules'])];
  const status = text(service['status']);
  const isCircle = circles.has(text(service['organization_id']));
  const description = text(service['description']);
  const [summary = '', ...more] = description.split(/\n\s*\n/);
  return {
    line,
    cells: {
      key: text(service['id']),
      association: associationIn(service, find),
      title: text(service['name']),
      summary,
      more: more.join('\n\n'),
      languages: find(service, 'languages')
        .map((one) => text(one['code']))
        .join(','),
      ...placeOf(location, find),
      ...termsOf(find(service, 'attributes', 'link_id')),
      ...scheduleOf(schedules),
      ...contactOf(service, there, find),
      link: text(service['url']),
    },
    ...(isCircle ? { trouble: 'circle' as const } : status !== '' && status !== 'active' ? { trouble: 'ended' as const } : {}),
  };
}

/** By name: an id of another system says nothing here. */
function associationIn(service: Thing, find: Find): string {
  const own = service['organization'];
  const [beside] = find({ id: service['organization_id'] }, 'organizations', 'id');
  return text(isThing(own) ? own['name'] : beside?.['name']);
}

/** Our own taxonomies come back as they went out; others' are left alone. */
function termsOf(attributes: readonly Thing[]): Partial<Record<RawField, string>> {
  const codes = attributes.map((one) => (isThing(one['taxonomy_term']) ? text(one['taxonomy_term']['code']) : ''));
  const of = (known: readonly string[]) => codes.filter((code) => known.includes(code)).join(',');
  return { kind: of(offerKinds), for: of(audiences), areas: of(areas), ...(of(ways) && { ways: of(ways) }) };
}

function placeOf(location: Thing, find: Find): Partial<Record<RawField, string>> {
  const [address = {}] = find(location, 'addresses', 'location_id');
  const type = text(location['location_type']);
  return {
    venue: text(location['name']),
    address: text(address['address_1']),
    postcode: text(address['postal_code']),
    place: text(address['city']) || (type === 'physical' ? text(location['name']) : ''),
    ...(type === 'virtual' && { ways: 'digital' }),
  };
}

function contactOf(service: Thing, there: Thing, find: Find): Partial<Record<RawField, string>> {
  const [contact = {}] = [...find(service, 'contacts'), ...things(there['contacts'])];
  const [phone = {}] = [...find(service, 'phones'), ...things(there['phones']), ...find(contact, 'phones', 'contact_id')];
  return {
    contact_name: text(contact['name']),
    contact_phone: text(phone['number']),
    contact_email: text(contact['email']) || text(service['email']),
  };
}

/** The first of the schedules. Where the whole rule stands beside it, as we write it, that is the one. */
function scheduleOf(schedules: readonly Thing[]): Partial<Record<RawField, string>> {
  const [first] = schedules.toSorted((a, b) => (text(a['dtstart']) < text(b['dtstart']) ? -1 : 1));
  if (!first) return {};
  const whole = /^RRULE:(\S+)/.exec(text(first['notes']))?.[1];
  const part = (name: string, field: string) => (text(first[field]) ? [`${name}=${text(first[field]).replaceAll(' ', '')}`] : []);
  const rule =
    text(first['freq']) &&
    [
      ...part('FREQ', 'freq'),
      ...part('INTERVAL', 'interval'),
      ...part('BYDAY', 'byday'),
      ...part('WKST', 'wkst'),
      ...untilOf(first, part),
    ].join(';');
  const clock = (field: string) => text(first[field]).slice(0, 5);
  return {
    rrule: whole ?? rule,
    starts_on: text(first['dtstart']) || text(first['valid_from']),
    clock: clock('opens_at'),
    end: clock('closes_at'),
  };
}

const untilOf = (schedule: Thing, part: (name: string, field: string) => string[]): string[] =>
  text(schedule['until']) ? [`UNTIL=${text(schedule['until']).replaceAll('-', '').slice(0, 8)}`] : part('COUNT', 'count');
