import fc from 'fast-check';
import { Store } from 'oxigraph';
import { describe, expect, it } from 'vitest';
import { isIri, isLanguageTag } from '../../server/rdf/iri.ts';

/** Whether the engine behind SPARQL takes a statement with this object. */
function isTaken(object: string): boolean {
  try {
    new Store().load(`<http://s.example/> <http://p.example/> ${object} .\n`, { format: 'application/n-triples' });
    return true;
  } catch {
    return false;
  }
}

const parts = fc.array(
  fc.oneof(
    fc.constantFrom(
      ...[
        'http',
        'https',
        'urn',
        'mailto',
        'x',
        ':',
        '//',
        '/',
        '?',
        '#',
        '@',
        '[',
        ']',
        '::1',
        '%',
        '%2',
        '%2f',
        '%zz',
        '.',
        '..',
        ':80',
        ':a',
      ],
      ...[
        ' ',
        '<',
        '"',
        '|',
        '\\',
        '^',
        '`',
        '{',
        'é',
        '中',
        '\u00a0',
        '\ue000',
        '\ufffe',
        '\ud800',
        '😀',
        '\u0000',
        'a.example',
        "!$&'()*+,;=",
        '~',
        '_',
      ],
    ),
    fc.string({ maxLength: 3, unit: 'binary' }),
  ),
  { maxLength: 8 },
);

describe('an IRI', () => {
  it.each([
    'http://a.example/',
    'https://a.example/é?é#é',
    'urn:x',
    'mailto:a@b.example',
    'http://[::1]/',
    'http://a.example/%C3%A9',
    'x:',
    'http://a.example:8080/?\ue000',
  ])('is %s', (iri) => expect(isIri(iri)).toBe(true));

  it.each([
    '',
    'a',
    '/a',
    '1x:a',
    'http://[/x',
    'http://[::1/',
    'http://[1::2::3]/',
    'http://a.example/100%',
    'http://a.example/%zz',
    'http://a.example/#a#b',
    'http://a.example/a b',
    'http://a.example:x/',
    'http://a@b@c/',
    'http://a.example/\ue000',
    'http://a.example/\ud800',
    'http://a.example/\u0080',
  ])('is not %j', (iri) => expect(isIri(iri)).toBe(false));

  it('is taken by the engine behind SPARQL, whatever it is made of', () => {
    fc.assert(
      fc.property(parts, (pieces) => {
        const iri = pieces.join('');
        if (isIri(iri)) expect([iri, isTaken(`<${iri}>`)]).toEqual([iri, true]);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('a language tag', () => {
  it.each(['fr', 'fr-FR', 'de-CH-1996', 'zh-Hant-TW', 'sl-rozaj-biske', 'en-a-bbb-x-a', 'x-prive', 'oci'])(
    'is %s',
    (tag) => {
      expect(isLanguageTag(tag)).toBe(true);
      expect(isTaken(`"x"@${tag}`)).toBe(true);
    },
  );

  it.each(['', 'f', 'fr_FR', 'toolongsubtag', 'a-b-c-d', 'fr-', 'fr--FR', 'fr-toolongsub'])('is not %j', (tag) => {
    expect(isLanguageTag(tag)).toBe(false);
  });

  it('is taken by the engine behind SPARQL, whatever it is made of', () => {
    const subtag = fc.stringMatching(/^[A-Za-z0-9]{1,9}$/);
    fc.assert(
      fc.property(fc.array(subtag, { minLength: 1, maxLength: 5 }), (subtags) => {
        const tag = subtags.join('-');
        if (isLanguageTag(tag)) expect([tag, isTaken(`"x"@${tag}`)]).toEqual([tag, true]);
      }),
      { numRuns: 5000 },
    );
  });
});
