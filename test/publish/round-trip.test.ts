import { readdirSync, readFileSync } from 'node:fs';
import type { Quad } from '@rdfjs/types';
import { describe, expect, it } from 'vitest';
import { writeDraft } from '../../server/publish/draft.ts';
import { draftToQuads } from '../../server/publish/draft-to-quads.ts';
import { countOf, entriesOf } from '../../server/publish/entries.ts';
import { readForm } from '../../server/publish/form.ts';
import { readEntries } from '../../server/publish/read-entries.ts';
import { writeHtmlSnippet } from '../../server/publish/write-html-snippet.ts';
import { writeTurtle } from '../../server/publish/write-turtle.ts';
import { canonicalize } from '../../server/rdf/canonical.ts';
import { parseDocument } from '../../server/rdf/parse-document.ts';
import { parseTurtle } from '../../server/rdf/parse-turtle.ts';
import { literal, quad, VOCAB } from '../../server/rdf/terms.ts';

const documentIri = 'https://lieu.example.org/profil';
const root = new URL('../../', import.meta.url);
const contexts = new Map([
  [
    'https://w3id.org/obsidienne/context.jsonld',
    JSON.parse(readFileSync(new URL('ontology/context.jsonld', root), 'utf8')) as object,
  ],
]);

function readFolder(folder: string): Quad[] {
  const at = new URL(`${folder}/`, root);
  return readdirSync(at).flatMap((name) => parseTurtle(readFileSync(new URL(name, at), 'utf8'), 'turtle', at.href));
}

const form = readForm([...readFolder('shapes')]);
const draft = (pairs: readonly (readonly [string, string])[]) => writeDraft(form, entriesOf(pairs), 'fr');

const small = draft([['name', 'Le Comptoir']]);

const everything: readonly (readonly [string, string])[] = [
  ['name', "L'Étable </script><b>"],
  ['alternateName', 'La vieille "grange"'],
  ['description', 'Une ligne.\nUne autre, avec \\ et """ et <!-- .\n\n\tFin \u0007.'],
  ['url', 'https://lieu.example.org/'],
  ['image', 'https://lieu.example.org/photo.jpg'],
  ['email', 'contact@lieu.example.org'],
  ['telephone', '02 00 00 00 00'],
  ['address.streetAddress', '1, rue du Four'],
  ['address.postalCode', '01000'],
  ['address.addressLocality', 'Bourg'],
  ['geo.latitude', '46.205'],
  ['geo.longitude', '-0.0000012'],
  ['openingHoursSpecification.Monday.0.opens', '09:00'],
  ['openingHoursSpecification.Monday.0.closes', '12:00'],
  ['openingHoursSpecification.Monday.1.opens', '14:00'],
  ['openingHoursSpecification.Monday.1.closes', '18:00'],
  ['openingHoursSpecification.Tuesday.0.opens', '09:00'],
  ['openingHoursSpecification.Tuesday.0.closes', '12:00'],
  ['kind', 'fablab'],
  ['kind', 'coworking'],
  ['practice', 'repair-cafe'],
  ['audience', 'everyone'],
  ['keywords', 'bois, métal'],
  ['availableLanguage', 'fr, br'],
  ['foundingDate', '2015'],
  ['floorArea', '120.5'],
  ['memberOf', 'https://reseau.example.org/#reseau'],
  ['cooperatesWith', 'https://voisin.example.org/#lieu\nhttps://autre.example.org/#lieu'],
  ['seeks.0.name', 'Un four'],
  ['seeks.0.description', 'Assez grand.'],
  ['seeks.0.resource', 'equipment'],
  ['seeks.0.exchangeState', 'open'],
  ['seeks.0.validThrough', '2027-06-30'],
  ['makesOffer.0.name', 'Une salle'],
  ['makesOffer.0.resource', 'rooms'],
  ['makesOffer.0.condition', 'loan'],
  ['makesOffer.1.name', 'Du temps'],
  ['hasExperience.0.name', 'Un an de cuisine'],
  ['hasExperience.0.practice', 'community-kitchen'],
  ['hasExperience.0.tried', 'Prêter le four, à tour de rôle.'],
  ['hasExperience.0.participant', 'https://voisin.example.org/#lieu'],
  ['hasExperience.0.worked', 'Manger ensemble.'],
  ['hasExperience.0.slowedDown', 'La vaisselle.'],
  ['hasExperience.0.inspiredBy', 'https://autre.example.org/#recit'],
  ['hasEffect.0.name', 'Des voisins se parlent'],
  ['hasEffect.0.effect', 'social-ties'],
  ['hasEffect.0.forWhom', 'Le quartier'],
  ['hasEffect.0.evidence', 'Quarante-deux venues en novembre 2025.'],
  ['hasEffect.0.wanted', 'false'],
  ['hasEvent.0.name', 'Portes ouvertes'],
  ['hasEvent.0.startDate', '2027-03-21'],
  ['hasEvent.0.eventKind', 'open-day'],
  ['hasEvent.0.audience', 'residents'],
  ['carries.0.name', 'Une remorque-cuisine'],
  ['carries.0.stage', 'idea'],
  ['carries.0.endDate', '2027-09-30'],
  ['carries.0.seeks.0.name', 'Un châssis'],
  ['carries.0.seeks.0.resource', 'trailer'],
  ['carries.0.seeks.1.name', 'Une soudeuse'],
  ['carries.0.makesOffer.0.name', 'Des recettes'],
  ['participatesIn', 'https://autre.example.org/#projet'],
  ['wantsLeads', 'false'],
  ['license', 'https://creativecommons.org/licenses/by/4.0/'],
  ['modified', '2026-11-23'],
  ['expires', '2027-11-23'],
  ['example', 'true'],
];
const full = draft(everything);

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
  const quads = draftToQuads(draft, documentIri, contexts);

  it('comes back from Turtle as the same graph', async () => {
    expect(await canonical(await read('text/turtle', writeTurtle(quads, documentIri)))).toBe(await canonical(quads));
  });

  it('comes back from JSON-LD as the same graph', async () => {
    expect(await canonical(await read('application/ld+json', JSON.stringify(draft)))).toBe(await canonical(quads));
  });

  it('comes back from a web page as the same graph', async () => {
    const page = `<!doctype html><html><body>${writeHtmlSnippet(draft)}<p>Bonjour</p></body></html>`;
    expect(await canonical(await read('text/html', page))).toBe(await canonical(quads));
  });

  it('means the same wherever the file is put', async () => {
    const elsewhere = 'https://pod.example.net/moi/fiche';
    const moved = await read('text/turtle', writeTurtle(quads, documentIri), elsewhere);
    expect(await canonical(moved)).toBe(await canonical(draftToQuads(draft, elsewhere, contexts)));
  });
});

describe('the answers of a form', () => {
  it('come back from the profile that they made', () => {
    const quads = draftToQuads(full, documentIri, contexts);
    const read = readEntries(form, quads, { documentUrl: documentIri, language: 'fr' });
    const lines = (entries: Iterable<readonly [string, readonly string[]]>) =>
      [...entries]
        .flatMap(([name, values]) => values.flatMap((value) => value.split(/[\s,]+/).map((word) => `${name} ${word}`)))
        .sort();
    expect(lines(read?.entries ?? [])).toEqual([...lines(entriesOf(everything)), 'language fr'].sort());
    expect(read?.leftOut).toBe(0);
  });

  it('count what of a foreign profile they have no question for', async () => {
    const quads = await read(
      'text/turtle',
      '<#x> a <https://schema.org/Place> ; <https://schema.org/name> "X" ; <https://schema.org/slogan> "Y" ; <https://e.org/p> 1 .',
    );
    const found = readEntries(form, quads, { documentUrl: documentIri, language: 'fr' });
    expect(found?.entries.get('name')).toEqual(['X']);
    expect(found?.leftOut).toBe(2);
    expect(readEntries(form, [], { documentUrl: documentIri, language: 'fr' })).toBeUndefined();
  });

  it('read numbers as people write them, and only of the place that is meant', async () => {
    const quads = await read(
      'text/turtle',
      `@prefix s: <https://schema.org/> . <#a> a s:Place ; s:name "A" .
       <#b> a s:Place ; s:name "B" ; s:geo [ s:latitude 4.75E1 ; s:longitude 1.0E2 ] .`,
    );
    const found = readEntries(form, quads, { documentUrl: documentIri, language: 'fr', about: `${documentIri}#b` });
    const answers = Object.fromEntries([...(found?.entries ?? [])].map(([name, [value]]) => [name, value]));
    expect(answers).toMatchObject({ name: 'B', 'geo.latitude': '47.5', 'geo.longitude': '100' });
  });

  it('write names of others each on a line, addresses also beside each other', () => {
    const { primaryTopic } = draft([['memberOf', 'https://a.example/#r https://b.example/#r\nArchipel de Loire']]);
    expect(primaryTopic).toMatchObject({
      memberOf: ['https://a.example/#r', 'https://b.example/#r', 'Archipel de Loire'],
    });
  });

  it('mend what people write otherwise: a comma in a number, an address without https, a value twice', () => {
    const { primaryTopic } = draft([
      ['geo.latitude', '46,5'],
      ['geo.longitude', 'à gauche'],
      ['url', 'www.lieu.fr'],
      ['email', 'a@lieu.fr'],
      ['kind', 'fablab'],
      ['kind', 'fablab'],
      ['name', '   '],
    ]);
    expect(primaryTopic).toEqual({
      id: '#lieu',
      type: 'ThirdPlace',
      geo: { type: 'GeoCoordinates', latitude: 46.5, longitude: 'à gauche' },
      url: 'https://www.lieu.fr',
      email: 'a@lieu.fr',
      kind: 'fablab',
    });
  });

  it('are numbered by what is in use', () => {
    const entries = entriesOf([
      ['seeks.0.name', 'a'],
      ['seeks.7.name', 'b'],
      ['seeksNot.9.name', 'c'],
    ]);
    expect([countOf(entries, 'seeks'), countOf(entries, 'makesOffer')]).toEqual([8, 0]);
  });
});

describe('the form', () => {
  const fields = form.flatMap((group) => group.fields);

  it('asks for every property that the shapes of a place and of its document have a sort of input for, each once', () => {
    const keys = fields.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of ['name', 'kind', 'address', 'openingHoursSpecification', 'seeks', 'license'])
      expect(keys).toContain(key);
    expect(fields.filter(({ isRequired }) => isRequired).map(({ key }) => key)).toEqual(['name']);
  });

  it('has a name and a help in both languages for every question', () => {
    const all = fields.flatMap((field) => [field, ...(field.parts ?? [])]);
    for (const { key, label, help } of all)
      for (const text of [label.fr, label.en, help.fr, help.en]) expect(text, key).not.toBe('');
  });

  it('gets a question with a property shape, and nothing else', () => {
    const more = parseTurtle(
      `@prefix s: <https://w3id.org/obsidienne/shapes#> . @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix obs: <https://w3id.org/obsidienne/ns#> .
       s:Place sh:property s:slogan . s:slogan sh:path <https://schema.org/slogan> ; obs:input "text" ; sh:group s:identity ; sh:order 3 ; sh:name "Devise"@fr .`,
      'turtle',
      documentIri,
    );
    const [identity] = readForm([...readFolder('shapes'), ...more]);
    expect(identity?.fields.find(({ key }) => key === 'slogan')?.label.fr).toBe('Devise');
  });
});

describe('the JSON-LD of a draft', () => {
  it('is written as a person would write it', () => {
    const { primaryTopic, ...document } = draft([
      ['name', 'Le Comptoir'],
      ['kind', 'fablab'],
      ['geo.latitude', '46,5'],
      ['geo.longitude', '1'],
    ]);
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
    const snippet = writeHtmlSnippet(full);
    expect(snippet.match(/</g)).toHaveLength(2);
  });
});

describe('the Turtle of a profile', () => {
  it('is written as a person would write it', () => {
    const turtle = writeTurtle(
      draftToQuads(
        draft([
          ['name', 'Le Comptoir'],
          ['kind', 'fablab'],
          ['address.postalCode', '49130'],
        ]),
        documentIri,
        contexts,
      ),
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
  obs:kind kinds:fablab ;
  schema:address [ a schema:PostalAddress ;
    schema:postalCode "49130"
  ] .
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
