import { readdirSync, readFileSync } from 'node:fs';
import type { Quad } from '@rdfjs/types';
import { describe, expect, it } from 'vitest';
import type { Draft } from '../../server/publish/draft.ts';
import { draftToQuads } from '../../server/publish/draft-to-quads.ts';
import { writeHtmlSnippet } from '../../server/publish/write-html-snippet.ts';
import { draftToJsonLd, writeJsonLd } from '../../server/publish/write-json-ld.ts';
import { writeTurtle } from '../../server/publish/write-turtle.ts';
import { canonicalize } from '../../server/rdf/canonical.ts';
import { parseDocument } from '../../server/rdf/parse-document.ts';
import { literal, quad, VOCAB } from '../../server/rdf/terms.ts';

const documentIri = 'https://lieu.example.org/profil';
const root = new URL('../../', import.meta.url);
const contexts = new Map([
  [
    'https://w3id.org/obsidienne/context.jsonld',
    JSON.parse(readFileSync(new URL('ontology/context.jsonld', root), 'utf8')) as object,
  ],
]);

const small: Draft = { name: 'Le Comptoir', language: 'fr' };

const full: Draft = {
  name: "L'Étable </script><b>",
  language: 'fr',
  alternateName: 'La vieille "grange"',
  description: 'Une ligne.\nUne autre, avec \\ et """ et <!-- .\n\n\tFin \u0007.',
  url: 'https://lieu.example.org/',
  image: 'https://lieu.example.org/photo.jpg',
  logo: 'https://lieu.example.org/logo.svg',
  email: 'contact@lieu.example.org',
  telephone: '02 00 00 00 00',
  address: { streetAddress: '1, rue du Four', postalCode: '01000', addressLocality: 'Bourg', addressCountry: 'FR' },
  position: { latitude: 46.205, longitude: -0.0000012 },
  openingHours: [
    { days: ['Monday', 'Tuesday'], opens: '09:00', closes: '12:00' },
    { days: ['Saturday'], opens: '14:00', closes: '18:30' },
  ],
  kinds: ['fablab', 'coworking', 'fablab'],
  practices: ['repair-cafe'],
  values: ['sharing'],
  audiences: ['everyone', 'young-people'],
  equipment: ['wifi', '3d-printer'],
  access: ['step-free'],
  tenure: 'ownership',
  rhythm: 'weekdays',
  operatingStatus: 'open',
  keywords: ['bois', 'métal', ''],
  keyKeywords: ['bois'],
  spokenLanguages: ['fr', 'br'],
  foundingDate: '2015',
  dissolutionDate: '2030-01-01',
  floorArea: 120.5,
  operatedBy: { name: 'Les Amis du Four', legalForm: 'association', siret: '12345678900011' },
  memberOf: ['https://reseau.example.org/#reseau'],
  cooperatesWith: ['https://voisin.example.org/#lieu', 'https://autre.example.org/#lieu'],
  sharesResourceWith: ['https://voisin.example.org/#lieu'],
  inspiredBy: ['https://ancien.example.org/#lieu'],
  sameAs: ['https://www.wikidata.org/entity/Q1'],
  needs: [
    {
      name: 'Un four',
      description: 'Assez grand.',
      resources: ['equipment'],
      state: 'open',
      validThrough: '2027-06-30',
    },
  ],
  offers: [{ name: 'Une salle', resources: ['rooms'], condition: 'loan', state: 'open' }, { name: 'Du temps' }],
  license: 'https://creativecommons.org/licenses/by/4.0/',
  modified: '2026-11-23',
  expires: '2027-11-23',
  example: true,
};

/** JSON has one kind of number and Turtle has three: numbers are compared by value. */
async function canonical(quads: readonly Quad[]): Promise<string> {
  const isNumber = /#(?:decimal|double|integer)$/;
  const folded = quads.map((q) =>
    q.object.termType === 'Literal' && isNumber.test(q.object.datatype.value)
      ? quad(q.subject, q.predicate, literal(`number ${Number(q.object.value)}`))
      : q,
  );
  return (await canonicalize(folded)).nquads;
}

async function read(mediaType: string, text: string, url = documentIri): Promise<readonly Quad[]> {
  const { quads, notes } = await parseDocument({ url, mediaType, body: new TextEncoder().encode(text) }, contexts);
  expect(notes).toEqual([]);
  return quads;
}

describe.each([
  ['the smallest draft', small],
  ['a draft with every field', full],
])('%s', (_, draft) => {
  const quads = draftToQuads(draft, documentIri);

  it('comes back from Turtle as the same graph', async () => {
    expect(await canonical(await read('text/turtle', writeTurtle(quads, documentIri)))).toBe(await canonical(quads));
  });

  it('comes back from JSON-LD as the same graph', async () => {
    expect(await canonical(await read('application/ld+json', writeJsonLd(draft)))).toBe(await canonical(quads));
  });

  it('comes back from a web page as the same graph', async () => {
    const page = `<!doctype html><html><body>${writeHtmlSnippet(draftToJsonLd(draft))}<p>Bonjour</p></body></html>`;
    expect(await canonical(await read('text/html', page))).toBe(await canonical(quads));
  });

  it('means the same wherever the file is put', async () => {
    const elsewhere = 'https://pod.example.net/moi/fiche';
    const moved = await read('text/turtle', writeTurtle(quads, documentIri), elsewhere);
    expect(await canonical(moved)).toBe(await canonical(draftToQuads(draft, elsewhere)));
  });
});

describe('the JSON-LD of a draft', () => {
  it('is written as a person would write it', () => {
    const { primaryTopic, ...document } = draftToJsonLd({
      ...small,
      kinds: ['fablab'],
      position: { latitude: 46.5, longitude: 1 },
    });
    expect(document).toEqual({ '@context': 'https://w3id.org/obsidienne/context.jsonld', id: '', language: 'fr' });
    expect(primaryTopic).toEqual({
      id: '#lieu',
      type: 'ThirdPlace',
      name: 'Le Comptoir',
      kind: 'fablab',
      geo: { type: 'GeoCoordinates', latitude: 46.5, longitude: 1 },
    });
  });

  const fields = {
    kinds: 'kind',
    practices: 'practice',
    values: 'value',
    audiences: 'audience',
    equipment: 'equipment',
    access: 'access',
    tenures: 'tenure',
    rhythms: 'rhythm',
    'operating-statuses': 'operatingStatus',
    resources: 'resource',
    conditions: 'condition',
    'exchange-states': 'exchangeState',
    'legal-forms': 'legalForm',
  };
  it.each(Object.entries(fields))('may name every concept of the scheme %s by its slug', async (scheme, term) => {
    const turtle = readFileSync(new URL(`ontology/schemes/${scheme}.ttl`, root), 'utf8');
    const slugs = [...turtle.matchAll(/^:([a-z0-9-]+) a skos:Concept/gm)].map(([, slug]) => slug ?? '');
    expect(slugs.length).toBeGreaterThan(0);
    const json = { '@context': 'https://w3id.org/obsidienne/context.jsonld', id: '#lieu', [term]: slugs };
    const read_ = await read('application/ld+json', JSON.stringify(json));
    expect(read_.map(({ object }) => object.value).sort()).toEqual(
      slugs.map((slug) => `${VOCAB}${scheme}/${slug}`).sort(),
    );
  });
});

describe('the HTML snippet', () => {
  it('cannot be closed or opened by a text of the profile', () => {
    const snippet = writeHtmlSnippet(draftToJsonLd(full));
    expect(snippet.match(/</g)).toHaveLength(2);
  });
});

describe('the Turtle of a profile', () => {
  it('is written as a person would write it', () => {
    const turtle = writeTurtle(
      draftToQuads({ ...small, kinds: ['fablab'], address: { postalCode: '49130' } }, documentIri),
      documentIri,
    );
    expect(turtle).toBe(`@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix kinds: <https://w3id.org/obsidienne/kinds/> .
@prefix obs: <https://w3id.org/obsidienne/ns#> .
@prefix schema: <https://schema.org/> .

<>
  foaf:primaryTopic <#lieu> ;
  dct:language "fr" .

<#lieu> a obs:ThirdPlace ;
  schema:name "Le Comptoir" ;
  schema:address [ a schema:PostalAddress ;
    schema:postalCode "49130"
  ] ;
  obs:kind kinds:fablab .
`);
  });

  it('keeps blank nodes that point at each other', async () => {
    const source =
      '<#a> <https://e.org/p> _:x . _:x <https://e.org/p> _:y . _:y <https://e.org/p> _:x , <#a> . _:z <https://e.org/p> _:z .';
    const quads = await read('text/turtle', source);
    expect(await canonical(await read('text/turtle', writeTurtle(quads, documentIri)))).toBe(await canonical(quads));
  });

  it('needs no Node built-in, like the rest of the room', () => {
    const folder = new URL('server/publish/', root);
    const imports = readdirSync(folder).flatMap(
      (name) => readFileSync(new URL(name, folder), 'utf8').match(/from '[^']+'/g) ?? [],
    );
    expect(imports.filter((line) => !/from '\.{1,2}\//.test(line) && !/@rdfjs\/types/.test(line))).toEqual([]);
  });
});
