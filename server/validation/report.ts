import type { Bilingual } from '../rdf/text.ts';

export type Severity = 'violation' | 'warning' | 'info';

/** One thing the check has to say about a profile, in words a person who runs a place understands. */
export interface Finding {
  readonly severity: Severity;
  /** What is wrong and what to do. */
  readonly message: Bilingual;
  /** The name of the field as the form calls it ("Nom", "Name"), when the finding concerns one. */
  readonly field?: Bilingual;
  /** The property's IRI. */
  readonly path?: string;
  /** The offending value as written, shortened to 200 characters. */
  readonly value?: string;
  /** The node the finding is about. */
  readonly focusNode?: string;
  /** A corrected line to copy, where one can be proposed. */
  readonly fix?: string;
  /** IRI of the constraint component or a stable code of ours (`reading/wrong-media-type`). */
  readonly rule: string;
}

/** The result of checking one profile; only a violation makes `conforms` false. */
export interface Report {
  readonly conforms: boolean;
  /** Violations first, then warnings, then infos; in each what is most looked for first. */
  readonly findings: readonly Finding[];
}

/** The gravest first. */
export const rank: Readonly<Record<Severity, number>> = { violation: 0, warning: 1, info: 2 };

/** What one looks for first about a place; what is not here comes after. */
const lookedFor = [
  'name',
  'address',
  'geo',
  'latitude',
  'longitude',
  'email',
  'telephone',
  'url',
  'openingHoursSpecification',
  'kind',
  'description',
  'license',
  'practice',
  'image',
];

function importance(path = ''): number {
  const at = lookedFor.indexOf(path.replace(/^.*[#/]/, ''));
  return path !== '' && at < 0 ? lookedFor.length : at;
}

/** Puts findings in order, violations first, then what is most looked for, and each said once; only a violation makes a profile non-conforming. */
export function toReport(findings: readonly Finding[]): Report {
  const once = new Map<string, Finding>();
  // What could not be read is not also told to be empty.
  const isUnreadable = findings.some(({ severity, rule }) => severity === 'violation' && rule.startsWith('reading/'));
  for (const finding of findings) {
    if (isUnreadable && finding.rule === 'profile/empty') continue;
    const key = JSON.stringify([finding.focusNode, finding.path, finding.rule, finding.value]);
    if (!once.has(key)) once.set(key, finding);
  }
  const sorted = [...once.values()].sort(
    (a, b) => rank[a.severity] - rank[b.severity] || importance(a.path) - importance(b.path),
  );
  return { conforms: sorted[0]?.severity !== 'violation', findings: sorted };
}
