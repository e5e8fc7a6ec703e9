import { Parser } from 'n3';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../server/validation/report.ts';
import { createValidator } from '../../server/validation/validate.ts';
import { readFolder, readTurtle } from '../ontology/read-turtle.ts';

const validator = createValidator([...readFolder('shapes').values()].flat(), {
  vocabulary: [...readTurtle('ontology/obsidienne.ttl'), ...readTurtle('ontology/alignments.ttl')],
});
const documentUrl = 'http://lieu.example/profil.ttl';
const prefixes = `
@prefix schema: <https://schema.org/> .
@prefix obs: <https://w3id.org/obsidienne/ns#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix kinds: <https://w3id.org/obsidienne/kinds/> .
@prefix practices: <https://w3id.org/obsidienne/practices/> .
`;

async function findings(turtle: string): Promise<readonly Finding[]> {
  const quads = new Parser({ baseIRI: documentUrl }).parse(prefixes + turtle);
  const report = await validator.validate(quads, { documentUrl, now: new Date('2026-11-23T12:00:00Z') });
  return report.findings;
}

const severe = async (turtle: string) => (await findings(turtle)).filter((finding) => finding.severity !== 'info');

const contact = 'schema:url <https://lieu.example/>';
const address =
  'schema:address [ a schema:PostalAddress ; schema:postalCode "49000" ; schema:addressLocality "Angers" ]';
const place = (more: string) => `<#lieu> a obs:ThirdPlace ; ${more} .`;
const named = (more: string) => place(`schema:name "La Coop’"@fr ; ${contact} ; ${address} ; ${more}`);

const complete = `
<> a foaf:Document ; foaf:primaryTopic <#lieu> ; dct:license <https://creativecommons.org/licenses/by/4.0/> ;
  dct:modified "2026-03-21"^^<http://www.w3.org/2001/XMLSchema#date> ; obs:openData true .
<#lieu> a obs:ThirdPlace ; schema:name "La Coop’"@fr ; schema:description "Une maison de village."@fr ;
  schema:image <https://lieu.example/photo.jpg> ; schema:url <https://lieu.example/> ; schema:email "bonjour@lieu.example" ;
  ${address} ; schema:geo [ a schema:GeoCoordinates ; schema:latitude 47.47 ; schema:longitude -5.5E-1 ] ;
  obs:kind kinds:fablab ; obs:practice practices:repair-cafe ; schema:keywords "jardin", "four à pain" ;
  schema:openingHoursSpecification [ schema:dayOfWeek schema:Monday ; schema:opens "09:00" ; schema:closes "18:30:00" ] ;
  schema:memberOf <http://reseau.example/#nous> ; schema:seeks <#besoin> .
<#besoin> a schema:Demand ; schema:name "Une salle"@fr ; schema:description "Le mardi."@fr ;
  obs:resource <https://w3id.org/obsidienne/resources/meeting-room> ; schema:validThrough "2027-06-30" .
`;

test('a complete profile passes without a word', async () => {
  expect(await findings(complete)).toEqual([]);
});

test('a short profile passes with advice only', async () => {
  const all = await findings(named('obs:kind kinds:fablab'));
  expect(all.length).toBeGreaterThan(3);
  expect(new Set(all.map((finding) => finding.severity))).toEqual(new Set(['info']));
});

test('coordinates written as text, as JSON-LD often has them, are accepted', async () => {
  expect(await severe(named('schema:geo [ schema:latitude "47.47" ; schema:longitude "-0.55" ]'))).toEqual([]);
});

test('what a page says of others in passing needs no address of its own', async () => {
  expect(await severe(named('schema:memberOf [ schema:name "Un réseau" ]'))).toEqual([]);
});

test('the price of a ticket is no nameless offer', async () => {
  const event = '<#f> a schema:Event ; schema:name "Fête" ; schema:offers [ a schema:Offer ; schema:price 5 ] .';
  expect(await severe(event)).toEqual([]);
});

test('networks are checked as organisations are', async () => {
  const [first, ...others] = await severe('<#r> a obs:Network .');
  expect(first?.message.fr).toMatch(/^Il manque le nom du réseau/);
  expect(others.map((finding) => finding.message.en)).toEqual([expect.stringMatching(/^Nobody can reach you/)]);
});

test('a profile in the words of PAIR is checked as ours', async () => {
  const pair = '@prefix pair: <http://virtual-assembly.org/ontologies/pair#> . <#lieu> a pair:PhysicalPlace .';
  expect((await severe(pair))[0]?.message.fr).toMatch(/^Il manque le nom du lieu/);
});

const nameless = [
  ['obs:ThirdPlace', 'du lieu'],
  ['schema:Organization', 'de l’organisation'],
  ['schema:Person', 'de la personne'],
  ['schema:Event', 'de la rencontre'],
  ['schema:AdministrativeArea', 'du territoire'],
  ['obs:LivingTerritory', 'du territoire'],
  ['obs:Practice', 'de la pratique'],
  ['obs:Experience', 'du récit'],
  ['obs:Cooperation', 'de la coopération'],
] as const;

describe('blocks', () => {
  test.each(nameless)('a %s without a name', async (type, french) => {
    const blocking = (await findings(`<#x> a ${type} .`)).filter((finding) => finding.severity === 'violation');
    expect(blocking.map((finding) => finding.message.fr)).toEqual([
      `Il manque le nom ${french}. Ajoutez-le en haut du formulaire.`,
    ]);
  });

  const position = (lat: string, lon: string) =>
    named(`schema:geo [ schema:latitude ${lat} ; schema:longitude ${lon} ]`);

  test.each([
    ['a name left blank', place(`schema:name " " ; ${contact} ; ${address}`), /nom du lieu/, /name of the place/],
    ['a nameless need', '<#b> a schema:Demand .', /ce que vous cherchez/, /you are looking for/],
    ['a nameless offer', named('schema:makesOffer <#o> . <#o> a schema:Offer'), /ce que vous offrez/, /offering/],
    ['a latitude outside the globe', position('448.2', '2'), /^La latitude/, /^The latitude/],
    ['a longitude outside the globe', position('48', '-200'), /^La longitude/, /^The longitude/],
    ['a latitude outside the globe, as text', position('"91"', '2'), /^La latitude/, /^The latitude/],
    ['a decimal comma', position('"48,2"', '2'), /un point pour les décimales/, /a point for decimals/],
    ['half a position', named('schema:geo [ schema:latitude 48 ]'), /^La longitude/, /^The longitude/],
    ['openness without a licence', `<> obs:openData true . ${named('')}`, /sous quelle licence/, /under which licence/],
    ['a script as a website', named('schema:sameAs <javascript:alert(1)>'), /commence par http/, /begins with http/],
    ['a script as a text', named('schema:image "JavaScript:alert(1)"'), /commence par http/, /begins with http/],
    ['a link that is no web address', named('schema:memberOf <urn:x:reseau>'), /adresse de la fiche/, /the profile/],
    [
      'a subject that is no web address',
      `<urn:uuid:1> a obs:ThirdPlace ; schema:name "X" ; ${contact} ; ${address} .`,
      /commencer par http/,
      /must begin with http/,
    ],
  ])('%s', async (_, turtle, french, english) => {
    const blocking = (await severe(turtle)).filter((finding) => finding.severity === 'violation');
    expect(blocking).toHaveLength(1);
    expect(blocking[0]?.message.fr).toMatch(french);
    expect(blocking[0]?.message.en).toMatch(english);
  });

  test('no profile that does not claim to be open', async () => {
    expect(await severe(`<> obs:openData false . ${named('')}`)).toEqual([]);
  });
});

describe('warns of', () => {
  const eleven = Array.from({ length: 11 }, (_, i) => `"mot ${i}"`).join(', ');

  test.each([
    ['no address', place(`schema:name "X" ; ${contact}`), /^Ajoutez l’adresse/, /^Add the address/],
    ['no way to contact', place(`schema:name "X" ; ${address}`), /^Personne ne peut vous joindre/, /^Nobody can reach/],
    ['a consumer mailbox', named('schema:email "lacoop@gmail.com"'), /adresse d’une personne/, /person’s own/],
    ['somebody’s address', named('schema:email "marie.durand@lacoop.example"'), /adresse d’une/, /person’s own/],
    ['an incomplete e-mail', named('schema:email "bonjour"'), /pas complète/, /complete/],
    [
      'a kind in one’s own words',
      named('obs:kind "Fab lab"'),
      /« Fab lab » n’est pas dans la liste/,
      /not in the list/,
    ],
    ['a concept of another list', named('obs:kind practices:coworking'), /n’est pas dans la liste/, /not in the list/],
    ['eleven keywords', named(`schema:keywords ${eleven}`), /^Gardez dix mots-clés/, /^Keep ten keywords/],
    ['eleven keywords in one text', named('schema:keywords "a,b,c,d,e,f,g,h,i,j,k"'), /^Gardez dix/, /^Keep ten/],
    ['four key words', named('obs:keyKeyword "a", "b", "c", "d"'), /^Gardez trois mots/, /^Keep three words/],
    ['a name in place of a link', named('schema:memberOf "Réseau X"'), /est un nom/, /is a name/],
    [
      'a website without its beginning',
      place(`schema:name "X" ; schema:url "lacoop.fr" ; ${address}`),
      /https/,
      /https/,
    ],
    [
      'an hour that cannot be read',
      named('schema:openingHoursSpecification [ schema:dayOfWeek schema:Monday ; schema:opens "9h" ]'),
      /09:00/,
      /09:00/,
    ],
    ['a SIRET that is too short', named('obs:siret "123"'), /quatorze chiffres/, /fourteen digits/],
  ])('%s', async (_, turtle, french, english) => {
    const found = await severe(turtle);
    expect(found.map((finding) => finding.severity)).toEqual(['warning']);
    expect(found[0]?.message.fr).toMatch(french);
    expect(found[0]?.message.en).toMatch(english);
    expect(found[0]?.field).toBeDefined();
  });

  test('no shared mailbox of the place’s own', async () => {
    expect(
      await severe(
        named('schema:email "contact@lacoop.example", "mailto:bonjour@la-coop.org", "maison.commune@ville.example"'),
      ),
    ).toEqual([]);
  });
});

describe('advises', () => {
  test.each([
    ['a description', /^Ajoutez une description/],
    ['a picture', /^Ajoutez une image/],
    ['a kind', /^Choisissez au moins un type de lieu/],
    ['a practice', /^Choisissez au moins une pratique/],
    ['opening hours', /^Ajoutez vos horaires/],
    ['needs and offers', /^Dites ce que vous cherchez/],
    ['a network', /^Si vous faites partie d’un réseau/],
    ['a licence', /^Dites sous quelle licence/],
  ])('adding %s', async (_, french) => {
    const all = await findings(`<> foaf:primaryTopic <#lieu> . ${named('')}`);
    const advice = all.find((finding) => french.test(finding.message.fr));
    expect(advice?.severity).toBe('info');
    expect(advice?.message.en).toBeTruthy();
  });
});
