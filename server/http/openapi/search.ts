import { acceptedInSearch } from '../lists/search-parameters.ts';
import { sections } from '../sections.ts';

const string = { type: 'string' };
const integer = { type: 'integer' };
const number = { type: 'number' };
const boolean = { type: 'boolean' };
const object = (properties: Record<string, object>) => ({ type: 'object', properties });
const array = (items: object) => ({ type: 'array', items });
const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const found = {
  match: { type: 'string', enum: ['exact', 'prefix', 'word', 'synonym', 'near'] },
  isInView: boolean,
  page: { type: 'string', format: 'uri-reference' },
};
const problemAnswer = {
  description: 'What was wrong (RFC 9457)',
  content: { 'application/problem+json': { schema: reference('Problem') } },
};
const feed = (summary: string, mediaType: string) => ({
  get: { summary, responses: { 200: { description: summary, content: { [mediaType]: {} } } } },
});

/** Searches, and lists to subscribe to. */
export const searchPaths = {
  '/api/search': {
    get: {
      summary:
        'Places, towns and other territories, filters, networks, people, needs and offers that the beginning of a search may mean',
      parameters: Object.entries(acceptedInSearch).map(([name, description]) => ({
        name,
        in: 'query',
        required: false,
        description,
        schema: name === 'limit' ? integer : string,
      })),
      responses: {
        200: { description: 'Suggestions', content: { 'application/json': { schema: reference('Search') } } },
        400: problemAnswer,
      },
    },
  },
  '/api/communes': {
    get: {
      summary: 'The communes of France that a name, a postcode or an INSEE code begins',
      parameters: [
        {
          name: 'q',
          in: 'query',
          required: false,
          description: 'a name, a postcode, an INSEE code, or a name and a postcode',
          schema: string,
        },
        {
          name: 'limit',
          in: 'query',
          required: false,
          description: 'a whole number from 1 to 20; 8 when it is left out',
          schema: integer,
        },
      ],
      responses: {
        200: { description: 'Communes', content: { 'application/json': { schema: reference('Communes') } } },
        400: problemAnswer,
      },
    },
  },
  ...Object.fromEntries(
    sections.map(({ path, api }) => [
      `${path}.atom`,
      feed(`${api} under the filters of ${path}, the last changed first (RFC 4287)`, 'application/atom+xml'),
    ]),
  ),
  ...Object.fromEntries(
    ['/lieux', '/reseaux', '/organisations', '/cooperations', '/evenements', '/territoires', '/pratiques'].map(
      (path) => [
        `${path}/{key}/agenda.ics`,
        {
          get: {
            ...feed('Events of one of these, those over for more than a year left out (RFC 5545)', 'text/calendar').get,
            parameters: [{ name: 'key', in: 'path', required: true, schema: string }],
          },
        },
      ],
    ),
  ),
  '/evenements.ics': feed('Events under the filters of /evenements (RFC 5545)', 'text/calendar'),
  '/besoins.ics': feed('Last days of the needs under the filters of /besoins (RFC 5545)', 'text/calendar'),
  '/offres.ics': feed('Last days of the offers under the filters of /offres (RFC 5545)', 'text/calendar'),
  '/feed.ics': feed('All events (RFC 5545)', 'text/calendar'),
};

const entities = array(object({ kind: string, ...found, entity: reference('Summary') }));

/** What they answer. */
export const searchSchemas = {
  Communes: object({
    q: string,
    total: integer,
    items: array(
      object({
        code: string,
        name: string,
        postalCodes: array(string),
        departement: object({ code: string, name: string }),
        centre: object({ lon: number, lat: number }),
      }),
    ),
  }),
  Search: object({
    q: string,
    places: entities,
    areas: array(
      object({
        kind: string,
        ...found,
        code: string,
        name: string,
        level: { type: 'string', enum: ['commune', 'departement', 'region'] },
        postalCodes: array(string),
        within: string,
        places: integer,
        centre: object({ lon: number, lat: number }),
        bounds: array(number),
      }),
    ),
    concepts: array(
      object({
        kind: string,
        ...found,
        facet: string,
        key: string,
        iri: string,
        label: object({ fr: string, en: string }),
        alias: string,
        places: integer,
      }),
    ),
    networks: entities,
    people: entities,
    territories: entities,
    needs: entities,
    offers: entities,
  }),
};
