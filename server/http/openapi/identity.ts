import { array, boolean, integer, json, object, problemAnswer, query, reference, string, time } from './words.ts';

const paged = (items: object) => object({ total: integer, page: integer, size: integer, items: array(items) });
const pair = { a: string, b: string, score: { type: 'number' }, reasons: array(reference('Bilingual')) };

/** What is one, and who says what, as the API tells it. */
export const identityPaths = {
  '/exploitation/identites': {
    get: {
      summary:
        'Pairs of records that seem to describe one thing and wait for a word, the likeliest first, with reasons',
      parameters: [
        query('score', 'the least likelihood, from 0 to 1'),
        query('source', 'part of the address that one of the two was read at'),
        query('departement', 'code of a département that one of the two lies in'),
        query('page', 'a whole number from 1'),
      ],
      responses: {
        200: {
          description: 'Proposals',
          content: json(paged(object({ ...pair, isSure: boolean, foundAt: time }))),
        },
        400: problemAnswer,
      },
    },
  },
  '/exploitation/identites/decisions': {
    get: {
      summary: 'What was decided of such pairs, by whom (`rule`: by itself), when and why, the latest first',
      parameters: [query('page', 'a whole number from 1')],
      responses: {
        200: {
          description: 'Decisions',
          content: json(
            paged(
              object({
                id: integer,
                ...pair,
                decision: { type: 'string', enum: ['merged', 'refused', 'undone'] },
                by: string,
                at: time,
              }),
            ),
          ),
        },
        400: problemAnswer,
      },
    },
  },
  '/lieux/{key}/provenance.json': {
    get: {
      summary:
        'Every statement on a place: value, document, first-hand or not, when it was read and from when to when it was said; likewise for the other lists; also `.ttl`',
      parameters: [{ name: 'key', in: 'path', required: true, schema: string }, query('page', 'a whole number from 1')],
      responses: {
        200: {
          description: 'Statements',
          content: json(
            paged(
              object({
                subject: string,
                path: array(string),
                value: string,
                isIri: boolean,
                language: string,
                datatype: string,
                parts: array(
                  object({ path: array(string), value: string, isIri: boolean, language: string, datatype: string }),
                ),
                document: string,
                registration: string,
                isFirstHand: boolean,
                isSaid: boolean,
                readAt: time,
                spans: array(object({ from: time, to: time })),
              }),
            ),
          ),
        },
        404: problemAnswer,
      },
    },
  },
};
