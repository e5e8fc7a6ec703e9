import { describe, expect, it } from 'vitest';
import { readContexts } from '../../server/bin/bundled-data.ts';
import { parseDocument } from '../../server/rdf/parse-document.ts';
import { serialize } from '../../server/rdf/serialize.ts';

const base = 'http://example/base/doc';
const types = {
  turtle: 'text/turtle',
  trig: 'application/trig',
  nt: 'application/n-triples',
  nq: 'application/n-quads',
  xml: 'application/rdf+xml',
  jsonld: 'application/ld+json',
} as const;
type Type = keyof typeof types;

const parse = (type: Type, text: string, asWritten = true) =>
  parseDocument({ url: base, mediaType: types[type], body: new TextEncoder().encode(text) }, readContexts(), {
    asWritten,
  });

const spo = '<http://s> <http://p> <http://o>';
const xml = (inner: string, attributes = '') =>
  `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/" ${attributes}>${inner}</rdf:RDF>`;

const refused: readonly (readonly [string, Type, string])[] = [
  ['a space in an IRI', 'turtle', '<http://s> <http://p> <http://a b> .'],
  ['an escaped space in an IRI', 'turtle', '<http://s> <http://p> <http://a\\u0020b> .'],
  ['an escape without four digits', 'turtle', '<http://s> <http://p> "\\u00ZZ" .'],
  ['an escaped surrogate', 'turtle', '<http://s> <http://p> "\\uD800" .'],
  ['an escape that does not exist', 'turtle', '<http://s> <http://p> "\\z" .'],
  ['a line break in a short string', 'turtle', "<http://s> <http://p> 'a\nb' ."],
  ['a language tag that starts with a digit', 'turtle', '<http://s> <http://p> "a"@1 .'],
  ['a literal as predicate', 'turtle', '<http://s> "p" <http://o> .'],
  ['a blank node as predicate', 'turtle', '<http://s> _:p <http://o> .'],
  ['N3: a formula', 'turtle', `{${spo}} <http://x> <http://y> .`],
  ['N3: an implication', 'turtle', '<http://s> => <http://o> .'],
  ['N3: equality', 'turtle', '<http://s> = <http://o> .'],
  ['N3: a variable', 'turtle', '<http://s> <http://p> ?x .'],
  ['N3: a path', 'turtle', '<http://s>!<http://p> <http://p> <http://o> .'],
  ['N3: is … of', 'turtle', '<http://s> is <http://p> of <http://o> .'],
  ['TriG in Turtle', 'turtle', `<http://g> { ${spo} }`],
  ['RDF 1.2: a triple term', 'turtle', `<http://s> <http://p> <<( ${spo} )>> .`],
  ['RDF 1.2: a reified triple', 'turtle', `<< ${spo} >> <http://p> <http://o> .`],
  ['RDF 1.2: an annotation', 'turtle', `${spo} {| <http://a> <http://b> |} .`],
  ['RDF 1.2: a text with a direction', 'turtle', '<http://s> <http://p> "a"@en--ltr .'],
  ['RDF 1.2: a triple term', 'nt', `<http://s> <http://p> <<( ${spo} )>> .`],
  ['a graph inside a graph', 'trig', `<http://g> { <http://h> { ${spo} } }`],
  ['a collection as graph name', 'trig', `(1) { ${spo} }`],
  ['an open graph', 'trig', `<http://g> { ${spo} `],
  ['a relative IRI', 'nt', '<s> <http://p> <http://o> .'],
  ['a relative datatype', 'nt', '<http://s> <http://p> "a"^^<dt> .'],
  ['a prefix', 'nt', '@prefix e: <http://e/> .'],
  ['a number', 'nt', '<http://s> <http://p> 1 .'],
  ['a fourth term', 'nt', `${spo} <http://g> .`],
  ['a relative graph name', 'nq', `${spo} <g> .`],
  ['a literal graph name', 'nq', `${spo} "g" .`],
  ['an rdf:ID that is no name', 'xml', xml('<rdf:Description rdf:ID="333-555"/>')],
  ['an rdf:ID used twice', 'xml', xml('<rdf:Description rdf:ID="a"/><rdf:Description rdf:ID="a"/>')],
  ['rdf:aboutEach', 'xml', xml('<rdf:Description rdf:aboutEach="http://a/"/>')],
  ['rdf:ID beside rdf:about', 'xml', xml('<rdf:Description rdf:ID="a" rdf:about="http://a/"/>')],
  ['XML that is not well-formed', 'xml', xml('<rdf:Description>')],
  [
    'an entity that nobody declared',
    'xml',
    xml('<rdf:Description rdf:about="http://s"><e:p>&nope;</e:p></rdf:Description>'),
  ],
  [
    'an entity that leads out of the document',
    'xml',
    `<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd">]>${xml('<rdf:Description rdf:about="http://s"><e:p>&f;</e:p></rdf:Description>')}`,
  ],
  [
    'entities made to unfold without end',
    'xml',
    `<!DOCTYPE r [<!ENTITY a "${'a'.repeat(1000)}"><!ENTITY b "&a;&a;&a;&a;&a;">]>${xml('<rdf:Description rdf:about="http://s" e:p="&b;"/>')}`,
  ],
  [
    'elements nested to be slow',
    'xml',
    xml(`${'<rdf:Description><e:p>'.repeat(300)}${'</e:p></rdf:Description>'.repeat(300)}`),
  ],
  ['several datatypes on a value', 'jsonld', '{"http://p":{"@value":"v","@type":["http://a","http://b"]}}'],
  ['a context inside a context', 'jsonld', '{"@context":{"@context":{"p":"http://p"}},"p":"v"}'],
  ['a list of unknown keywords', 'jsonld', '{"@id":1}'],
];

const given: readonly (readonly [string, Type, string, string])[] = [
  ['NUL in a text', 'turtle', '<http://s> <http://p> "\\u0000" .', '<http://s> <http://p> "\\u0000" .\n'],
  ['two # in an IRI', 'turtle', '<http://s> <http://p> <http://a##b> .', '<http://s> <http://p> <http://a##b> .\n'],
  [
    'http://schema.org/',
    'turtle',
    '<http://s> a <http://schema.org/Place> .',
    '<http://s> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://schema.org/Place> .\n',
  ],
  [
    'a path climbing over the root',
    'turtle',
    '<../../../g> <http://p> <//h/../a> .',
    '<http://example/g> <http://p> <http://h/a> .\n',
  ],
  [
    'a reference without a path',
    'turtle',
    '<> <#a> <?b> .',
    '<http://example/base/doc> <http://example/base/doc#a> <http://example/base/doc?b> .\n',
  ],
  [
    'a base without a path',
    'turtle',
    '@base <http://abc> . <a> <b> <c/../d> .',
    '<http://abc/a> <http://abc/b> <http://abc/d> .\n',
  ],
  ['statements without spaces', 'nt', '<http://s><http://p>"Alice".', '<http://s> <http://p> "Alice" .\n'],
  [
    'text beside CDATA and comments',
    'xml',
    xml('<rdf:Description rdf:about="http://s"><e:p>a<![CDATA[ & ]]>b<!-- c -->d</e:p></rdf:Description>'),
    '<http://s> <http://e/p> "a & bd" .\n',
  ],
  [
    'an XML literal in canonical form',
    'xml',
    xml(
      '<rdf:Description rdf:about="http://s"><e:p rdf:parseType="Literal"><h:b z="1" a="&lt;"><i>R&amp;D<![CDATA[<]]></i><h:br/></h:b></e:p></rdf:Description>',
      'xmlns="http://d/" xmlns:h="http://h/"',
    ),
    '<http://s> <http://e/p> "<h:b xmlns:h=\\"http://h/\\" a=\\"&lt;\\" z=\\"1\\"><i xmlns=\\"http://d/\\">R&amp;D&lt;</i><h:br></h:br></h:b>"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#XMLLiteral> .\n',
  ],
  [
    'entities and xml:base',
    'xml',
    `<!DOCTYPE r [<!ENTITY e "http://e/">]>${xml('<rdf:Description rdf:about="s" e:p="&e;x"/>', 'xml:base="http://b/c/d"')}`,
    '<http://b/c/s> <http://e/p> "http://e/x" .\n',
  ],
  [
    'entities that use each other',
    'xml',
    `<!DOCTYPE r [<!ENTITY e "http://e/"><!ENTITY ex "&e;x">]>${xml('<rdf:Description rdf:about="&ex;" e:p="&ex;y"/>')}`,
    '<http://e/x> <http://e/p> "http://e/xy" .\n',
  ],
  [
    'a list item that is no IRI',
    'jsonld',
    '{"@context":{"@base":null,"l":{"@id":"http://l","@container":"@list","@type":"@id"}},"@id":"http://s","l":["x"]}',
    '<http://s> <http://l> _:b0 .\n_:b0 <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> <http://www.w3.org/1999/02/22-rdf-syntax-ns#nil> .\n',
  ],
  [
    'a value given twice',
    'jsonld',
    '{"@id":"http://s","http://p":[true,{"@value":true}]}',
    '<http://s> <http://p> "true"^^<http://www.w3.org/2001/XMLSchema#boolean> .\n',
  ],
  [
    'numbers in canonical form',
    'jsonld',
    '{"@id":"http://s","http://p":[10.0,5.5]}',
    '<http://s> <http://p> "10"^^<http://www.w3.org/2001/XMLSchema#integer> .\n<http://s> <http://p> "5.5E0"^^<http://www.w3.org/2001/XMLSchema#double> .\n',
  ],
  [
    'a JSON literal in canonical form',
    'jsonld',
    '{"@id":"http://s","http://p":{"@type":"@json","@value":{"b":1.0,"a":[]}}}',
    '<http://s> <http://p> "{\\"a\\":[],\\"b\\":1}"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON> .\n',
  ],
];

/** JSON-LD says to leave these out (JSON-LD API, "well-formed"); they come with a warning. */
const leftOut: readonly (readonly [string, string])[] = [
  ['a malformed IRI', '{"@id":"http://s","http://p":{"@id":"http://a b"}}'],
  ['a second # in a property', '{"@id":"http://s","http://a#b#c":"x"}'],
  ['a malformed language', '{"@id":"http://s","http://p":{"@value":"v","@language":"a b"}}'],
];

describe('the reader keeps to the standards', () => {
  it.each(refused)('refuses %s in %s', async (_, type, text) => {
    const { notes } = await parse(type, text);
    expect(notes.some(({ severity }) => severity === 'violation')).toBe(true);
  });

  it.each(given)('gives %s in %s as it is written', async (_, type, text, expected) => {
    const { quads, notes } = await parse(type, text);
    expect(notes.filter(({ severity }) => severity === 'violation')).toEqual([]);
    expect((await serialize(quads, 'nquads')).split('\n').sort()).toEqual(expected.split('\n').sort());
  });

  it.each(leftOut)('leaves out %s in JSON-LD, aloud', async (_, text) => {
    const { quads, notes } = await parse('jsonld', text);
    expect(quads).toEqual([]);
    expect(notes).toMatchObject([{ severity: 'warning', rule: 'reading/unusable-statement' }]);
  });
});

describe('the reader of profiles', () => {
  it('folds http://schema.org/ and says so', async () => {
    const { quads, notes } = await parse('turtle', '<#l> a <http://schema.org/Place> .', false);
    expect(quads[0]?.object.value).toBe('https://schema.org/Place');
    expect(notes).toMatchObject([{ severity: 'info', rule: 'reading/http-schema-org' }]);
  });

  it('reads fr_FR as fr-FR', async () => {
    const { quads } = await parse('jsonld', '{"@id":"http://s","http://p":{"@value":"v","@language":"fr_FR"}}', false);
    expect(quads[0]?.object).toMatchObject({ language: 'fr-fr' });
  });

  it.each([
    ['an address over 2 KiB', `<#l> <http://p> <http://${'a'.repeat(2048)}> .`],
    ['a text over 64 KiB', `<#l> <http://p> "${'a'.repeat(65_537)}" .`],
  ])('drops %s with a note', async (_, text) => {
    const { quads, notes } = await parse('turtle', text, false);
    expect(quads).toEqual([]);
    expect(notes).toMatchObject([{ severity: 'warning', rule: 'reading/too-long' }]);
  });

  it('names the terms that a context does not know', async () => {
    const { notes } = await parse('jsonld', '{"@context":{"name":"http://n"},"@id":"#l","name":"x","nmae":"y"}', false);
    expect(notes).toMatchObject([{ severity: 'warning', rule: 'reading/unknown-term', value: 'nmae' }]);
  });
});
