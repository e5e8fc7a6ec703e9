import jsonld, { type NodeObject } from 'jsonld';
import { describe, expect, test } from 'vitest';
import { OBS, SCHEMA, VOCAB } from '../../server/rdf/terms.ts';
import { readJson, readTurtle } from './read-turtle.ts';

const base = 'http://lieu.example/profil.jsonld';
const ours = 'https://w3id.org/obsidienne/context.jsonld';
const bundled: Readonly<Record<string, NodeObject>> = {
  [ours]: readJson('ontology/context.jsonld') as NodeObject,
  'https://schema.org': readJson('server/rdf/contexts/schema-org.json') as NodeObject,
};

/** The triples of one JSON-LD document, as N-Quads lines without their full stops. */
async function triples(document: object): Promise<string[]> {
  const nquads = await jsonld.toRDF(document, {
    base,
    format: 'application/n-quads',
    documentLoader: async (url) => ({ documentUrl: url, document: bundled[url] ?? {} }),
  });
  return String(nquads)
    .split('\n')
    .map((line) => line.replace(/ \.$/, ''))
    .filter(Boolean);
}

const about = (document: object) => triples({ '@context': ours, id: '#lieu', ...document });
const lieu = `<${base}#lieu>`;

describe('our context', () => {
  test('gives every term of the ontology by its local name', async () => {
    const terms = readTurtle('ontology/obsidienne.ttl')
      .map((q) => q.subject.value)
      // What only software writes: a publisher's "status" is no term of ours.
      .filter(
        (iri) =>
          iri.startsWith(OBS) && !/#(readAs|fromScheme|input|inPlace|status|registeredAt|readAt|firstHand)$/.test(iri),
      );
    const context = (readJson('ontology/context.jsonld') as { '@context': Record<string, { '@id': string } | string> })[
      '@context'
    ];
    for (const iri of new Set(terms)) {
      const name = iri.slice(OBS.length);
      const term = context[name];
      expect(typeof term === 'string' ? term : term?.['@id'], `add "${name}" to ontology/context.jsonld`).toBe(
        `obs:${name}`,
      );
    }
  });

  test('takes the values of a list by their short names, whatever other terms are called', async () => {
    const quads = await about({
      kind: ['fablab', `${VOCAB}kinds/coworking`],
      resource: 'equipment',
      effect: 'networks',
    });
    expect(quads.sort()).toEqual([
      `${lieu} <${OBS}effect> <${VOCAB}effects/networks>`,
      `${lieu} <${OBS}kind> <${VOCAB}kinds/coworking>`,
      `${lieu} <${OBS}kind> <${VOCAB}kinds/fablab>`,
      `${lieu} <${OBS}resource> <${VOCAB}resources/equipment>`,
    ]);
  });

  test('gives every concept property the scheme that the ontology names', async () => {
    const schemes = readTurtle('ontology/obsidienne.ttl').filter((q) => q.predicate.value === `${OBS}fromScheme`);
    for (const { subject, object } of schemes) {
      const quads = await about({ [subject.value.slice(OBS.length)]: 'some-slug' });
      expect(quads).toEqual([`${lieu} <${subject.value}> <${object.value}/some-slug>`]);
    }
  });

  test('reads a name as plain text or by language', async () => {
    expect(await about({ name: 'La Coop’' })).toEqual([`${lieu} <${SCHEMA}name> "La Coop’"`]);
    expect(await about({ nameIn: { fr: 'La Coop’', en: 'The Coop' } })).toEqual([
      `${lieu} <${SCHEMA}name> "La Coop’"@fr`,
      `${lieu} <${SCHEMA}name> "The Coop"@en`,
    ]);
  });

  test('keeps figures and codes out of the document’s language', async () => {
    const quads = await triples({ '@context': [ours, { '@language': 'fr' }], id: '#lieu', name: 'Ici', siret: '123' });
    expect(quads).toEqual([`${lieu} <${SCHEMA}name> "Ici"@fr`, `${lieu} <${OBS}siret> "123"`]);
  });

  test('reads links as addresses, relative to the document', async () => {
    for (const name of ['memberOf', 'member', 'seeks', 'makesOffer', 'sameAs', 'organizer', 'url']) {
      expect(await about({ [name]: '/autre#la' })).toEqual([
        `${lieu} <${SCHEMA}${name}> <http://lieu.example/autre#la>`,
      ]);
    }
    expect(await about({ cooperatesWith: '#eux' })).toEqual([`${lieu} <${OBS}cooperatesWith> <${base}#eux>`]);
  });

  test('says what the document says of itself', async () => {
    const quads = await triples({
      '@context': ours,
      id: '',
      primaryTopic: { id: '#lieu', type: 'ThirdPlace' },
      license: 'https://creativecommons.org/licenses/by/4.0/',
      modified: '2026-03-21',
      openData: true,
    });
    expect(quads.sort()).toEqual([
      `${lieu} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <${OBS}ThirdPlace>`,
      `<${base}> <http://purl.org/dc/terms/license> <https://creativecommons.org/licenses/by/4.0/>`,
      `<${base}> <http://purl.org/dc/terms/modified> "2026-03-21"^^<http://www.w3.org/2001/XMLSchema#date>`,
      `<${base}> <http://xmlns.com/foaf/0.1/primaryTopic> ${lieu}`,
      `<${base}> <${OBS}openData> "true"^^<http://www.w3.org/2001/XMLSchema#boolean>`,
    ]);
  });

  test('reads what it does not name as schema.org', async () => {
    const quads = await about({ type: 'Organization', openingHoursSpecification: { id: '#h', dayOfWeek: 'Monday' } });
    expect(quads.sort()).toEqual([
      `<${base}#h> <${SCHEMA}dayOfWeek> <${SCHEMA}Monday>`,
      `${lieu} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <${SCHEMA}Organization>`,
      `${lieu} <${SCHEMA}openingHoursSpecification> <${base}#h>`,
    ]);
  });
});

describe('the bundled schema.org context', () => {
  test('reads terms in the https form, addresses as addresses and dates as schema.org dates', async () => {
    const quads = await triples({
      '@context': 'https://schema.org',
      '@id': '#lieu',
      '@type': 'Place',
      name: 'La Coop’',
      url: 'https://lacoop.example/',
      keywords: 'jardin, cuisine',
      foundingDate: '2014-09-01',
    });
    expect(quads.sort()).toEqual([
      `${lieu} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <${SCHEMA}Place>`,
      `${lieu} <${SCHEMA}foundingDate> "2014-09-01"^^<${SCHEMA}Date>`,
      `${lieu} <${SCHEMA}keywords> "jardin, cuisine"`,
      `${lieu} <${SCHEMA}name> "La Coop’"`,
      `${lieu} <${SCHEMA}url> <https://lacoop.example/>`,
    ]);
  });
});
