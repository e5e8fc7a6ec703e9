import type { Quad, Term } from '@rdfjs/types';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { syntheticSites } from '../../fixtures/synthetic.ts';
import { canonicalize } from '../../server/rdf/canonical.ts';
import { parseCanonical } from '../../server/rdf/parse-canonical.ts';
import { parseTurtle } from '../../server/rdf/parse-turtle.ts';
import { blankNode, literal, namedNode, quadOf } from '../../server/rdf/terms.ts';

/** That parser puts a prefix of its own before the labels of blank nodes. */
const told = (term: Term) =>
  term.termType === 'Literal'
    ? [term.value, term.language, term.datatype.value]
    : [term.termType, term.value.replace(/^b\d+_/, '')];
const all = (quads: readonly Quad[]) =>
  quads.map(({ subject, predicate, object, graph }) => [subject, predicate, object, graph].map(told));
const same = (nquads: string) =>
  expect(all(parseCanonical(nquads))).toEqual(all(parseTurtle(nquads, 'nquads', 'http://base/')));

const name = fc.constantFrom('http://a/', 'http://é/ü?q=%20#x', 'urn:x:y', 'https://schema.org/name').map(namedNode);
const node = fc.oneof(name, fc.constantFrom('c14n0', 'c14n12').map(blankNode));
const object = fc.oneof(
  node,
  fc
    .string({ unit: 'binary' })
    .filter((text) => text.isWellFormed())
    .map((text) => literal(text)),
  fc
    .constantFrom('"', '\\', '\\"', '" .', '\n<a> <b> <c> .', '\t\r\f\b', '"@fr', '"^^<x>')
    .map((text) => literal(text)),
  fc.constantFrom('fr', 'en-GB', 'zh-hant').map((language) => literal('mot', language)),
  name.map((datatype) => literal('1', datatype)),
);

it('reads what the canonical form writes as the parser of all N-Quads does', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(node, name, object), { maxLength: 8 }), async (triples) => {
      const { nquads } = await canonicalize(triples.map(([s, p, o]) => quadOf(s, p, o)));
      same(nquads);
    }),
    { numRuns: 300 },
  );
});

it.each([
  ['graph names', '<http://s> <http://p> <http://o> <http://g> .\n'],
  ['comments and empty lines', '# rien\n\n<http://s> <http://p> "o" . # fin\n'],
  ['other spaces', '<http://s>  <http://p>\t"o".\n'],
  ['no end of line', '<http://s> <http://p> "o" .'],
  ['escapes of characters', '<http://s/\\u00e9> <http://p> "\\u00e9\\U0001F600" .\n'],
  ['language tags in capitals', '<http://s> <http://p> "o"@FR .\n'],
  ['labels of other blank nodes', '_:a.b <http://p> _:É .\n'],
])('leaves %s to that parser', (_, nquads) => {
  same(nquads);
});

it.each(['oops\n', '<http://s> <http://p> "a"b" .\n', '<http://s> "p" <http://o> .\n', '<s <http://p> <http://o> .\n'])(
  'refuses %j',
  (nquads) => {
    expect(() => parseCanonical(nquads)).toThrow();
  },
);

it('reads every synthetic profile', async () => {
  for (const { pages } of syntheticSites(20).sites)
    for (const page of pages.values())
      if ('body' in page && page.mediaType === 'text/turtle')
        same((await canonicalize(parseTurtle(String(page.body), 'turtle', 'http://a/'))).nquads);
});
