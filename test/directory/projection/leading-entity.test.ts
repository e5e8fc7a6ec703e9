import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { loadConcepts } from '../../../server/directory/concepts.ts';
import { createDirectory } from '../../../server/directory/create-directory.ts';
import { createPublisherRules } from '../../../server/fetch/publisher.ts';
import { createAligner } from '../../../server/rdf/align.ts';
import { parseTurtle } from '../../../server/rdf/parse-turtle.ts';

const url = 'http://a.localhost/';
const at = '2026-11-01T10:00:00Z';
const person = '<#p> a schema:Person ; schema:name "Camille" ; schema:description "Beaucoup" ; obs:listed true .';
const event = '<#e> a schema:Event ; schema:name "Bal" .';
const organization = '<#o> a schema:Organization ; schema:name "Association" .';
const network = '<#n> a obs:Network ; schema:name "Réseau" .';
const place = '<#l> a obs:ThirdPlace ; schema:name "Lieu" .';
const other = '<#m> a obs:ThirdPlace ; schema:name "Autre lieu" ; schema:telephone "1" .';

/** Statements of a document, and what stands for it. */
const documents: Readonly<Record<string, readonly [readonly string[], string]>> = {
  'a place before a network, an organisation, an event and a person': [
    [person, event, organization, network, place],
    'Lieu',
  ],
  'a network before an organisation': [[organization, network], 'Réseau'],
  'an organisation before its people and events': [[person, event, organization], 'Association'],
  'of two places the one that more is said of': [[place, other], 'Autre lieu'],
  'the declared topic before a place': [[place, person, '<> foaf:primaryTopic <#p> .'], 'Camille'],
  'the main thing of the page before a place': [[place, event, '<> schema:mainEntity <#e> .'], 'Bal'],
  'what has this page for its own before a place': [
    [place, event, '<#e> schema:mainEntityOfPage <https://a.localhost> .'],
    'Bal',
  ],
  'a place before what has another page': [
    [place, event, '<#e> schema:mainEntityOfPage <http://a.localhost/bal> .'],
    'Lieu',
  ],
};

describe('what stands for a document', () => {
  it.each(Object.entries(documents))('is %s, in whatever order they are said', (_, [statements, name]) => {
    for (const said of [statements, statements.toReversed()]) {
      const directory = createDirectory(new DatabaseSync(':memory:'), {
        concepts: loadConcepts([]),
        align: createAligner([]),
        publishers: createPublisherRules([]),
      });
      const prefixes =
        '@prefix schema: <https://schema.org/> . @prefix obs: <https://w3id.org/obsidienne/ns#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .';
      const quads = parseTurtle(prefixes + said.join('\n'), 'turtle', url);
      expect(directory.preview({ url, finalUrl: url, at }, quads, 'fr')?.name).toBe(name);
      directory.project({ registration: 'r', url, finalUrl: url, readAt: at, changedAt: at, warnings: [] }, quads);
      const [{ type, key } = { type: 'place', key: '' } as const] = directory.entitiesOf('r');
      expect(directory.entity(type, key, 'fr')?.name).toBe(name);
    }
  });
});
