import type { Quad } from '@rdfjs/types';
import { readVocabulary } from '../../server/bin/bundled-data.ts';
import { withVocabulary } from '../../server/crawl/vocabulary-graph.ts';
import type { GraphContent } from '../../server/graph/graph.ts';
import { blankNode, dct, literal, namedNode, obs, prov, quadOf, rdf, schema, xsd } from '../../server/rdf/terms.ts';
import { writeNTriples } from '../../server/rdf/write-ntriples.ts';
import { type ProfiledPlace, syntheticPlaces } from './synthetic-state.ts';

const geo = (name: string) => namedNode(`http://www.opengis.net/ont/geosparql#${name}`);
/** A network has so many members in the mean. */
const perNetwork = 40;

/** The named graphs of `count` invented places as an observatory hands them to its engine: profile and provenance of each, and the vocabulary. */
export function syntheticGraphs(count: number): AsyncIterable<GraphContent> {
  return withVocabulary(graphs(count), writeNTriples(readVocabulary())) as AsyncIterable<GraphContent>;
}

async function* graphs(count: number): AsyncIterable<GraphContent> {
  for (const place of syntheticPlaces(count)) yield* graphsOf(place, count);
}

/** The graphs of one place among `count`. */
export function graphsOf(place: ProfiledPlace, count: number): readonly [GraphContent, GraphContent] {
  return [
    {
      iri: place.url,
      role: 'profile',
      triples: sameEachTime(writeNTriples([...place.quads, ...linksOf(place, count)])),
    },
    {
      iri: `urn:obsidienne:provenance:${place.index}`,
      role: 'about',
      triples: writeNTriples(provenanceOf(place)),
    },
  ];
}

function linksOf({ index, url, town, at }: ProfiledPlace, count: number): Quad[] {
  const node = namedNode(`${url}#lieu`);
  const [geometry, event] = [blankNode(), namedNode(`${url}#fete`)];
  const networks = Math.max(1, Math.floor(count / perNetwork));
  const network = namedNode(`https://reseau-${(index * 7919) % networks}.example/#reseau`);
  const quads = [
    quadOf(node, geo('hasGeometry'), geometry),
    quadOf(geometry, geo('asWKT'), literal(`POINT(${town.lon} ${town.lat})`, geo('wktLiteral'))),
    quadOf(node, schema('foundingDate'), literal(String(1990 + (index % 36)), xsd('gYear'))),
    quadOf(namedNode(url), dct('license'), namedNode('https://creativecommons.org/licenses/by/4.0/')),
  ];
  if (index % 3 === 0) quads.push(quadOf(node, schema('memberOf'), network));
  // The first of each network speaks for it.
  if (index < networks)
    quads.push(
      quadOf(network, rdf('type'), obs('Network')),
      quadOf(network, schema('name'), literal(`Réseau ${index}`, 'fr')),
    );
  if (index % 5 === 0)
    quads.push(
      quadOf(event, rdf('type'), schema('Event')),
      quadOf(event, schema('name'), literal(`Fête du lieu ${index}`, 'fr')),
      quadOf(event, schema('startDate'), literal(at.slice(0, 10), xsd('date'))),
      quadOf(event, schema('location'), node),
    );
  return quads;
}

function provenanceOf({ url, at }: ProfiledPlace): Quad[] {
  const graph = namedNode(url);
  return [
    quadOf(graph, rdf('type'), prov('Entity')),
    quadOf(graph, obs('status'), literal('listed')),
    quadOf(graph, obs('readAt'), literal(at, xsd('dateTime'))),
    quadOf(graph, prov('generatedAtTime'), literal(at, xsd('dateTime'))),
  ];
}

/** Blank nodes named by their order: what is written twice is the same, as what an observatory keeps is. */
function sameEachTime(triples: string): string {
  const names = new Map<string, string>();
  return triples.replaceAll(/(?<=^|[> ])_:[\w-]+/gm, (label) => {
    const name = names.get(label) ?? `_:b${names.size}`;
    names.set(label, name);
    return name;
  });
}
