/** The public read API in OpenAPI 3.1: made from one list, so that what is described is what is served (open.test.ts asks every path). */
import { type Described, described, LICENCE, parameters } from './open-paths.ts';
import { csvColumns } from './plain.ts';

const page = (of: string) => ({
  type: 'object',
  required: ['total_items', 'total_pages', 'page_number', 'size', 'first_page', 'last_page', 'empty', 'contents'],
  properties: {
    total_items: { type: 'integer' },
    total_pages: { type: 'integer' },
    page_number: { type: 'integer' },
    size: { type: 'integer' },
    first_page: { type: 'boolean' },
    last_page: { type: 'boolean' },
    empty: { type: 'boolean' },
    contents: { type: 'array', items: { $ref: `#/components/schemas/${of}` } },
  },
});
const uuid = { type: 'string', format: 'uuid' };
const text = { type: 'string' };
const thing = (required: string[], properties: Record<string, unknown>) => ({
  type: 'object',
  required,
  properties,
  additionalProperties: true,
});

const objects = {
  Root: thing(['version', 'profile', 'openapi_url'], {
    version: { const: '3.1' },
    profile: { type: 'string', format: 'uri' },
    openapi_url: { type: 'string', format: 'uri' },
  }),
  Organization: thing(['id', 'name', 'description'], { id: uuid, name: text, description: text, website: text, email: text, uri: text }),
  Service: thing(['id', 'name', 'status'], {
    id: uuid,
    organization_id: uuid,
    name: text,
    description: text,
    url: text,
    status: { enum: ['active', 'inactive'] },
    last_modified: { type: 'string', format: 'date-time' },
  }),
  ServiceAtLocation: thing(['id'], { id: uuid, service_id: uuid, location_id: uuid, location: { $ref: '#/components/schemas/Location' } }),
  Location: thing(['id', 'location_type'], {
    id: uuid,
    location_type: { enum: ['physical', 'virtual'] },
    name: text,
    latitude: { type: 'number' },
    longitude: { type: 'number' },
  }),
  Schedule: thing(['id'], {
    id: uuid,
    service_id: uuid,
    dtstart: { type: 'string', format: 'date' },
    until: { type: 'string', format: 'date' },
    freq: { enum: ['WEEKLY', 'MONTHLY'] },
    interval: { type: 'integer' },
    byday: text,
    opens_at: { type: 'string', examples: ['18:00+01:00'] },
    closes_at: text,
    description: text,
    schedule_link: { type: 'string', format: 'uri' },
    notes: { type: 'string', description: 'The whole rule as RFC 5545 writes it, with its zone.' },
  }),
  Taxonomy: thing(['id', 'name', 'description'], { id: uuid, name: text, description: text, version: text }),
  TaxonomyTerm: thing(['id', 'name', 'description'], { id: uuid, code: text, name: text, description: text, taxonomy_id: uuid }),
};

const schemas = {
  ...objects,
  ...Object.fromEntries(
    Object.keys(objects)
      .slice(1)
      .map((name) => [`${name}Page`, page(name)]),
  ),
  MeetingGuide: { type: 'array', items: thing(['name', 'slug'], { name: text, slug: text, approximate: { enum: ['yes', 'no'] } }) },
  FeatureCollection: thing(['type', 'features'], {
    type: { const: 'FeatureCollection' },
    features: {
      type: 'array',
      items: thing(['type', 'geometry', 'properties'], {
        type: { const: 'Feature' },
        geometry: { type: ['object', 'null'] },
        properties: { type: 'object' },
      }),
    },
  }),
  Table: { type: 'string', description: `Columns: ${csvColumns.join(', ')}.` },
  Graph: thing(['@context', '@graph'], { '@context': text, '@graph': { type: 'array', items: thing(['@type'], { '@type': text }) } }),
  Fault: thing(['error', 'see'], {
    error: { enum: ['unreadable-parameter', 'too-much', 'not-found', 'too-often', 'only-reading', 'broken'] },
    parameter: { type: 'string', description: 'The one that could not be read, or asked for too much.' },
    see: { type: 'string', format: 'uri' },
  }),
  Calendar: { type: 'string', description: 'iCalendar.' },
  Lines: { type: 'string', description: 'The same objects as on a page, each on a line of its own (NDJSON).' },
};

const FAULT = { 'application/json': { schema: { $ref: '#/components/schemas/Fault' } } };

const headers = {
  ETag: { description: 'Send it back in If-None-Match, and nothing is sent twice.', schema: text },
  Link: { description: 'The next page, the one before, and the licence.', schema: text },
};

/** The document itself; `server` is where the installation is reached. */
export const openapi = (server: string) => ({
  openapi: '3.1.0',
  info: {
    title: 'Verksted: open data',
    version: '1.0.0',
    summary: 'What patient associations offer, for other websites and programs.',
    description:
      'No key, no registration. Nothing here tells of anyone who takes part: groups tell their town, and the one to ask is known by a first name. ' +
      'Answers carry an ETag; ask again with If-None-Match. Two hundred and forty questions a minute from one address. Points of places: GeoNames, CC BY 4.0.',
    license: LICENCE,
  },
  servers: [{ url: server }],
  security: [],
  tags: [
    { name: 'Offers', description: 'All that is offered, in the formats that maps, tables, search engines and calendars read.' },
    { name: 'HSDS', description: 'Human Services Data Specification 3.1 of Open Referral.' },
  ],
  paths: Object.fromEntries(Object.entries(described).map(([path, one]) => [path, { get: operation(one) }])),
  components: { schemas, parameters },
});

const operation = ({ id, summary, description, tag, answers, params }: Described) => ({
  operationId: id,
  summary,
  description,
  tags: [tag],
  parameters: params.map((name) => ({ $ref: `#/components/parameters/${name}` })),
  responses: {
    '200': {
      description: summary,
      headers,
      content: Object.fromEntries(
        Object.entries(answers).map(([type, schema]) => [type, { schema: { $ref: `#/components/schemas/${schema}` } }]),
      ),
    },
    '304': { description: 'Nothing has changed since the ETag that was sent.' },
    '400': { description: 'A parameter cannot be read, or asks for too much at once. The answer says which.', content: FAULT },
    ...(params.includes('id') && { '404': { description: 'There is none, or it is no longer shown.', content: FAULT } }),
    '429': { description: 'Too many questions from one address. Try again in a minute.', content: FAULT },
  },
});
