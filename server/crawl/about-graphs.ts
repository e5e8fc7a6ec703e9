import type { Quad } from '@rdfjs/types';
import { serialize } from '../rdf/serialize.ts';
import { dct, literal, namedNode, obs, prov, quadOf, rdf, xsd } from '../rdf/terms.ts';
import type { Registration } from '../registry/registration.ts';

/** The name of the graph that says where a profile's graph comes from. */
export function provenanceGraph(registration: Registration): string {
  return `urn:obsidienne:provenance:${registration.id}`;
}

/** The name of the graph that holds the last check of a profile. */
export function reportGraph(registration: Registration): string {
  return `urn:obsidienne:report:${registration.id}`;
}

/** The provenance of a profile graph as N-Triples (PROV-O): who says it, read when, changed when, under which status. */
export function writeProvenance(registration: Registration): Promise<string> {
  const graph = namedNode(registration.url);
  const quads: Quad[] = [
    quadOf(graph, rdf('type'), prov('Entity')),
    quadOf(graph, obs('status'), literal(registration.status)),
  ];
  const date = (predicate: Quad['predicate'], value: string | null) => {
    if (value) quads.push(quadOf(graph, predicate, literal(value, xsd('dateTime'))));
  };
  date(obs('registeredAt'), registration.registeredAt);
  date(obs('readAt'), registration.readAt);
  date(prov('generatedAtTime'), registration.changedAt);
  date(prov('invalidatedAtTime'), registration.withdrawnAt);
  if (registration.finalUrl) quads.push(quadOf(graph, prov('hadPrimarySource'), namedNode(registration.finalUrl)));
  if (registration.mediaType) quads.push(quadOf(graph, dct('format'), literal(registration.mediaType)));
  return serialize(quads, 'ntriples');
}
