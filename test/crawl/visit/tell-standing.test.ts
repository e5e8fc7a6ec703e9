import { expect, it } from 'vitest';
import { tellStanding } from '../../../server/crawl/visit/tell-standing.ts';
import { createPublisherRules } from '../../../server/fetch/publisher.ts';
import { parseTurtle } from '../../../server/rdf/parse-turtle.ts';
import { prefixes } from '../../observatory.ts';

const url = 'https://lieu.example/fiche';
const said = `<> foaf:primaryTopic <#lieu> .
  <#lieu> a obs:ThirdPlace ; schema:name "Ici" ; schema:address [ schema:postalCode "35000" ] .
  <https://voisin.example/#lieu> a obs:ThirdPlace ; schema:name "Là-bas" .`;
const standing = (finalUrl: string) =>
  tellStanding(parseTurtle(prefixes + said, 'turtle', url), { url, finalUrl }, createPublisherRules());

it('tells what a document says in its own name, and what about others', () => {
  expect(standing(url)).toEqual([
    { iri: url, statements: 1, as: 'own' },
    { iri: `${url}#lieu`, statements: 4, as: 'own' },
    { iri: 'https://voisin.example/#lieu', statements: 2, as: 'other' },
  ]);
});

it('gives a document that another site answers no leave to speak for that site', () => {
  expect(standing('https://voisin.example/fiche').at(-1)).toMatchObject({ as: 'other' });
});
