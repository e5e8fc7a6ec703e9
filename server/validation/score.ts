import type { Finding, Severity } from './report.ts';

/** What a profile is worth, out of a hundred, and what it loses by what the check found. */
export interface Score {
  readonly points: number;
  readonly losses: readonly { readonly severity: Severity; readonly count: number; readonly points: number }[];
}

/** What one finding costs. */
export const costs: Readonly<Record<Severity, number>> = { violation: 40, warning: 8, info: 3 };

/** Counts a hundred points down by what was found: so that whoever mends something sees it at once. */
export function scoreOf(findings: readonly Pick<Finding, 'severity' | 'rule'>[]): Score {
  const unread = findings.filter(({ severity, rule }) => severity === 'violation' && rule.startsWith('reading/'));
  // What nobody can read is worth nothing, whatever else is right with it.
  if (unread.length > 0) return { points: 0, losses: [{ severity: 'violation', count: unread.length, points: 100 }] };
  const losses = (['violation', 'warning', 'info'] as const)
    .map((severity) => ({ severity, count: findings.filter((one) => one.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => ({ severity, count, points: count * costs[severity] }));
  const lost = losses.reduce((sum, { points }) => sum + points, 0);
  return { points: Math.max(0, 100 - lost), losses };
}
