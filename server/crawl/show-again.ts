import type { Directory } from '../directory/directory.ts';
import type { GraphChange } from '../graph/graph.ts';
import { parseCanonical } from '../rdf/parse-canonical.ts';
import type { Registration } from '../registry/registration.ts';
import type { Registry } from '../registry/registry.ts';
import type { Report } from '../validation/report.ts';
import { graphsOf } from './visit/graph-changes.ts';
import { projectedDocument } from './visit/projection.ts';

/** Projects a registration as the state file holds it now, without a visit. Part of the caller's transaction. */
export function projectAgain(
  { registry, directory }: { readonly registry: Registry; readonly directory: Directory },
  id: string,
): void {
  const registration = registry.find(id);
  const nquads = registration && shownNquads(registry, registration);
  if (!registration || nquads === undefined) {
    directory.remove(id);
    return;
  }
  const report = registry.report(id) as Pick<Report, 'findings'> | undefined;
  directory.project(projectedDocument(registration, report), parseCanonical(nquads));
}

/** The graphs of a registration as the state file holds them now, for a graph that is to follow. */
export async function graphsAgain(registry: Registry, id: string): Promise<readonly GraphChange[]> {
  const registration = registry.find(id);
  if (!registration) return [];
  return Array.fromAsync(graphsOf(registry, registration, shownNquads(registry, registration) ?? null));
}

function shownNquads(registry: Registry, { shown, graphHash }: Registration): string | undefined {
  return shown && graphHash ? registry.content(graphHash) : undefined;
}
