import type { Listing, Listings } from '../directory/listings.ts';
import { territoryIri } from '../directory/territory-names.ts';
import type { GraphChange } from '../graph/graph.ts';
import { dct, geo, obs, prov, SCHEMA, schema } from '../rdf/terms.ts';

/** Profiles with such addresses are refused; a line that is not well-formed would stop the whole graph. */
const malformed = /[\s<>"{}|\\^`]/;

/**
 * The graph `urn:obsidienne:listing:{registration}`: what the directory takes from a profile, so that a query can count what
 * lists count. An entity has its kind (`dct:type`, as in the API), the profile whose words are shown
 * (`prov:wasDerivedFrom`), the territories it lies in and the keys of its key words; links are those that facets count,
 * whichever side stated them.
 */
function listingGraph({ registration, url, entities, links }: Listing): GraphChange {
  const lines: string[] = [];
  const say = (subject: string, predicate: string, object: string) => {
    if (![subject, object].some((term) => term.startsWith('<') && malformed.test(term.slice(1, -1))))
      lines.push(`${subject} <${predicate}> ${object} .\n`);
  };
  for (const { iri, type, territories, words = [] } of entities) {
    say(`<${iri}>`, dct('type').value, `"${type}"`);
    say(`<${iri}>`, prov('wasDerivedFrom').value, `<${url}>`);
    for (const code of territories) say(`<${iri}>`, schema('containedInPlace').value, `<${territoryIri(code)}>`);
    // Letters, digits and hyphens: nothing to escape.
    for (const word of words) say(`<${iri}>`, obs('keyKeyword').value, `"${word}"`);
  }
  for (const { subject, relation, object } of links) say(`<${subject}>`, SCHEMA + relation, `<${object}>`);
  const triples = lines.length > 0 ? lines.join('') : null;
  return { iri: `urn:obsidienne:listing:${registration}`, triples, role: 'about' };
}

/**
 * The graph `urn:obsidienne:geometry:{registration}`: the positions of what a profile describes, as GeoSPARQL reads them. Part
 * of the default graph, since one asks where things are in the same breath as what they are; under a name of its own, since
 * the profile did not write it. Each names the document that says it (`prov:wasDerivedFrom`), which for a lent one is another.
 */
function geometryGraph({ registration, entities }: Listing): GraphChange {
  const iri = `urn:obsidienne:geometry:${registration}`;
  const lines = entities.flatMap(({ iri: entity, type, position, positionFrom: from }, index) => {
    // What is sought or offered is where its holder is, which has the geometry.
    if (!position || type === 'need' || type === 'offer' || malformed.test(entity)) return [];
    const geometry = `<${iri}:${index}>`;
    const point = `"POINT(${position.lon} ${position.lat})"^^<${geo('wktLiteral').value}>`;
    return [
      `<${entity}> <${geo('hasGeometry').value}> ${geometry} .\n`,
      `${geometry} <${geo('asWKT').value}> ${point} .\n`,
      ...(from && !malformed.test(from) ? [`${geometry} <${prov('wasDerivedFrom').value}> <${from}> .\n`] : []),
    ];
  });
  return { iri, triples: lines.length > 0 ? lines.join('') : null, role: 'profile' };
}

/** A whole dataset with what the directory lists of it. */
export async function* withListings(
  changes: AsyncIterable<GraphChange>,
  listings: Pick<Listings, 'all'>,
): AsyncIterable<GraphChange> {
  yield* changes;
  for (const listing of listings.all()) yield* listingGraphs(listing);
}

/** What the graph has to follow of the directory since the last call. */
export function listingChanges(listings: Pick<Listings, 'changed'>): GraphChange[] {
  return listings.changed().flatMap(listingGraphs);
}

/** What the graph says of one listing. */
export function listingGraphs(listing: Listing): readonly GraphChange[] {
  return [listingGraph(listing), geometryGraph(listing)];
}
