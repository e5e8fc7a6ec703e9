import { describe, expect, it } from 'vitest';
import { canonicalize } from '../../server/rdf/canonical.ts';
import type { Contexts } from '../../server/rdf/contexts.ts';
import type { JsonldOptions } from '../../server/rdf/parse-jsonld.ts';
import { parseJsonld } from '../../server/rdf/parse-jsonld.ts';
import { parseTurtle } from '../../server/rdf/parse-turtle.ts';

const base = 'http://a.example/dir/doc';
const prefixes = `@base <${base}> . @prefix : <http://e/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n`;

/** Contexts that name each other, and themselves. */
const contexts: Contexts = new Map<string, object>(
  Object.entries({
    'http://c.example/terms': { '@context': { name: 'http://e/name', '@vocab': 'http://e/' } },
    'http://c.example/deep/one': { '@context': ['two', { p: 'http://e/p' }] },
    'http://c.example/deep/two': { '@context': { q: 'http://e/q' } },
    'http://c.example/scoped': {
      '@context': { inner: { '@id': 'http://e/inner', '@context': 'http://c.example/scoped' }, name: 'http://e/name' },
    },
    'http://c.example/loop': { '@context': 'http://c.example/loop' },
    'http://c.example/empty': {},
    'https://schema.org': { '@context': { '@vocab': 'https://schema.org/' } },
  }),
);

function read(document: object | string, options: Partial<JsonldOptions> = {}) {
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  return parseJsonld(text, { base, contexts, isStrict: true, label: 'b', ...options });
}

async function expectSame(document: object, turtle: string, options: Partial<JsonldOptions> = {}) {
  const { quads } = read(document, options);
  const expected = parseTurtle(prefixes + turtle, 'trig', base);
  expect((await canonicalize(quads)).nquads).toBe((await canonicalize(expected)).nquads);
}

const e = { '@vocab': 'http://e/' };
const given: Readonly<Record<string, readonly [object, string]>> = {
  'a node and its values': [
    { '@context': e, '@id': '#l', '@type': 'T', p: ['x', 1, 2.5, true, null] },
    '<#l> a :T ; :p "x", 1, "2.5E0"^^xsd:double, true .',
  ],
  'the base of the document and of a context': [
    { '@context': [e, { '@base': '../other/' }], '@id': 'a', p: { '@id': '' } },
    '<http://a.example/other/a> :p <http://a.example/other/> .',
  ],
  'no base at all': [
    { '@context': [e, { '@base': null }], '@id': 'http://x/', p: 'v', q: { '@id': 'a' } },
    '<http://x/> :p "v" .',
  ],
  'a vocabulary relative to the document': [{ '@context': { '@vocab': '#' }, '@id': '', p: 'v' }, '<> <#p> "v" .'],
  'a prefix, and an IRI that only looks like one': [
    { '@context': { x: 'http://e/', y: { '@id': 'http://e/y' } }, '@id': 'x:a', 'x:p': 'v', 'y:q': 'w' },
    ':a :p "v" ; <y:q> "w" .',
  ],
  'a prefix that is told to be one': [
    { '@context': { x: { '@id': 'http://e/p-', '@prefix': true } }, '@id': '', 'x:a': 'v' },
    '<> <http://e/p-a> "v" .',
  ],
  'aliases of keywords': [
    {
      '@context': [e, { id: '@id', type: '@type', val: '@value', lang: '@language' }],
      id: '#l',
      type: 'T',
      p: { val: 'v', lang: 'fr' },
    },
    '<#l> a :T ; :p "v"@fr .',
  ],
  'types and languages that terms bring': [
    {
      '@context': {
        ...e,
        '@language': 'fr',
        d: { '@id': 'http://e/d', '@type': 'http://www.w3.org/2001/XMLSchema#date' },
        i: { '@type': '@id' },
        v: { '@type': '@vocab' },
        n: { '@language': null },
      },
      '@id': '',
      p: 'été',
      d: '2026-11-25',
      i: 'x',
      v: 'x',
      n: 'sans',
    },
    '<> :p "été"@fr ; :d "2026-11-25"^^xsd:date ; :i <x> ; :v :x ; :n "sans" .',
  ],
  'texts by language': [
    { '@context': { ...e, p: { '@container': '@language' } }, '@id': '', p: { fr: ['a', 'b'], en: 'c', '@none': 'd' } },
    '<> :p "a"@fr, "b"@fr, "c"@en, "d" .',
  ],
  'nodes by identifier, type and index': [
    {
      '@context': {
        ...e,
        i: { '@container': '@id' },
        t: { '@container': '@type' },
        x: { '@container': '@index' },
        y: { '@container': '@index', '@index': 'rank' },
      },
      '@id': '',
      i: { '#a': { p: 1 } },
      t: { T: { '@id': '#b', p: 2 } },
      x: { any: { '@id': '#c', p: 3 } },
      y: { first: { '@id': '#d', p: 4 } },
    },
    '<> :i <#a> ; :t <#b> ; :x <#c> ; :y <#d> . <#a> :p 1 . <#b> a :T ; :p 2 . <#c> :p 3 . <#d> :p 4 ; :rank "first" .',
  ],
  'lists, lists of lists and sets': [
    {
      '@context': { ...e, l: { '@container': '@list' } },
      '@id': '',
      l: ['a', ['b'], []],
      m: { '@list': [{ '@id': '#x' }] },
      s: { '@set': ['a', 'b'] },
    },
    '<> :l ("a" ("b") ()) ; :m (<#x>) ; :s "a", "b" .',
  ],
  'properties that point back': [
    {
      '@context': { ...e, of: { '@reverse': 'p' } },
      '@id': '#a',
      of: { '@id': '#b' },
      '@reverse': { q: [{ '@id': '#c' }, { '@id': '#d', of: { '@id': '#e' } }] },
    },
    '<#b> :p <#a> . <#c> :q <#a> . <#d> :q <#a> . <#e> :p <#d> .',
  ],
  'named graphs': [
    {
      '@context': { ...e, g: { '@container': '@graph' }, h: { '@container': ['@graph', '@id'] } },
      '@id': '#n',
      '@graph': { '@id': '#a', p: 1 },
      h: { '#m': { '@id': '#b', p: 2 } },
    },
    '<#n> :h <#m> . <#n> { <#a> :p 1 } <#m> { <#b> :p 2 }',
  ],
  'a graph without a name': [
    {
      '@context': e,
      '@graph': [
        { '@id': '#a', p: 1 },
        { '@id': '#b', p: 2 },
      ],
    },
    '<#a> :p 1 . <#b> :p 2 .',
  ],
  'included nodes': [{ '@context': e, '@id': '', p: 1, '@included': [{ '@id': '#a', p: 2 }] }, '<> :p 1 . <#a> :p 2 .'],
  'nested properties': [
    { '@context': { ...e, labels: '@nest' }, '@id': '', labels: { p: 'v', labels: { q: 'w' } } },
    '<> :p "v" ; :q "w" .',
  ],
  'nested properties with a context of their own': [
    {
      '@context': { ...e, more: { '@id': '@nest', '@context': { p: 'http://f/p' } } },
      '@id': '',
      p: 'v',
      more: { p: 'w' },
    },
    '<> :p "v" ; <http://f/p> "w" .',
  ],
  'JSON kept as it is': [
    { '@context': { ...e, j: { '@type': '@json' } }, '@id': '', j: { b: [1, null], a: 'é' } },
    '<> :j "{\\"a\\":\\"é\\",\\"b\\":[1,null]}"^^rdf:JSON .',
  ],
  'the context of a property': [
    {
      '@context': { ...e, kind: { '@type': '@vocab', '@context': { '@vocab': 'http://k/' } } },
      '@id': '',
      kind: 'a',
      p: { kind: { '@id': '#b', q: 1 } },
    },
    '<> :kind <http://k/a> ; :p [ :kind <#b> ] . <#b> <http://k/q> 1 .',
  ],
  'the context of a type, which ends with its node': [
    {
      '@context': { ...e, T: { '@context': { '@vocab': 'http://t/' } } },
      '@id': '',
      '@type': 'T',
      p: { '@id': '#b', q: 1 },
    },
    '<> a :T ; <http://t/p> <#b> . <#b> :q 1 .',
  ],
  'the context of a type that goes on below': [
    {
      '@context': { ...e, T: { '@context': { '@propagate': true, '@vocab': 'http://t/' } } },
      '@id': '',
      '@type': 'T',
      p: { '@id': '#b', q: 1 },
    },
    '<> a :T ; <http://t/p> <#b> . <#b> <http://t/q> 1 .',
  ],
  'a context taken away': [
    { '@context': e, '@id': '', p: { '@context': null, q: 1, 'http://e/r': 2 } },
    '<> :p [ :r 2 ] .',
  ],
  'a term taken away': [{ '@context': { ...e, p: null }, '@id': '', p: 1, q: 2 }, '<> :q 2 .'],
  'a protected term said again': [
    { '@context': [{ p: { '@id': 'http://e/p', '@protected': true } }, { p: 'http://e/p' }], '@id': '', p: 1 },
    '<> :p 1 .',
  ],
  'contexts that name others, relative to themselves': [
    { '@context': 'http://c.example/deep/one', '@id': '', p: 1, q: 2 },
    '<> :p 1 ; :q 2 .',
  ],
  'a context that comes with itself': [
    { '@context': 'http://c.example/scoped', '@id': '', inner: { inner: { name: 'x' } } },
    '<> :inner [ :inner [ :name "x" ] ] .',
  ],
  'an imported context, changed': [
    { '@context': { '@import': 'http://c.example/terms', '@vocab': 'http://f/' }, '@id': '', name: 'x', other: 'y' },
    '<> :name "x" ; <http://f/other> "y" .',
  ],
  'blank nodes that meet again': [
    {
      '@context': e,
      '@graph': [
        { '@id': '_:x', p: { '@id': '_:y' } },
        { '@id': '_:y', q: { '@id': '_:x' } },
      ],
    },
    '_:a :p _:b . _:b :q _:a .',
  ],
  'no statement about a blank property': [{ '@context': { p: '_:p' }, '@id': '', p: 1, 'http://e/q': 2 }, '<> :q 2 .'],
  'numbers that are no integers': [
    {
      '@context': e,
      '@id': '',
      p: [1e21, 1e-7, -0.5, { '@value': 5, '@type': 'http://www.w3.org/2001/XMLSchema#double' }],
    },
    '<> :p "1.0E21"^^xsd:double, "1.0E-7"^^xsd:double, "-5.0E-1"^^xsd:double, "5.0E0"^^xsd:double .',
  ],
  'words kept for later keywords': [{ '@context': e, '@id': '', '@foo': 1, p: 2 }, '<> :p 2 .'],
  'names of the language we are written in': [
    { '@context': { constructor: 'http://e/c', ...e }, '@id': '', constructor: 1, toString: 2 },
    '<> :c 1 ; :toString 2 .',
  ],
};

/** Error codes of the JSON-LD API (section 9.6). */
const refused: Readonly<Record<string, readonly object[]>> = {
  'invalid @id value': [{ '@id': 1 }],
  'invalid type value': [{ '@type': [1] }],
  'invalid value object value': [{ 'http://e/p': { '@value': {} } }],
  'invalid value object': [{ 'http://e/p': { '@value': 'v', 'http://e/q': 1 } }],
  'invalid typed value': [{ 'http://e/p': { '@value': 'v', '@type': 'x y' } }],
  'invalid language-tagged string': [{ 'http://e/p': { '@value': 'v', '@language': 1 } }],
  'invalid language-tagged value': [{ 'http://e/p': { '@value': 1, '@language': 'fr' } }],
  'invalid language map value': [
    { '@context': { p: { '@id': 'http://e/p', '@container': '@language' } }, p: { fr: 1 } },
  ],
  'invalid base direction': [{ 'http://e/p': { '@value': 'v', '@direction': 'up' } }],
  'invalid @index value': [{ 'http://e/p': { '@value': 'v', '@index': 1 } }],
  'invalid set or list object': [{ 'http://e/p': { '@list': [], '@id': 'http://x/' } }],
  'invalid @reverse value': [{ '@reverse': 'x' }],
  'invalid reverse property map': [{ '@id': 'http://x/', '@reverse': { '@id': 'http://y/' } }],
  'invalid reverse property value': [{ '@id': 'http://x/', '@reverse': { 'http://e/p': 'v' } }],
  'invalid @included value': [{ '@included': 'v' }],
  'invalid @nest value': [{ '@context': { n: '@nest' }, n: 'v' }],
  'colliding keywords': [{ '@context': { id: '@id' }, id: 'http://x/', '@id': 'http://y/' }],
  'invalid local context': [{ '@context': 1 }],
  'invalid base IRI': [{ '@context': { '@base': 1 } }],
  'invalid vocab mapping': [{ '@context': { '@vocab': 1 } }],
  'invalid default language': [{ '@context': { '@language': 1 } }],
  'invalid @version value': [{ '@context': { '@version': 1.0 } }],
  'invalid @propagate value': [{ '@context': { '@propagate': 'yes' } }],
  'invalid @protected value': [{ '@context': { '@protected': 1 } }],
  'invalid @prefix value': [{ '@context': { p: { '@id': 'http://e/', '@prefix': 1 } } }],
  'invalid @import value': [{ '@context': { '@import': 1 } }],
  'invalid remote context': [{ '@context': 'http://c.example/empty' }],
  'context overflow': [{ '@context': 'http://c.example/loop' }],
  'cyclic IRI mapping': [{ '@context': { a: 'b:x', b: 'a:x' } }],
  'keyword redefinition': [
    { '@context': { '@id': 'x' } },
    { '@context': { '@context': {} } },
    { '@context': { '@type': {} } },
  ],
  'invalid keyword alias': [{ '@context': { c: '@context' } }],
  'invalid IRI mapping': [
    { '@context': { p: 'p' } },
    { '@context': { p: {} } },
    { '@context': { 'http://x/': 'http://y/' } },
  ],
  'invalid term definition': [
    { '@context': { p: 1 } },
    { '@context': { '': 'http://e/' } },
    { '@context': { p: { '@id': 'http://e/p', '@foo': 1 } } },
    { '@context': { p: { '@id': 'http://e/p', '@index': 'x' } } },
  ],
  'invalid type mapping': [{ '@context': { p: { '@id': 'http://e/p', '@type': 'x y' } } }],
  'invalid container mapping': [
    { '@context': { p: { '@id': 'http://e/p', '@container': '@foo' } } },
    { '@context': { p: { '@id': 'http://e/p', '@container': ['@list', '@set'] } } },
  ],
  'invalid language mapping': [{ '@context': { p: { '@id': 'http://e/p', '@language': 1 } } }],
  'invalid reverse property': [{ '@context': { p: { '@reverse': 'http://e/p', '@id': 'http://e/q' } } }],
  'invalid scoped context': [{ '@context': { p: { '@id': 'http://e/p', '@context': { q: 1 } } } }],
  'protected term redefinition': [
    { '@context': [{ p: { '@id': 'http://e/p', '@protected': true } }, { p: 'http://e/q' }] },
  ],
  'invalid context nullification': [{ '@context': [{ p: { '@id': 'http://e/p', '@protected': true } }, null] }],
};

describe('the JSON-LD reader', () => {
  it.each(Object.entries(given))('gives %s', async (_, [document, turtle]) => expectSame(document, turtle));

  it.each(Object.entries(refused))('refuses with “%s”', (code, documents) => {
    for (const document of documents) expect(() => read(document)).toThrow(code);
  });

  it.each([
    ['i18n-datatype', '<> :p "a"^^<https://www.w3.org/ns/i18n#_rtl>, "b"^^<https://www.w3.org/ns/i18n#fr_ltr> .'],
    [
      'compound-literal',
      '<> :p [ rdf:value "a" ; rdf:direction "rtl" ], [ rdf:value "b" ; rdf:language "fr" ; rdf:direction "ltr" ] .',
    ],
    [undefined, '<> :p "a", "b"@fr .'],
  ] as const)('gives texts their direction as %s', async (rdfDirection, turtle) => {
    const context = { ...e, '@direction': 'rtl' };
    const document = {
      '@context': context,
      '@id': '',
      p: ['a', { '@value': 'b', '@language': 'fr', '@direction': 'ltr' }],
    };
    await expectSame(document, turtle, rdfDirection ? { rdfDirection } : {});
  });

  it('leaves one wrong value out of a profile and keeps the rest', async () => {
    const document = {
      '@context': e,
      '@id': '#l',
      p: 'v',
      q: { '@value': {} },
      r: { '@id': 12, s: 1 },
      t: { '@id': '#x', '@type': [null, 'T'] },
    };
    await expectSame(document, '<#l> :p "v" ; :q [] ; :r [ :s 1 ] ; :t <#x> . <#x> a :T .', { isStrict: false });
    expect(read(document, { isStrict: false }).notes).toMatchObject([
      { severity: 'warning', rule: 'reading/broken-value' },
      { severity: 'warning', rule: 'reading/broken-value' },
    ]);
  });

  it('reads two documents with one inline context alike, wherever they stand', () => {
    const document = { '@context': { '@vocab': '#', l: { '@type': '@id' } }, '@id': '', l: 'x' };
    const at = (url: string) => read(document, { base: url }).quads[0];
    expect(at('http://one.example/')?.predicate.value).toBe('http://one.example/#l');
    expect(at('http://two.example/')?.predicate.value).toBe('http://two.example/#l');
    expect(at('http://two.example/')?.object.value).toBe('http://two.example/x');
  });

  it('ends a document that copies its contexts without end', () => {
    const terms = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`t${i}`, `http://e/${i}`]));
    const nodes = Array.from({ length: 1000 }, (_, i) => ({ '@context': { own: `http://e/own${i}` }, own: i }));
    expect(() => read({ '@context': terms, '@graph': nodes })).toThrow('too many contexts');
  });
});
