import { expect, it } from 'vitest';
import { parseTurtle } from '../../server/rdf/parse-turtle.ts';
import { blankNode, literal, namedNode, quadOf, xsd } from '../../server/rdf/terms.ts';
import { writeNTriples } from '../../server/rdf/write-ntriples.ts';

const said = (object: Parameters<typeof quadOf>[2]) => [quadOf(namedNode('http://s'), namedNode('http://p'), object)];

it.each([
  ['an address', namedNode('http://o/é?a=b#c'), '<http://o/é?a=b#c>'],
  ['an address with what no address may hold', namedNode('http://o/ <|>'), '<http://o/\\u0020\\u003C\\u007C\\u003E>'],
  ['a blank node', blankNode('n0'), '_:n0'],
  ['a text', literal('L’été'), '"L’été"'],
  ['a text with quotes, slashes and lines', literal('"a\\b"\r\n\tc'), '"\\"a\\\\b\\"\\r\\n\tc"'],
  ['a text in a language', literal('bonjour', 'fr'), '"bonjour"@fr'],
  ['a typed text', literal('1', xsd('integer')), '"1"^^<http://www.w3.org/2001/XMLSchema#integer>'],
])('writes %s as N-Triples do', (_, object, text) => {
  expect(writeNTriples(said(object))).toBe(`<http://s> <http://p> ${text} .\n`);
});

it('writes what can be read back', () => {
  const quads = said(literal('a "quoted" \\ text\nof two lines', 'fr-CH'));
  expect(parseTurtle(writeNTriples(quads), 'ntriples', 'http://base/')[0]?.equals(quads[0])).toBe(true);
});
