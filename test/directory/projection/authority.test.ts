import { describe, expect, it } from 'vitest';
import { authorityRank, pointersIn, ranks } from '../../../server/directory/projection/authority.ts';
import { createPublisherRules } from '../../../server/fetch/publisher.ts';
import { parseTurtle } from '../../../server/rdf/parse-turtle.ts';

const publishers = createPublisherRules(['pods.localhost']);
const topics = new Set(['https://lafabrique.fr/#asso']);
const rank = (url: string, iri: string, finalUrl = url) =>
  authorityRank({ url, finalUrl }, iri, { publishers, topics });

describe('a document speaks', () => {
  it.each([
    ['about what its address names', 'https://lafabrique.fr/a', 'https://lafabrique.fr/a#lieu', ranks.own],
    ['about itself', 'https://lafabrique.fr/a', 'https://lafabrique.fr/a', ranks.own],
    ['about its topic', 'https://lafabrique.fr/a', 'https://lafabrique.fr/#asso', ranks.topic],
    ['about its site', 'https://data.lafabrique.fr/a', 'https://lafabrique.fr/#lieu', ranks.site],
    ['about another site only as others do', 'https://evil.example/a', 'https://lafabrique.fr/#lieu', ranks.record],
    ['about its own pod', 'http://pods.localhost/ana/a', 'http://pods.localhost/ana/b#me', ranks.site],
    [
      'about another pod only as others do',
      'http://pods.localhost/eve/a',
      'http://pods.localhost/ana/b#me',
      ranks.record,
    ],
    ['about no name that belongs to nobody', 'https://lafabrique.fr/a', 'urn:uuid:1', ranks.record],
    [
      'about no name with another before its host',
      'https://evil.example/a',
      'http://lafabrique.fr@evil.example/#x',
      ranks.record,
    ],
  ])('%s', (_about, url, iri, expected) => {
    expect(rank(url, iri)).toBe(expected);
  });

  it.each([
    [
      'for both its addresses when a redirect stays on its site',
      'http://lafabrique.fr/',
      'https://www.lafabrique.fr/fiche',
      [
        ['http://lafabrique.fr/#lieu', ranks.own],
        ['https://www.lafabrique.fr/fiche#lieu', ranks.own],
        ['https://lafabrique.fr/autre#lieu', ranks.site],
      ],
    ],
    [
      'for neither site when a redirect leads to another, but for what the address itself names',
      'https://w3id.org/lafabrique',
      'https://ana.github.io/p.ttl',
      [
        ['https://w3id.org/lafabrique#lieu', ranks.own],
        ['https://w3id.org/autre#lieu', ranks.record],
        ['https://ana.github.io/p.ttl#lieu', ranks.record],
      ],
    ],
    [
      'not for the site whose open redirect was used',
      'https://lafabrique.fr/login?to=https://evil.example/',
      'https://evil.example/p.ttl',
      [
        ['https://lafabrique.fr/#lieu', ranks.record],
        ['https://evil.example/p.ttl#lieu', ranks.record],
      ],
    ],
  ] as const)('%s', (_about, url, finalUrl, expected) => {
    for (const [iri, strength] of expected) expect([iri, rank(url, iri, finalUrl)]).toEqual([iri, strength]);
  });
});

describe('a pointer', () => {
  it('is one of four properties, to the address of a document; to be the same is none', () => {
    const quads = parseTurtle(
      `@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix schema: <https://schema.org/> .
       @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
       <#a> foaf:isPrimaryTopicOf <https://r.example/1#x> ; schema:subjectOf <https://R.example:443/2> ;
         schema:mainEntityOfPage <https://r.example/3> ; rdfs:seeAlso <https://r.example/4> ;
         owl:sameAs <https://r.example/5> ; schema:sameAs <https://r.example/6> ; schema:subjectOf "https://r.example/7" .
       [] rdfs:seeAlso <https://r.example/8> .`,
      'turtle',
      'https://a.example/',
    );
    expect(pointersIn(quads).map(({ target }) => target)).toEqual([
      'https://r.example/1',
      'https://r.example/2',
      'https://r.example/3',
      'https://r.example/4',
    ]);
  });
});
