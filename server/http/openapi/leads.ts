import { leadKinds } from '../../cooperation/leads.ts';
import { hasLeads } from '../lead-address.ts';
import { sections } from '../sections.ts';

const string = { type: 'string' };
const integer = { type: 'integer' };
const number = { type: 'number' };
const object = (properties: Record<string, object>) => ({ type: 'object', properties });
const array = (items: object) => ({ type: 'array', items });
const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const bilingual = object({ fr: string, en: string });
const kind = { type: 'string', enum: leadKinds };
const problemAnswer = {
  description: 'What was wrong (RFC 9457)',
  content: { 'application/problem+json': { schema: reference('Problem') } },
};
const query = (name: string, description: string, schema: object) => ({
  name,
  in: 'query',
  required: false,
  description,
  schema,
});

/** The leads of each actor, network, project and territory. */
export const leadPaths = Object.fromEntries(
  sections
    .filter(({ type }) => hasLeads(type))
    .map(({ api }) => [
      `/api/${api}/{key}/leads`,
      {
        get: {
          summary: 'Leads for cooperation, the best first, each with its reasons and the statements it rests on',
          description: 'Of a network and of a territory (also by its INSEE code) they are those of its members.',
          parameters: [
            { name: 'key', in: 'path', required: true, schema: string },
            query('kind', 'only leads of these kinds, separated by commas', kind),
            query('page', 'from 1', integer),
            query('size', 'how many on a page, 1 to 100', integer),
          ],
          responses: {
            200: { description: 'One page', content: { 'application/json': { schema: reference('Leads') } } },
            400: problemAnswer,
            404: problemAnswer,
            410: problemAnswer,
          },
        },
      },
    ]),
);

export const leadSchemas = {
  Lead: object({
    id: string,
    kind,
    self: reference('Summary'),
    actor: reference('Summary'),
    others: array(reference('Summary')),
    side: { type: 'string', enum: ['need', 'offer'] },
    need: reference('Summary'),
    offer: reference('Summary'),
    meeting: reference('Summary'),
    distanceKm: integer,
    reasons: array(bilingual),
    reason: bilingual,
    score: object({ similarity: number, distance: number, freshness: number, links: number, value: number }),
    freshness: object({ changedAt: string, readAt: string }),
    statements: array(object({ document: string, entity: string })),
    contact: object({ email: string, telephone: string, page: string }),
  }),
  Leads: object({
    total: integer,
    page: integer,
    size: integer,
    kinds: { type: 'object', additionalProperties: integer },
    leftOut: integer,
    asked: { anyOf: [object({ looked: integer, of: integer }), { type: 'null' }] },
    items: array(reference('Lead')),
  }),
};
