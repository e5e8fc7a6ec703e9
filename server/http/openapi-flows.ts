import { flowLevels, flowRelations } from '../directory/flows.ts';
import { accepted, isFilterName } from './list-parameters.ts';
import { sectionOf } from './sections.ts';

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

const parameters = [
  parameter('level', 'how wide the territories are', { type: 'string', enum: flowLevels, default: 'departement' }),
  parameter(
    'relation',
    `families (cooperation, sharing, exchange, inspiration, membership) or relations (${flowRelations.join(', ')}), separated by commas; all without`,
  ),
  ...['q', ...sectionOf('place').filters.filter(isFilterName), 'bbox', 'near', 'radius', 'page', 'size', 'lang'].map(
    (name) => parameter(name, accepted[name] ?? '', ['page', 'size'].includes(name) ? integer : string),
  ),
];

/** Links between territories. */
export const flowPaths = {
  '/api/flows': {
    get: {
      summary:
        'Links between territories, counted, the most first; filters choose places, of which a link has one at least. Also flows.csv, which is never cut',
      description:
        'An end of a link is where it says it is, else where all the places lie that it runs. `exchange` counts pairs of an open need and an open offer of another actor that fits; the others count links as profiles state them, and `mutual` those that both ends state.',
      parameters,
      responses: {
        200: {
          description: 'One page; `links` counts all links asked for, `unplaced` those no item can count',
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Flows' } }, 'text/csv': {} },
        },
        400: {
          description: 'What was wrong (RFC 9457)',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
    },
  },
};

const end = object({
  code: string,
  name: string,
  position: object({ lon: { type: 'number' }, lat: { type: 'number' } }),
});

export const flowSchemas = {
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
