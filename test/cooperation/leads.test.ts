import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, it } from 'vitest';
import { readVocabulary } from '../../server/bin/bundled-data.ts';
import { findLeads } from '../../server/cooperation/leads.ts';
import { loadConcepts } from '../../server/directory/concepts.ts';
import type { Directory } from '../../server/directory/directory.ts';
import { createDirectory } from '../../server/directory/directory.ts';
import { createPublisherRules } from '../../server/fetch/publisher.ts';
import { createAligner } from '../../server/rdf/align.ts';
import { parseTurtle } from '../../server/rdf/parse-turtle.ts';
import { prefixes } from '../observatory.ts';

const vocabulary = readVocabulary();
const concepts = loadConcepts(vocabulary);
const [narrow] = concepts.inScheme('resources').filter(({ broader }) => broader && concepts.find(broader)?.broader);
const resource = narrow?.iri ?? '';
const wider = narrow?.broader ?? '';
const asked = { language: 'fr', now: new Date('2026-06-01T00:00:00Z') } as const;
const exchange = (key: string) => `<https://w3id.org/obsidienne/exchange-states/${key}>`;

let directory: Directory;
beforeEach(() => {
  directory = createDirectory(new DatabaseSync(':memory:'), {
    concepts,
    align: createAligner(vocabulary),
    publishers: createPublisherRules(),
  });
});

function publish(host: string, more: string, lat = 48): void {
  const url = `http://${host}.localhost/`;
  const at = '2026-05-01T00:00:00Z';
  const turtle = `${prefixes}<#lieu> a obs:ThirdPlace ; schema:name "${host}" ; schema:geo [ schema:latitude ${lat} ; schema:longitude 2 ] . ${more}`;
  directory.project(
    { registration: url, url, finalUrl: url, readAt: at, changedAt: at, warnings: [] },
    parseTurtle(turtle, 'turtle', url),
  );
}

const seeks = (iri: string, more = '') =>
  `<#lieu> schema:seeks <#besoin> . <#besoin> a schema:Demand ; schema:name "Besoin" ; ${more} obs:resource <${iri}> .`;
const offers = (iri: string, more = '') =>
  `<#lieu> schema:makesOffer <#offre> . <#offre> a schema:Offer ; schema:name "Offre" ; ${more} obs:resource <${iri}> .`;
const leads = (key: string) =>
  findLeads(directory, { type: 'place', key }, asked).map(({ side, actor, distanceKm }) => [
    side,
    actor.name,
    distanceKm,
  ]);

describe('findLeads', () => {
  it('finds from both ends what one seeks and the other offers, with the reason', () => {
    publish('demande', seeks(resource));
    publish('offrant', offers(resource), 49);
    expect(leads('demande')).toEqual([['need', 'offrant', 111]]);
    expect(leads('offrant')).toEqual([['offer', 'demande', 111]]);
    const [lead] = findLeads(directory, { type: 'place', key: 'demande' }, asked);
    expect(lead?.reason).toEqual({
      fr: `offrant propose : ${narrow?.label.fr}`,
      en: `offrant offers: ${narrow?.label.en}`,
    });
  });

  it('takes a narrower offer for a wider need', () => {
    publish('demande', seeks(wider));
    publish('offrant', offers(resource));
    expect(leads('demande')).toEqual([['need', 'offrant', 0]]);
  });

  it('puts the nearest first', () => {
    publish('demande', seeks(resource));
    publish('loin', offers(resource), 51);
    publish('pres', offers(resource), 48.1);
    expect(leads('demande').map(([, name]) => name)).toEqual(['pres', 'loin']);
  });

  it.each([
    ['met', `obs:exchangeState ${exchange('met')} ;`],
    ['over', 'schema:validThrough "2026-05-31"^^<http://www.w3.org/2001/XMLSchema#date> ;'],
  ])('leaves out what is %s', (_, more) => {
    publish('demande', seeks(resource));
    publish('offrant', offers(resource, more));
    expect(leads('demande')).toEqual([]);
    expect(leads('offrant')).toEqual([]);
  });

  it('keeps what ends today, or within this month', () => {
    publish(
      'demande',
      seeks(resource, 'schema:validThrough "2026-06"^^<http://www.w3.org/2001/XMLSchema#gYearMonth> ;'),
    );
    publish('offrant', offers(resource, 'schema:validThrough "2026-06-01"^^<http://www.w3.org/2001/XMLSchema#date> ;'));
    expect(leads('demande')).toEqual([['need', 'offrant', 0]]);
  });

  it('does not offer a place what it offers itself, nor invent anything for an unknown one', () => {
    publish('seul', `${seeks(resource)} ${offers(resource)}`);
    expect(leads('seul')).toEqual([]);
    expect(leads('inconnu')).toEqual([]);
  });
});
