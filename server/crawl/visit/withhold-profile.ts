import { hash } from 'node:crypto';
import type { Quad } from '@rdfjs/types';
import { parseCanonical } from '../../rdf/parse-canonical.ts';
import { withhold } from '../../rdf/withhold.ts';
import { names } from '../../registry/purge.ts';
import type { Suppressions } from '../../registry/suppressions.ts';
import type { Report } from '../../validation/report.ts';

/** What a reading gives that could name somebody. */
interface Telling {
  readonly report: Report;
  readonly nquads: string;
  readonly graphHash: string;
  readonly quads: readonly Quad[];
}

/** The part of a reading that may be kept and told; the very same object when the list names nothing of it. */
export function withholdProfile<Profile extends Telling>(profile: Profile, suppressions: Suppressions): Profile {
  if (!suppressions.isActive) return profile;
  const nquads = withhold(profile.nquads, suppressions);
  const findings = profile.report.findings.filter((finding) => !names(finding, suppressions));
  const report = findings.length < profile.report.findings.length ? { ...profile.report, findings } : profile.report;
  if (nquads === profile.nquads) return report === profile.report ? profile : { ...profile, report };
  // What was canonical stays so line by line: the same document gives the same text again.
  return { ...profile, report, nquads, graphHash: hash('sha256', nquads), quads: parseCanonical(nquads) };
}
