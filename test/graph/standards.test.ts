import { describe, expect, it } from 'vitest';
import { answerOnce, type OnceOptions } from '../../server/graph/answer-once.ts';
import { readDatasetClauses } from '../../server/graph/query-names.ts';

const data = ['<http://x/a> <http://x/p> "1" .\n<http://x/b> <http://x/p> "2" .\n'];

function lines(query: string, options: Partial<OnceOptions> = {}): readonly string[] {
  const answer = answerOnce(query, { data, graphs: [], accept: ['csv'], ...options });
  if (answer.state !== 'answered') throw new Error(JSON.stringify(answer));
  return answer.text.trim().split(/\r?\n/).slice(1);
}

describe('relative IRIs', () => {
  it('stand on the base that is given, and on a BASE of the query before it', () => {
    const base = 'http://x/folder/query.rq';
    expect(lines('SELECT ?o { <../a> <../p> ?o }', { base })).toEqual(['1']);
    expect(lines('BASE <http://x/> SELECT ?o { <b> <p> ?o }', { base })).toEqual(['2']);
    expect(lines('BASE <../> PREFIX : <p> SELECT ?o { <b> : ?o }', { base })).toEqual(['2']);
  });

  it('are read in FROM and FROM NAMED too, as prefixed names are', () => {
    const query = 'PREFIX g: <g/> SELECT * FROM <a.ttl> FROM NAMED g:b FROM NAMED <a.ttl> { ?from ?named <c> }';
    expect(readDatasetClauses(query, 'file:///data/q.rq')).toEqual(['file:///data/a.ttl', 'file:///data/g/b']);
  });
});

describe('codepoint escapes', () => {
  it('are read anywhere in a query (SPARQL 1.1 §19.2)', () => {
    expect(lines(String.raw`SEL\u0045CT ?\u006F { <http://x/\u0061> <http://x/p> ?o }`)).toEqual(['1']);
    expect(lines(String.raw`SELECT ?o { BIND("\u0022q\u0022" AS ?o) }`)).toEqual(['"""q"""']);
  });

  it('hide no word from the scan', () => {
    const hidden = String.raw`SELECT * { S\u0045RVICE <http://x/> { ?s ?p ?o } }`;
    expect(answerOnce(hidden, { data, graphs: [], accept: ['csv'] })).toMatchObject({ state: 'bad-query' });
  });
});

describe('a function that is not known', () => {
  it.each([
    ['SELECT ?s ?x { ?s ?p ?o BIND(<http://f>(?o) AS ?x) }', ['http://x/a,', 'http://x/b,']],
    ['PREFIX : <http://f/> SELECT ?s { ?s ?p ?o FILTER(:g(?o) || ?o = "2") }', ['http://x/b']],
    ['SELECT (COALESCE(<http://f>(), "otherwise") AS ?x) {}', ['otherwise']],
    ['SELECT (COALESCE(IF(BOUND(?y), <http://f>(1, 2), <http://g>("(")), "n") AS ?x) {}', ['n']],
    ['SELECT ?s { ?s ?p ?o } ORDER BY <http://f>(?o) ?o LIMIT 1', ['http://x/a']],
  ])('is an error of its expression alone: %s', (query, expected) => {
    expect([...lines(query)].sort()).toEqual(expected);
  });
});

it('refuses RDF/XML where XML has no name for a property, instead of writing what nobody can read', () => {
  const asked = (predicate: string) =>
    answerOnce(`CONSTRUCT { <http://x/a> <${predicate}> "1" } WHERE {}`, { data: [], graphs: [], accept: ['rdfxml'] });
  expect(asked('http://x/p1')).toMatchObject({ state: 'answered', text: expect.stringContaining('p1') });
  expect(asked('http://x/123')).toMatchObject({
    state: 'bad-query',
    message: { en: expect.stringContaining('ask for Turtle') },
  });
});

describe('an IRI where an operator is due', () => {
  it('is refused with its place, though it could be read as two comparisons', () => {
    const asked = (query: string) => answerOnce(query, { data, graphs: [], accept: ['csv'] });
    expect(asked('SELECT * { FILTER(?x<?a&&?b>?y) }')).toMatchObject({ state: 'bad-query', line: 1, column: 21 });
    expect(asked('ASK { FILTER(STR(?x) <http://y>) }')).toMatchObject({ state: 'bad-query' });
    for (const fine of [
      'SELECT ?s { ?s<http://x/p>?o FILTER(?o < "2" && "0" < ?o || EXISTS { ?s<http://x/q>?o }) }',
      'SELECT ?s { ?s (<http://x/p>|<http://x/q>)/<http://x/r>? ?o FILTER(?s IN (<http://x/a>)) }',
      'SELECT ?s { ?s ?p ?o . OPTIONAL { ?s ?q (?o <http://x/a>) } FILTER(?o = "1") }',
    ])
      expect(lines(fine)).toEqual(['http://x/a']);
  });
});
