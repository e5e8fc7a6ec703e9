import { describe, expect, it } from 'vitest';
import { declarePrefix } from '../../../map-ui/query/declare-prefix.ts';
import { indentQuery } from '../../../map-ui/query/indent-query.ts';
import { matchTerms } from '../../../map-ui/query/match-terms.ts';
import type { QueryTerm } from '../../../server/http/contract.ts';

const prefixes = { obs: 'https://o/ns#', schema: 'https://schema.org/' };
const declared = (query: string, prefix = 'obs') => {
  const found = declarePrefix(query, prefix, prefixes);
  return found && query.slice(0, found.from) + found.insert + query.slice(found.from);
};

describe('declarePrefix', () => {
  it('puts the line after those that are there, else first', () => {
    expect(declared('SELECT * {}')).toBe('PREFIX obs: <https://o/ns#>\n\nSELECT * {}');
    expect(declared('PREFIX a: <x>\nSELECT * {}')).toBe('PREFIX a: <x>\nPREFIX obs: <https://o/ns#>\nSELECT * {}');
    expect(declared('BASE <x>')).toBe('BASE <x>\nPREFIX obs: <https://o/ns#>');
  });

  it('declares nothing twice, and nothing that nobody knows', () => {
    expect(declared('prefix obs: <x>\nSELECT * {}')).toBeUndefined();
    expect(declared('SELECT * {}', 'foaf')).toBeUndefined();
  });
});

describe('indentQuery', () => {
  it('moves lines in by what is open before them, and counts no bracket in strings, IRIs and comments', () => {
    const query = 'SELECT * {\n?s ?p "{" .\n# {{{\n   OPTIONAL {\n?s <http://a/(> ?o }\n}';
    expect(indentQuery(query)).toBe('SELECT * {\n  ?s ?p "{" .\n  # {{{\n  OPTIONAL {\n    ?s <http://a/(> ?o }\n}');
    expect(indentQuery(indentQuery(query))).toBe(indentQuery(query));
  });

  it('leaves the lines of a long string as they are', () => {
    expect(indentQuery('SELECT * {\n?s ?p """a\n   b"""\n}')).toBe('SELECT * {\n  ?s ?p """a\n   b"""\n}');
  });
});

describe('matchTerms', () => {
  const concept = (key: string, label: string, others: readonly string[] = []): QueryTerm => ({
    kind: 'concept',
    iri: `https://o/${key}`,
    label,
    others,
  });
  const terms = [
    concept('audiences/companies', 'Entreprises'),
    concept('equipment/compost', 'Composteur'),
    concept('practices/composting', 'Compostage partagé', ['lombricompost']),
    concept('resources/pottery', 'Céramique'),
  ];
  const keys = (typed: string, scheme?: string) => matchTerms(typed, terms, scheme).map(({ iri }) => iri.slice(10));

  it('finds by label before by address, without accents, and first what is expected', () => {
    expect(keys('comp')).toEqual(['equipment/compost', 'practices/composting', 'audiences/companies']);
    expect(keys('comp', 'https://o/practices')[0]).toBe('practices/composting');
    expect(keys('ceram')).toEqual(['resources/pottery']);
    expect(keys('partage')).toEqual(['practices/composting']);
    expect(keys('zzz')).toEqual([]);
  });
});
