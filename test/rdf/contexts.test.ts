import { describe, expect, it } from 'vitest';
import { readContexts } from '../../server/bin/bundled-data.ts';
import { parseDocument } from '../../server/rdf/parse-document.ts';

const contexts = readContexts();

async function read(document: object, options = {}) {
  const body = new TextEncoder().encode(JSON.stringify(document));
  const representation = { url: 'https://lieu.example/fiche', mediaType: 'application/ld+json', body };
  const { quads, notes } = await parseDocument(representation, contexts, options);
  const objects = quads.map(({ object }) => object.value);
  return { quads, objects, notes: notes.map(({ rule, severity, value }) => ({ rule, severity, value })) };
}

const pair = 'http://virtual-assembly.org/ontologies/pair#';
const as = 'https://www.w3.org/ns/activitystreams#';
const essglobal = 'http://purl.org/essglobal/vocab/';

describe('the contexts we carry', () => {
  it.each([
    ['https://schema.org', 'Place', 'https://schema.org/Place'],
    ['https://w3id.org/obsidienne/context.jsonld', 'ThirdPlace', 'https://w3id.org/obsidienne/ns#ThirdPlace'],
    ['http://virtual-assembly.org/ontologies/pair', 'Organization', `${pair}Organization`],
    ['https://data.virtual-assembly.org/context.json', 'pair:Organization', `${pair}Organization`],
    ['http://purl.org/essglobal/vocab/', 'SSEInitiative', `${essglobal}SSEInitiative`],
    ['https://ns.murmurations.network/contexts/karte_von_morgen-v1.0.0.jsonld', 'Place', 'https://schema.org/Place'],
    ['https://www.w3.org/ns/activitystreams', 'Organization', `${as}Organization`],
    ['http://www.w3.org/ns/activitystreams.jsonld', 'Organization', `${as}Organization`],
    ['https://w3id.org/security/v1', 'CryptographicKey', 'https://w3id.org/security#Key'],
    ['https://w3id.org/security/v2', 'SignOperation', 'https://w3id.org/security#SignOperation'],
    ['https://www.w3.org/ns/solid/notification/v1', 'notify:X', 'http://www.w3.org/ns/solid/notifications#X'],
  ])('%s means %s by itself, in each scheme', async (context, type, iri) => {
    for (const address of [context, context.replace(/^https?/, (s) => (s === 'http' ? 'https' : 'http'))]) {
      const { objects, notes } = await read({ '@context': address, '@id': '#l', '@type': type });
      expect([objects, notes]).toEqual([[iri], []]);
    }
  });

  it.each([
    [
      'http://virtual-assembly.org/ontologies/pair',
      { label: 'x', partnerOf: 'autre' },
      [`${pair}label`, `${pair}partnerOf`],
    ],
    ['http://virtual-assembly.org/ontologies/pair', { 'pair:partOf': 'autre' }, [`${pair}partOf`]],
    [
      'http://purl.org/essglobal/vocab',
      { legalForm: 'autre', mission: 'x' },
      [`${essglobal}legalForm`, `${essglobal}mission`],
    ],
    [
      'https://ns.murmurations.network',
      { primary_url: 'autre', tags: 'x' },
      ['https://schema.org/url', 'https://schema.org/keywords'],
    ],
  ])('%s gives %j its properties, links as links', async (context, properties, iris) => {
    const { quads } = await read({ '@context': context, '@id': '#l', ...properties });
    expect(quads.map(({ predicate }) => predicate.value)).toEqual(iris);
    const links = quads.filter(({ object }) => object.termType === 'NamedNode').map(({ object }) => object.value);
    expect(links).toEqual(['https://lieu.example/autre']);
  });

  it('puts the position of a Murmurations profile where schema.org has it', async () => {
    const { quads } = await read({
      '@context': 'https://ns.murmurations.network/contexts/karte_von_morgen-v1.0.0.jsonld',
      '@id': '#l',
      geolocation: { lat: 48.5, lon: -1.5 },
      member_of: [{ name: 'Réseau', url: 'https://reseau.example/' }],
    });
    const said = quads.map(({ predicate, object }) => [
      predicate.value.replace('https://schema.org/', ''),
      object.value,
    ]);
    expect(said).toContainEqual(['latitude', '4.85E1']);
    expect(said).toContainEqual(['memberOf', 'https://reseau.example/']);
    expect(quads.find(({ object }) => object.value === 'Réseau')?.subject.value).toBe('https://reseau.example/');
  });

  it.each([
    ['schema.org', 'https://schema.org'],
    ['https://schema.org/LocalBusiness', 'https://schema.org'],
    ['https://www.schema.org/#', 'https://schema.org'],
    ['https://w3id.org/obsidienne/context/', 'https://w3id.org/obsidienne/context'],
    ['https://semapps.example/.well-known/context.jsonld', 'http://virtual-assembly.org/ontologies/pair'],
    ['https://library.murmurations.network/v2/schemas/x', 'https://ns.murmurations.network'],
  ])('are found for %s, which is told', async (written, meant) => {
    const { notes } = await read({ '@context': written, '@id': '#l', name: 'x' });
    expect(notes.map(({ rule }) => rule)).toContain('reading/context-address');
    const { quads } = await read({ '@context': meant, '@id': '#l', name: 'x' });
    expect((await read({ '@context': written, '@id': '#l', name: 'x' })).quads).toEqual(quads);
  });

  it.each(['https://Schema.org', 'HTTPS://SCHEMA.ORG/'])(
    'are found whatever the case of the host: %s',
    async (context) => {
      expect((await read({ '@context': context, '@id': '#l', name: 'x' })).notes).toEqual([]);
    },
  );
});

describe('a context that we do not carry', () => {
  const unknown = 'https://contexte.invalid/v1';
  const told = (severity: string) => [{ rule: 'reading/unknown-context', severity, value: unknown }];

  it.each([
    ['in a list', { '@context': ['https://schema.org', unknown], name: 'x' }],
    ['in a list, first', { '@context': [unknown, 'https://schema.org'], name: 'x' }],
    ['within', { '@context': 'https://schema.org', name: 'x', memberOf: { '@context': unknown, other: 'y' } }],
    [
      'of a term',
      { '@context': ['https://schema.org', { p: { '@id': 'http://e/p', '@context': unknown } }], name: 'x', p: {} },
    ],
    ['imported', { '@context': ['https://schema.org', { '@import': unknown }], name: 'x' }],
  ])('%s is named, and the others are read', async (_, document) => {
    const { objects, notes } = await read({ '@id': '#l', ...document });
    expect(objects).toContain('x');
    expect(notes).toEqual(told('warning'));
  });

  it('alone leaves nothing to read', async () => {
    const { objects, notes } = await read({ '@context': unknown, '@id': '#l', name: 'x' });
    expect([objects, notes]).toEqual([[], told('violation')]);
  });

  it('makes a document wrong that is to be given as written', async () => {
    const { notes } = await read(
      { '@context': ['https://schema.org', unknown], '@id': '#l', name: 'x' },
      { asWritten: true },
    );
    expect(notes).toEqual(told('violation'));
  });

  it('is told again for each document that asks for it', async () => {
    const document = { '@context': ['https://schema.org', unknown], '@id': '#l', name: 'x' };
    expect((await read(document)).notes).toEqual((await read(document)).notes);
  });
});
