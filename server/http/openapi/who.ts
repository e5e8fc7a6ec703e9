const string = { type: 'string' };
const parameter = (name: string, description: string, schema: object = string) => ({
  name,
  in: 'query',
  required: false,
  description,
  schema,
});

/** Who does what. */
export const whoPaths = {
  '/api/who': {
    get: {
      summary:
        'People who chose to appear and organisations, by theme, role and key word, with the principles they share',
      description:
        '`principles` are key words with how many chose them, `ties` which of them (by their place) the same actors chose. The page of the same theme answers Turtle and JSON-LD too.',
      parameters: [
        parameter('theme', 'key or IRI of a practice'),
        parameter('role', 'key or IRI of a role'),
        parameter('word', 'a key word, whatever its case and accents'),
        parameter('page', 'from 1', { type: 'integer', minimum: 1 }),
        parameter('lang', 'fr or en'),
      ],
      responses: {
        200: { description: 'One page', content: { 'application/json': {} } },
        400: {
          description: 'What was wrong (RFC 9457)',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
    },
  },
};
