import { describe, expect, it } from 'vitest';
import { explainQueryError } from '../../server/graph/explain-query-error.ts';
import { scanQuery } from '../../server/graph/scan-query.ts';

describe('scanQuery', () => {
  it.each([
    ['SELECT * {}', 'bindings'],
    ['# INSERT\nPREFIX select: <http://ask/> BASE <http://x/#y> ask {}', 'boolean'],
    ['PREFIX : <http://x/>\nconstruct WHERE { ?s ?p ?o }', 'graph'],
    ['VERSION "1.2" DESCRIBE <http://x>', 'graph'],
    ['SELECT * { ?s ?p "} SERVICE <x> {{{", """ "SERVICE" ""\\" """, \'it\\\'s\'@service, ex:SERVICE }', 'bindings'],
  ])('finds the kind of %s', (query, kind) => {
    expect(scanQuery(query)).toMatchObject({ state: 'query', kind });
  });

  it.each([
    ['', /empty/, 1, 1],
    ['# only a comment\n', /empty/, 2, 1],
    ['PREFIX a: <http://a/>\n  DELETE WHERE { ?s ?p ?o }', /DELETE would change data/, 2, 3],
    ['SLECT * {}', /found “SLECT”/, 1, 1],
    ['ASK { SERVICE ?x {} }', /SERVICE/, 1, 7],
  ])('refuses %j with its place', (query, message, line, column) => {
    expect(scanQuery(query)).toMatchObject({
      state: 'refused',
      message: { en: expect.stringMatching(message) },
      line,
      column,
    });
  });

  it('leaves SERVICE SILENT to its definition: nothing is found and nothing is called', () => {
    expect(scanQuery('ASK { SERVICE SILENT <http://x> { ?s ?p ?o } }')).toMatchObject({ state: 'query' });
  });
});

describe('explainQueryError', () => {
  it('names the relative IRI behind a misleading list of alternatives', () => {
    expect(explainQueryError('error at 1:15: expected OPTIONAL', 'SELECT * { <p> ?p ?o }').message.en).toMatch(
      /<p> is relative and the query has no BASE/,
    );
  });

  it('says that a query ends too early', () => {
    const said = 'error at 2:1: expected one of "!", "$", [_]';
    expect(explainQueryError(said, 'SELECT * { ?s\n').message.fr).toMatch(/s’arrête avant d’être complète/);
  });

  it('keeps words and drops character classes', () => {
    const said = 'error at 1:21: expected one of ",", ".", "}", [\'a\' ..= \'z\'], [_]';
    expect(explainQueryError(said, 'SELECT * { ?s ?p ?o ?x }')).toEqual({
      message: {
        fr: 'attendu, au choix : "," "." "}" (après « SELECT * { ?s ?p ?o »)',
        en: 'expected one of "," "." "}" (after “SELECT * { ?s ?p ?o”)',
      },
      line: 1,
      column: 21,
    });
  });

  it('passes on what the engine says without a place', () => {
    const said = 'The custom function <http://f> is not supported';
    expect(explainQueryError(said, '')).toEqual({ message: { fr: said, en: said } });
  });
});
