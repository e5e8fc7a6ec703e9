import type { Quad } from '@rdfjs/types';
import type { GraphChange } from '../../graph/graph.ts';
import { serialize } from '../../rdf/serialize.ts';
import { dct, literal, namedNode, obs, prov, quadOf, rdf, xsd } from '../../rdf/terms.ts';
import type { Registration } from '../../registry/registration.ts';
import type { Registry } from '../../registry/registry.ts';
import type { Report } from '../../validation/report.ts';
import { reportToQuads } from '../../validation/report-quads.ts';
import type { Outcome } from './outcome.ts';

/** The name of the graph that says where a profile's graph comes from. */
function provenanceGraph(registration: Registration): string {
  return `urn:obsidienne:provenance:${registration.id}`;
}

/** The name of the graph that holds the last check of a profile. */
function reportGraph(registration: Registration): string {
  return `urn:obsidienne:report:${registration.id}`;
}

/** The provenance of a profile graph as N-Triples (PROV-O): who says it, read when, changed when, under which status. */
function writeProvenance(registration: Registration): Promise<string> {
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

/**
 * The report graph of a profile as N-Triples (`sh:ValidationReport`): what blocks and what is doubtful. Advice stays with
 * the registration, where its publisher reads it: in the graph it would outweigh the profiles two to one.
 */
function writeReport(registration: Registration, report: Report, at: string): Promise<string> {
  const iri = reportGraph(registration);
  const findings = report.findings.filter(({ severity }) => severity !== 'info');
  return serialize(reportToQuads({ ...report, findings }, { iri, profileUrl: registration.url, at }), 'ntriples');
}

/** What the graph has to follow after a visit: the profile's own graph, where it comes from, and its check. */
export async function changesOf(
  registration: Registration,
  visit: { readonly outcome: Outcome; readonly report?: Report; readonly reportedAt: string | undefined },
): Promise<GraphChange[]> {
  const { outcome, report, reportedAt } = visit;
  const changes: GraphChange[] = [
    { iri: provenanceGraph(registration), triples: await writeProvenance(registration), role: 'about' },
  ];
  if (outcome.state === 'changed') changes.push({ iri: registration.url, triples: outcome.nquads, role: 'profile' });
  else if (!registration.shown) changes.push({ iri: registration.url, triples: null, role: 'profile' });
  if (report && reportedAt)
    changes.push({
      iri: reportGraph(registration),
      triples: await writeReport(registration, report, reportedAt),
      role: 'about',
    });
  return changes;
}

/** The whole dataset as the state file holds it: what a replica of the graph starts from. */
export async function* shownGraphs(registry: Registry): AsyncIterable<GraphChange> {
  for (const { registration, nquads } of registry.shown()) yield* graphsOf(registry, registration, nquads);
}

/** The graphs of one registration as the state file holds them; `nquads` is null when its profile is not shown. */
export async function* graphsOf(
  registry: Registry,
  registration: Registration,
  nquads: string | null,
): AsyncIterable<GraphChange> {
  yield { iri: registration.url, triples: nquads, role: 'profile' };
  yield { iri: provenanceGraph(registration), triples: await writeProvenance(registration), role: 'about' };
  const report = registry.report(registration.id);
  yield {
    iri: reportGraph(registration),
    triples: report ? await writeReport(registration, report as Report, report.at) : null,
    role: 'about',
  };
}
