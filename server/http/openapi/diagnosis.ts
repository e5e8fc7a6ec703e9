const string = { type: 'string' };
const integer = { type: 'integer' };
const object = (properties: Record<string, object>) => ({ type: 'object', properties });
const array = (items: object) => ({ type: 'array', items });
const counted = { key: string, iri: string, label: string, count: integer };
const named = { type: string, key: string, name: string };
const exchanges = object({ total: integer, themes: array(object(counted)) });

/** The shared diagnosis of a territory. */
export const diagnosisPaths = {
  '/api/territories/{code}/diagnosis': {
    get: {
      summary: 'What the profiles of a région (R53), a département (35) or a commune (35238) say together',
      description:
        'Comparable territories are those of the same level whose number of places is nearest. `queries` has for each figure the SPARQL that counts the same; lists of names hold the first 50, their `total` counts all.',
      parameters: [
        { name: 'code', in: 'path', required: true, schema: string },
        { name: 'lang', in: 'query', required: false, description: 'fr or en', schema: string },
      ],
      responses: {
        200: {
          description: 'The diagnosis',
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Diagnosis' } } },
        },
        404: {
          description: 'No territory has this code (RFC 9457)',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
    },
  },
};

export const diagnosisSchemas = {
  Diagnosis: object({
    territory: object({ code: string, name: string, level: string }),
    at: { type: 'string', format: 'date' },
    actors: array(object({ type: string, count: integer })),
    scales: array(object(counted)),
    comparable: array(object({ code: string, name: string, places: integer })),
    practices: array(object({ ...counted, elsewhere: integer })),
    missing: array(object({ ...counted, elsewhere: integer })),
    needs: exchanges,
    offers: exchanges,
    networks: object({ total: integer, items: array(object({ ...named, count: integer })) }),
    alone: object({ total: integer, items: array(object(named)) }),
    links: array(object({ relation: string, links: integer, mutual: integer })),
    effects: object({
      total: integer,
      evidenced: integer,
      items: array(object({ ...named, forWhom: array(string), evidence: array(string) })),
    }),
    queries: { type: 'object', additionalProperties: string },
  }),
};
