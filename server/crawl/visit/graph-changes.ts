import type { Quad } from '@rdfjs/types';
import type { GraphChange } from '../../graph/graph.ts';
import { dct, literal, namedNode, obs, prov, quadOf, rdf, xsd } from '../../rdf/terms.ts';
import { writeNTriples } from '../../rdf/write-ntriples.ts';
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
function writeProvenance(registration: Registration): string {
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
  return writeNTriples(quads);
}

/**
 * The report graph of a profile as N-Triples (`sh:ValidationReport`): what blocks and what is doubtful. Advice stays with
 * the registration, where its publisher reads it: in the graph it would outweigh the profiles two to one.
 */
function writeReport(registration: Registration, report: Report, at: string): string {
  const iri = reportGraph(registration);
  const findings = report.findings.filter(({ severity }) => severity !== 'info');
  return writeNTriples(reportToQuads({ ...report, findings }, { iri, profileUrl: registration.url, at }));
}

/**
 * What the graph has to follow after a visit: the profile's own graph, where it comes from, and its check. Of a profile
 * that was shown and is confirmed, only the statements that are no longer true.
 */
export function changesOf(
  { before, registration }: { readonly before: Registration; readonly registration: Registration },
  { outcome, report }: { readonly outcome: Outcome; readonly report?: Report },
): GraphChange[] {
  const changes: GraphChange[] = [provenanceChange(before, registration, outcome)];
  if (outcome.state === 'changed') changes.push({ iri: registration.url, triples: outcome.nquads, role: 'profile' });
  else if (!registration.shown) changes.push({ iri: registration.url, triples: null, role: 'profile' });
  if (report && registration.lastVisitAt)
    changes.push({
      iri: reportGraph(registration),
      triples: writeReport(registration, report, registration.lastVisitAt),
      role: 'about',
    });
  return changes;
}

function provenanceChange(before: Registration, registration: Registration, outcome: Outcome): GraphChange {
  const iri = provenanceGraph(registration);
  const triples = writeProvenance(registration);
  // Of what is shown, every replica holds the provenance; of the rest, only those that were there at the visit.
  if (outcome.state !== 'unchanged' || !before.shown) return { iri, triples, role: 'about' };
  const was = writeProvenance(before).split('\n');
  const is = triples.split('\n');
  const lines = (all: readonly string[], but: readonly string[]) =>
    all.filter((line) => !but.includes(line)).join('\n');
  return { iri, removed: lines(was, is), added: lines(is, was), role: 'about' };
}

/** The whole dataset as the state file holds it: what a replica of the graph starts from. */
export async function* shownGraphs(registry: Registry): AsyncIterable<GraphChange> {
  for (const { registration, nquads } of registry.shown()) yield* graphsOf(registry, registration, nquads);
}

/** A profile's own graph and the one that says where it comes from. */
export function withProvenance(registration: Registration, nquads: string | null): readonly GraphChange[] {
  return [
    { iri: registration.url, triples: nquads, role: 'profile' },
    { iri: provenanceGraph(registration), triples: writeProvenance(registration), role: 'about' },
  ];
}

/** The graphs of one registration as the state file holds them; `nquads` is null when its profile is not shown. */
export async function* graphsOf(
  registry: Registry,
  registration: Registration,
  nquads: string | null,
): AsyncIterable<GraphChange> {
  yield* withProvenance(registration, nquads);
  const report = registry.report(registration.id);
  yield {
    iri: reportGraph(registration),
    triples: report ? writeReport(registration, report as Report, report.at) : null,
    role: 'about',
  };
}
