import { describe, expect, it } from 'vitest';
import { answerOnce } from '../../server/graph/answer-once.ts';
import { countRows, withRowCeiling } from '../../server/graph/row-ceiling.ts';

describe('withRowCeiling', () => {
  it.each([
    ['SELECT * {} # all', 'SELECT * {} # all\nLIMIT 11'],
    ['SELECT * {} VALUES ?x { 1 }', 'SELECT * {} LIMIT 11 VALUES ?x { 1 }'],
    ['SELECT * { VALUES ?x { 1 } { SELECT * {} LIMIT 99 } }', null],
    ['SELECT * {} LIMIT 10', 'SELECT * {} LIMIT 10'],
    ['SELECT * {} OFFSET 4 LIMIT 5000 # ten', 'SELECT * {} OFFSET 4 LIMIT 11 # ten'],
    ['PREFIX limit: <http://x/> SELECT ?limit { ?limit limit:values "LIMIT 5" } ORDER BY ?limit', null],
  ])('bounds %s', (query, expected) => {
    expect(withRowCeiling(query, 10)).toBe(expected ?? `${query}\nLIMIT 11`);
  });
});

it('counts rows whatever is in them, in every format', () => {
  const data = [String.raw`<http://x/a> <http://x/p> "},{\"<result>\n\r\n,\t\\" .`];
  const query = 'SELECT * { { ?s ?p ?o } UNION { ?s ?p ?o BIND(?o AS ?x) } UNION {} }';
  for (const format of ['json', 'xml', 'csv', 'tsv'] as const) {
    const answer = answerOnce(query, { data, graphs: [], accept: [format] });
    if (answer.state !== 'answered') throw new Error(answer.state);
    expect([format, countRows(Buffer.from(answer.text), format)]).toEqual([format, 3]);
  }
});
