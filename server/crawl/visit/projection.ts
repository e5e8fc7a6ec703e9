import type { ProjectedDocument } from '../../directory/projection/projector.ts';
import { feedSource } from '../../registry/feeds.ts';
import type { Registration } from '../../registry/registration.ts';
import type { Report } from '../../validation/report.ts';

/** A registration's document as the directory projects it; dates that were never set are those of its registration. */
export function projectedDocument(
  { id, url, finalUrl, registeredAt, readAt, changedAt, source }: Registration,
  report: Pick<Report, 'findings'> | undefined,
): ProjectedDocument {
  return {
    registration: id,
    url,
    finalUrl: finalUrl ?? url,
    readAt: readAt ?? registeredAt,
    changedAt: changedAt ?? registeredAt,
    warnings: shownWarnings(report?.findings ?? []),
    isPassedOn: source === feedSource,
  };
}

/** Readers of a place are warned of what concerns where it is; the rest is between us and the publisher. */
function shownWarnings(findings: Report['findings']) {
  return findings
    .filter(({ severity, rule }) => severity === 'warning' && rule.startsWith('profile/position-'))
    .map(({ message }) => message);
}
