import type { Directory } from '../directory/directory.ts';
import { parseCanonical } from '../rdf/parse-canonical.ts';
import type { Registry } from '../registry/registry.ts';
import type { Report } from '../validation/report.ts';
import { projectedDocument } from './visit/projection.ts';

/**
 * Projects every shown graph again when the directory was written by another version of the code; returns how many,
 * 0 when nothing was to do. To be run in one transaction.
 */
export function rebuildDirectory(registry: Registry, directory: Directory): number {
  if (!directory.isOutdated) return 0;
  directory.empty();
  let count = 0;
  for (const { registration, nquads } of registry.shown()) {
    const report = registry.report(registration.id) as Pick<Report, 'findings'> | undefined;
    directory.project(projectedDocument(registration, report), parseCanonical(nquads));
    count++;
  }
  directory.settle();
  return count;
}
