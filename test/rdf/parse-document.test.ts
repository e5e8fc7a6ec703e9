import { describe, expect, it } from 'vitest';
import { canonicalize } from '../../server/rdf/canonical.ts';
import { parseDocument } from '../../server/rdf/parse-document.ts';
import type { WritableFormat } from '../../server/rdf/serialize.ts';
import { serialize } from '../../server/rdf/serialize.ts';

const url = 'http://lieu.localhost/profil';
const schemaOrg = { '@context': { '@vocab': 'https://schema.org/', id: '@id', type: '@type' } };
const contexts = new Map([['https://schema.org', schemaOrg]]);
const expected = `<${url}#lieu> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://schema.org/Place> .
<${url}#lieu> <https://schema.org/name> "L'Été"@fr .
`;

function read(mediaType: string, body: string | Uint8Array, charset?: string) {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  return parseDocument({ url, mediaType, body: bytes, ...(charset ? { charset } : {}) }, contexts);
}

const jsonld =
  '{"@context":"https://schema.org","@id":"#lieu","@type":"Place","name":{"@value":"L\'Été","@language":"fr"}}';

const sameProfile: Readonly<Record<string, readonly [string, string]>> = {
  Turtle: ['text/turtle', '@prefix s: <https://schema.org/> . <#lieu> a s:Place ; s:name "L\'Été"@fr .'],
  'N-Triples': ['application/n-triples', expected],
  'N-Quads': ['application/n-quads', expected],
  TriG: ['application/trig', '@prefix s: <https://schema.org/> . <#lieu> a s:Place ; s:name "L\'Été"@fr .'],
  'JSON-LD': ['application/ld+json', jsonld],
  'RDF/XML': [
    'application/rdf+xml',
    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="https://schema.org/">
       <s:Place rdf:about="#lieu"><s:name xml:lang="fr">L'Été</s:name></s:Place></rdf:RDF>`,
  ],
  'HTML with JSON-LD': ['text/html', `<!doctype html><p>Bonjour<script type="application/ld+json">${jsonld}</script>`],
  'HTML with a Turtle block': [
    'text/html',
    `<!doctype html><script type="text/turtle">@prefix s: <https://schema.org/> . <#lieu> a s:Place ; s:name "L'Été"@fr .</script>`,
  ],
  microdata: [
    'text/html',
    `<!doctype html><div itemscope itemid="#lieu" itemtype="https://schema.org/Place"><b itemprop="name" lang="fr">L'Été</b></div>`,
  ],
};

describe('parseDocument', () => {
  it.each(Object.entries(sameProfile))('reads %s into the same graph', async (_, [mediaType, body]) => {
    const reading = await read(mediaType, body);
    expect(reading.notes).toEqual([]);
    expect((await canonicalize(reading.quads)).nquads).toBe(expected);
  });

  it('reads RDFa beside the statement that the page uses a vocabulary', async () => {
    const { quads } = await read(
      'text/html',
      `<!doctype html><div vocab="https://schema.org/" typeof="Place" resource="#lieu"><b property="name" lang="fr">L'Été</b></div>`,
    );
    const own = quads.filter((q) => q.subject.value === `${url}#lieu`);
    expect((await canonicalize(own)).nquads).toBe(expected);
  });

  it('reads a text whose language is declared empty as a text without language', async () => {
    const { quads } = await read(
      'text/html',
      '<!doctype html><html lang="fr"><div vocab="https://schema.org/" typeof="Place" resource="#l"><b property="name" lang="">X</b></div></html>',
    );
    const name = quads.find((q) => q.predicate.value === 'https://schema.org/name')?.object;
    expect(name).toMatchObject({ language: '', datatype: { value: 'http://www.w3.org/2001/XMLSchema#string' } });
  });

  it('stops reading a page whose elements are nested to be slow', async () => {
    const { notes } = await read('text/html', `<html>${'<div typeof="x">'.repeat(200_000)}`);
    expect(notes).toMatchObject([{ severity: 'warning', rule: 'reading/nested-page' }]);
  });

  it('reports a broken block of a page and still reads its neighbours', async () => {
    const reading = await read(
      'text/html',
      `<html><script type="application/ld+json">{"name": </script><script type="application/ld+json">${jsonld}</script></html>`,
    );
    expect(reading.quads).toHaveLength(2);
    expect(reading.notes).toMatchObject([{ severity: 'warning', rule: 'reading/broken-block' }]);
    expect(reading.notes[0]?.message.fr).toContain('Bloc de données 1');
  });

  it('reports a violation when every block of a page is broken', async () => {
    const block = '<script type="application/ld+json">{"name": </script>';
    const { notes } = await read('text/html', `<html>${block}${block}</html>`);
    expect(notes.map(({ severity }) => severity)).toEqual(['warning', 'violation']);
  });

  it('knows a context whatever the case of its host name', async () => {
    const body = `\u00a0${jsonld.replace('"https://schema.org"', '"HTTPS://Schema.org/"')}\u00a0`;
    const { quads, notes } = await parseDocument(
      { url, mediaType: 'application/ld+json', body: new TextEncoder().encode(body) },
      new Map([['https://schema.org/', schemaOrg]]),
    );
    expect([quads.length, notes]).toEqual([2, []]);
  });

  it('keeps blank nodes of two blocks apart', async () => {
    const block = '<script type="application/ld+json">{"@context":"https://schema.org","geo":{"latitude":1}}</script>';
    const { quads } = await read('text/html', `<html>${block}${block}</html>`);
    expect(new Set(quads.map((q) => q.subject.value)).size).toBe(4);
  });

  it('names a JSON-LD context that is not bundled instead of fetching it', async () => {
    const { notes, quads } = await read('application/ld+json', '{"@context":"https://evil.example/c","name":"x"}');
    expect(quads).toEqual([]);
    expect(notes).toMatchObject([
      { severity: 'violation', rule: 'reading/unknown-context', value: 'https://evil.example/c' },
    ]);
  });

  it('says on which line a malformed Turtle document breaks', async () => {
    const { notes } = await read('text/turtle', '<#a> <#b> <#c> .\n<#a> <#b> ;;; oops');
    expect(notes).toMatchObject([{ severity: 'violation', rule: 'reading/broken-block' }]);
    expect(notes[0]?.message.en).toContain('line 2');
  });

  it('reads a Turtle file that is served as plain text and says which type is right', async () => {
    const reading = await read('text/plain', '@prefix s: <https://schema.org/> . <#lieu> a s:Place .');
    expect(reading.quads).toHaveLength(1);
    expect(reading.notes).toMatchObject([{ severity: 'info', rule: 'reading/media-type', value: 'text/plain' }]);
    expect(reading.notes[0]?.message.fr).toContain('text/turtle');
  });

  it('reads Latin-1 bytes that were announced as UTF-8 and says so', async () => {
    const latin1 = Buffer.from('<#lieu> <https://schema.org/name> "Été" .', 'latin1');
    const reading = await read('text/turtle', latin1, 'utf-8');
    expect(reading.quads[0]?.object.value).toBe('Été');
    expect(reading.notes).toMatchObject([{ severity: 'warning', rule: 'reading/encoding' }]);
  });

  it('believes a declared Latin-1 and a byte order mark', async () => {
    const latin1 = await read(
      'text/turtle',
      Buffer.from('<#a> <https://schema.org/name> "Été" .', 'latin1'),
      'iso-8859-1',
    );
    const marked = await read('text/turtle', `\uFEFF<#a> <https://schema.org/name> "Été" .`);
    for (const { quads, notes } of [latin1, marked]) {
      expect(quads[0]?.object.value).toBe('Été');
      expect(notes).toEqual([]);
    }
  });

  it('lists the documents a page names as its data, resolved against its base', async () => {
    const { alternates } = await read(
      'text/html',
      `<html><head><base href="/dossier/"><link rel="alternate" type="text/turtle" href="profil.ttl">
       <link rel="alternate" type="application/rss+xml" href="feed"></head></html>`,
    );
    expect(alternates).toEqual(['http://lieu.localhost/dossier/profil.ttl']);
  });

  it('drops what no RDF store can hold, and says what', async () => {
    const { quads, notes } = await read(
      'text/turtle',
      '<#a> <https://schema.org/name> "a\\u0000b" . <#a> <https://schema.org/url> <javascript:alert(1)> .',
    );
    expect(quads.map((q) => q.object.value)).toEqual(['javascript:alert(1)']);
    expect(notes).toMatchObject([{ rule: 'reading/unusable-statement' }]);
  });

  it('refuses JSON nested 20,000 deep at once', async () => {
    const { quads, notes } = await read('application/ld+json', `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`);
    expect(quads).toEqual([]);
    expect(notes).toMatchObject([{ severity: 'violation' }]);
  });

  it('says that it cannot read a picture', async () => {
    const { notes } = await read('image/png', new Uint8Array([137, 80, 78, 71]));
    expect(notes.at(-1)).toMatchObject({ severity: 'violation', rule: 'reading/unknown-format' });
  });
});

describe('serialize', () => {
  const formats: Readonly<Record<WritableFormat, string>> = {
    turtle: 'text/turtle',
    ntriples: 'application/n-triples',
    nquads: 'application/n-quads',
    trig: 'application/trig',
    jsonld: 'application/ld+json',
  };

  it.each(Object.entries(formats))('writes %s that reads back as the same graph', async (format, mediaType) => {
    const turtle = `@prefix s: <https://schema.org/> . <#lieu> a s:Place ; s:name "L'Été"@fr, "Summer"@en ; s:geo [ s:latitude 47.5 ; s:longitude "1"^^<http://www.w3.org/2001/XMLSchema#integer> ] ; s:description "ligne 1\\nligne \\"2\\"" .`;
    const { quads } = await read('text/turtle', turtle);
    const back = await read(mediaType, await serialize(quads, format as WritableFormat));
    expect((await canonicalize(back.quads)).nquads).toBe((await canonicalize(quads)).nquads);
  });
});

describe('canonicalize', () => {
  it('gives isomorphic graphs the same lines and different graphs different ones', async () => {
    const a = await read('text/turtle', '<#x> <#p> _:a . _:a <#q> "1" . <#x> <#p> _:b . _:b <#q> "2" .');
    const b = await read('text/turtle', '_:z <#q> "2" . <#x> <#p> _:y, _:z . _:y <#q> "1" .');
    const c = await read('text/turtle', '_:z <#q> "2" . <#x> <#p> _:y, _:z . _:y <#q> "3" .');
    const [ca, cb, cc] = await Promise.all([a, b, c].map(({ quads }) => canonicalize(quads)));
    expect(ca?.nquads).toBe(cb?.nquads);
    expect(ca?.nquads).not.toBe(cc?.nquads);
  });

  it('falls back to sorted lines for a clique of blank nodes made to be slow', async () => {
    const nodes = Array.from({ length: 9 }, (_, i) => `_:n${i}`);
    const clique = nodes.flatMap((a) => nodes.filter((b) => b !== a).map((b) => `${a} <#p> ${b} .`)).join('\n');
    const { quads } = await read('text/turtle', clique);
    const { canonical, nquads } = await canonicalize(quads);
    expect(canonical).toBe(false);
    expect(nquads.split('\n')).toEqual(nquads.split('\n').toSorted().slice(1).concat(''));
  });
});
