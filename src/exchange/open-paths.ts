/** What can be asked for: every open path, its parameters and its answer. */

export const LICENCE = { name: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' };
export const MOST_PER_PAGE = 1_000;
export const HSDS_PER_PAGE = 50;
export const LONGEST_SEARCH = 200;
export const MOST_METRES = 2_000_000;

export type Described = {
  id: string;
  summary: string;
  description: string;
  tag: 'Offers' | 'HSDS';
  /** media types of the answer, with the name of its schema */
  answers: Record<string, string>;
  params: readonly ParamName[];
};
export const parameters = {
  page: { name: 'page', in: 'query', description: 'The page, from 1.', schema: { type: 'integer', minimum: 1, default: 1 } },
  per_page: {
    name: 'per_page',
    in: 'query',
    description: `How many on a page. HSDS lists give ${HSDS_PER_PAGE} unless said, the others ${MOST_PER_PAGE}.`,
    schema: { type: 'integer', minimum: 1, maximum: MOST_PER_PAGE },
  },
  organization_id: {
    name: 'organization_id',
    in: 'query',
    description: 'Only what this association offers.',
    schema: { type: 'string', format: 'uuid' },
  },
  modified_after: {
    name: 'modified_after',
    in: 'query',
    description: 'Only what has changed since then.',
    schema: { type: 'string', format: 'date-time' },
  },
  lang: {
    name: 'lang',
    in: 'query',
    description: "The language of the texts, where there is one; otherwise the association's own.",
    schema: { type: 'string', enum: ['nb', 'nn', 'da', 'en'] },
  },
  search: {
    name: 'search',
    in: 'query',
    description: `Words it is found by, in any of the four languages; slips are forgiven. At most ${LONGEST_SEARCH} signs.`,
    schema: { type: 'string', maxLength: LONGEST_SEARCH },
  },
  taxonomy_term_id: {
    name: 'taxonomy_term_id',
    in: 'query',
    description: 'Only what this word of a closed list holds for.',
    schema: { type: 'string', format: 'uuid' },
  },
  taxonomy_id: {
    name: 'taxonomy_id',
    in: 'query',
    description: 'Only what some word of this closed list holds for; of words, those of this list.',
    schema: { type: 'string', format: 'uuid' },
  },
  postcode: {
    name: 'postcode',
    in: 'query',
    description:
      'A postal code of four figures, Norwegian or Danish: what is for those who live there, or with `proximity` what is near it.',
    schema: { type: 'string', pattern: '^[0-9]{4}$' },
  },
  proximity: {
    name: 'proximity',
    in: 'query',
    description: 'Metres from the middle of `postcode`, as the crow flies.',
    schema: { type: 'integer', minimum: 1, maximum: MOST_METRES },
  },
  minimal: {
    name: 'minimal',
    in: 'query',
    description: 'Only the id of each and when it was changed, all at once.',
    schema: { type: 'boolean', default: false },
  },
  full: {
    name: 'full',
    in: 'query',
    description: 'Each with all that hangs on it; an association with its offers.',
    schema: { type: 'boolean', default: false },
  },
  full_service: {
    name: 'full_service',
    in: 'query',
    description: `An association with its offers and all that hangs on them; at most ${MOST_PER_PAGE} offers in one answer.`,
    schema: { type: 'boolean', default: false },
  },
  format: {
    name: 'format',
    in: 'query',
    description: '`ndjson` gives everything that was asked for, a line each, without pages and without an ETag.',
    schema: { type: 'string', enum: ['json', 'ndjson'], default: 'json' },
  },
  top_only: {
    name: 'top_only',
    in: 'query',
    description: 'Only words with none above them; here that is all of them.',
    schema: { type: 'boolean', default: false },
  },
  parent_id: {
    name: 'parent_id',
    in: 'query',
    description: 'Only words below this one; here there are none.',
    schema: { type: 'string', format: 'uuid' },
  },
  id: { name: 'id', in: 'path', required: true, description: 'The id of one.', schema: { type: 'string', format: 'uuid' } },
} as const;
type ParamName = keyof typeof parameters;

const LIST = ['page', 'per_page', 'organization_id', 'modified_after', 'lang'] as const;
const ONE = ['id', 'lang'] as const;
const OFFERS = [...LIST, 'search', 'taxonomy_term_id', 'taxonomy_id', 'postcode', 'proximity'] as const;
const hsds = (id: string, summary: string, answer: string, params: readonly ParamName[]): Described => ({
  id,
  summary,
  description: `${summary}, as the Human Services Data Specification 3.1 of Open Referral has it.`,
  tag: 'HSDS',
  answers: { 'application/json': answer, ...(params.includes('format') && { 'application/x-ndjson': 'Lines' }) },
  params,
});
const KINDS = ['taxonomy_term_id', 'taxonomy_id'] as const;
const SEARCHED = [...LIST, 'search', ...KINDS, 'format'] as const;
const WORDS = ['page', 'per_page', 'search', 'format', 'lang'] as const;

export const described: Readonly<Record<string, Described>> = {
  '/open/hsds': hsds('hsdsRoot', 'Which version of HSDS this is', 'Root', []),
  '/open/hsds/organizations': hsds('organizations', 'The associations', 'OrganizationPage', [...WORDS, ...KINDS, 'full', 'full_service']),
  '/open/hsds/organizations/{id}': hsds('organization', 'One association', 'Organization', [...ONE, 'full', 'full_service']),
  '/open/hsds/services': hsds('services', 'What they offer', 'ServicePage', [...SEARCHED, 'minimal', 'full']),
  '/open/hsds/services/{id}': hsds('service', 'One offer with all that hangs on it', 'Service', ONE),
  '/open/hsds/service_at_locations': hsds('serviceAtLocations', 'Each offer at its place', 'ServiceAtLocationPage', [
    ...SEARCHED,
    'postcode',
    'proximity',
    'minimal',
    'full',
  ]),
  '/open/hsds/service_at_locations/{id}': hsds('serviceAtLocation', 'One offer at its place', 'ServiceAtLocation', ONE),
  '/open/hsds/locations': hsds('locations', 'The places', 'LocationPage', SEARCHED),
  '/open/hsds/schedules': hsds('schedules', 'When the offers are, for a year ahead', 'SchedulePage', SEARCHED),
  '/open/hsds/taxonomies': hsds('taxonomies', 'The closed lists the offers are sorted by', 'TaxonomyPage', WORDS),
  '/open/hsds/taxonomies/{id}': hsds('taxonomy', 'One of the closed lists', 'Taxonomy', ONE),
  '/open/hsds/taxonomy_terms': hsds('taxonomyTerms', 'The words of the closed lists', 'TaxonomyTermPage', [
    ...WORDS,
    'taxonomy_id',
    'top_only',
    'parent_id',
  ]),
  '/open/hsds/taxonomy_terms/{id}': hsds('taxonomyTerm', 'One word of the closed lists', 'TaxonomyTerm', ONE),
  '/open/meeting-guide.json': {
    id: 'meetingGuide',
    summary: 'What is on every week, in the Meeting Guide format',
    description:
      'Only what is on every week all year, as the format knows no other rhythm. What tells its town alone is approximate, and one asks first.',
    tag: 'Offers',
    answers: { 'application/json': 'MeetingGuide' },
    params: OFFERS,
  },
  '/open/offers.geojson': {
    id: 'geojson',
    summary: 'The offers as points (RFC 7946)',
    description: 'A point is that of a postal code or a town. What is on a screen or on the phone has none.',
    tag: 'Offers',
    answers: { 'application/geo+json': 'FeatureCollection' },
    params: OFFERS,
  },
  '/open/offers.csv': {
    id: 'csv',
    summary: 'The offers as a table (RFC 4180)',
    description:
      'UTF-8, with commas and a line of headings. A text that a spreadsheet could take for a formula has an apostrophe before it.',
    tag: 'Offers',
    answers: { 'text/csv': 'Table' },
    params: OFFERS,
  },
  '/open/offers.jsonld': {
    id: 'jsonld',
    summary: 'The offers as schema.org has them',
    description: 'A graph of services, each with where and when it can be had.',
    tag: 'Offers',
    answers: { 'application/ld+json': 'Graph' },
    params: OFFERS,
  },
  '/open/calendars/{id}': {
    id: 'calendar',
    summary: 'When one offer is, as a calendar (RFC 5545)',
    description: 'To subscribe to. What is cancelled is taken out, what is moved stands where it was moved to.',
    tag: 'Offers',
    answers: { 'text/calendar': 'Calendar' },
    params: ONE,
  },
};
