import { flowRelations } from '../../directory/overviews/flows.ts';
import { flowLevels } from '../../directory/overviews/link-end.ts';
import { markLayers } from '../../directory/overviews/marks.ts';
import { accepted, isFilterName } from '../lists/list-parameters.ts';
import { sectionOf } from '../sections.ts';

const string = { type: 'string' };
const integer = { type: 'integer' };
const object = (properties: Record<string, object>) => ({ type: 'object', properties });
const parameter = (name: string, description: string, schema: object = string) => ({
  name,
  in: 'query',
  required: false,
  description,
  schema,
});

/** What chooses places. */
const placeParameters = [
  ...['q', ...sectionOf('place').filters.filter(isFilterName), 'bbox', 'near', 'radius', 'page', 'size', 'lang'].map(
    (name) => parameter(name, accepted[name] ?? '', ['page', 'size'].includes(name) ? integer : string),
  ),
];

const problemAnswer = {
  description: 'What was wrong (RFC 9457)',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

const parameters = [
  parameter('level', 'how wide the territories are', { type: 'string', enum: flowLevels, default: 'departement' }),
  parameter(
    'relation',
    `families (cooperation, sharing, exchange, inspiration, membership) or relations (${flowRelations.join(', ')}), separated by commas; all without`,
  ),
  ...placeParameters,
];

const markParameters = [
  { ...parameter('layer', 'what is looked for', { type: 'string', enum: markLayers }), required: true },
  parameter('about', 'key or IRI of a practice; goes with the layer practices, which needs it'),
  parameter('zoom', 'gathers the places for a map of that zoom (tiles of 512 pixels), 0 to 17', integer),
  ...placeParameters,
];

/** Links between territories, and what is found at places. */
export const flowPaths = {
  '/api/ecosystem': {
    get: {
      summary:
        'Actors as an ecosystem: by scale and sector or by their links, with positions, groups, bridges and those without a link; 150 a page, the most linked first',
      description: 'Filters are those of /api/places; of actors that are no places, only what they can have.',
      parameters: [
        parameter('view', 'how they are drawn', { type: 'string', enum: ['rings', 'network'], default: 'rings' }),
        parameter('sectors', 'what sectors are', {
          type: 'string',
          enum: ['practice', 'discipline'],
          default: 'practice',
        }),
        parameter('actors', 'up to 150 IRIs or type/key, separated by spaces'),
        ...placeParameters.filter(({ name }) => name !== 'size'),
      ],
      responses: {
        200: { description: 'One page of actors and the ties among them', content: { 'application/json': {} } },
        400: problemAnswer,
      },
    },
  },
  '/api/marks': {
    get: {
      summary: 'Practices, open needs and offers, or coming events, by the places that they are at',
      description:
        'What an organisation has is at the place that it runs, where it runs one. `cells` has every place in `bbox` once, `items` a page of them.',
      parameters: markParameters,
      responses: {
        200: {
          description: 'One page of places, those with most or soonest first',
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Marks' } } },
        },
        400: problemAnswer,
      },
    },
  },
  '/api/flows': {
    get: {
      summary:
        'Links between territories, counted, the most first; filters choose places, of which a link has one at least. Also flows.csv, which is never cut',
      description:
        'An end of a link is where it says it is, else where all the places lie that it runs. `exchange` counts pairs of an open need and an open offer of another actor that fits; the others count links as profiles state them, and `mutual` those that both ends state.',
      parameters,
      responses: {
        200: {
          description:
            'One page; `links` counts all links asked for, `unplaced` those no item can count, `leftOut` exchanges that join too many pairs of territories to be told',
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Flows' } }, 'text/csv': {} },
        },
        400: problemAnswer,
      },
    },
  },
};

const end = object({
  code: string,
  name: string,
  position: object({ lon: { type: 'number' }, lat: { type: 'number' } }),
});

const thing = { type: string, key: string, name: string };
const counts = { type: 'object', additionalProperties: integer };

export const flowSchemas = {
  Marks: object({
    total: integer,
    page: integer,
    size: integer,
    layer: { type: 'string', enum: markLayers },
    counts,
    unplaced: integer,
    items: {
      type: 'array',
      items: object({
        place: object({ ...thing, position: object({ lon: { type: 'number' }, lat: { type: 'number' } }) }),
        marks: { type: 'array', items: object({ ...thing, kind: string, startsAt: string }) },
      }),
    },
    cells: {
      type: 'array',
      items: object({
        lon: { type: 'number' },
        lat: { type: 'number' },
        counts,
        places: integer,
        place: object({ key: string, name: string }),
      }),
    },
  }),
  Flows: object({
    total: integer,
    page: integer,
    size: integer,
    level: { type: 'string', enum: flowLevels },
    links: integer,
    unplaced: integer,
    items: {
      type: 'array',
      items: object({ from: end, to: end, family: string, relation: string, count: integer, mutual: integer }),
    },
  }),
};
