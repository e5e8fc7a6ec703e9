import type { Quad } from '@rdfjs/types';
import { createAligner } from '../rdf/align.ts';
import { rdfs, sh } from '../rdf/terms.ts';
import { createShapeCheck } from './check-shapes.ts';
import { checkConcepts } from './checks/concepts.ts';
import { checkEntities } from './checks/entities.ts';
import { checkExcess } from './checks/excess.ts';
import { checkPositions } from './checks/positions.ts';
import { checkEventTimes, checkValidity } from './checks/validity.ts';
import { indexConcepts } from './concept-index.ts';
import { indexProfile } from './profile.ts';
import type { Finding, Report } from './report.ts';
import { rank, toReport } from './report.ts';

/** What a check must know beside the quads. */
export interface Context {
  /** The URL of the document that speaks. */
  readonly documentUrl: string;
  readonly now: Date;
}

export interface Validator {
  /** Checks one profile on its own; never rejects for what the profile says. */
  validate(quads: readonly Quad[], context: Context): Promise<Report>;
}

const wrongKind: ReadonlySet<string> = new Set([
  sh('DatatypeConstraintComponent').value,
  sh('NodeKindConstraintComponent').value,
]);

/**
 * Builds a validator from SHACL shapes, once for many profiles. The vocabulary (ontology, alignments and
 * concept schemes) makes the shapes apply to subclasses and to profiles in aligned words, and tells which concepts exist.
 */
export function createValidator(
  shapes: readonly Quad[],
  options: { readonly vocabulary?: readonly Quad[] } = {},
): Validator {
  const { vocabulary = [] } = options;
  const align = createAligner(vocabulary);
  const subclasses = vocabulary.filter(({ predicate }) => predicate.equals(rdfs('subClassOf')));
  const concepts = indexConcepts(vocabulary);
  const shapesGraph = indexProfile([...shapes, ...subclasses]);
  const checkShapes = createShapeCheck(shapesGraph, concepts);

  return {
    async validate(quads, context) {
      const profile = indexProfile(align(quads));
      const excess = checkExcess(profile);
      if (excess.length > 0) return toReport(excess);
      const report = toReport([
        ...checkEntities(profile, context.documentUrl),
        ...withoutEchoes(await checkShapes(profile, context.now)),
        ...checkConcepts(profile, concepts),
        ...checkPositions(profile),
        ...checkValidity(profile, context),
        ...checkEventTimes(profile),
      ]);
      return { ...report, findings: firstOf(report.findings) };
    },
  };
}

/** Nobody mends more at once; the gravest come first. */
const maximumFindings = 100;

function firstOf(findings: readonly Finding[]): readonly Finding[] {
  const left = findings.length - maximumFindings;
  if (left <= 0) return findings;
  const message = {
    fr: `${left} autres remarques ne sont pas montrées : corrigez d’abord celles-ci.`,
    en: `${left} more findings are not shown: mend these first.`,
  };
  return [...findings.slice(0, maximumFindings), { severity: 'info', rule: 'profile/more-findings', message }];
}

/** A value of the wrong kind also breaks every bound and pattern; one finding says it all, unless an echo is graver. */
function withoutEchoes(findings: readonly Finding[]): readonly Finding[] {
  const about = ({ focusNode, path, value }: Finding) => JSON.stringify([focusNode, path, value]);
  const graveness = new Map<string, number>();
  for (const finding of findings) {
    if (!wrongKind.has(finding.rule)) continue;
    graveness.set(about(finding), Math.min(rank[finding.severity], graveness.get(about(finding)) ?? rank.info));
  }
  if (graveness.size === 0) return findings;
  return findings.filter((finding) => {
    const said = graveness.get(about(finding));
    return (
      wrongKind.has(finding.rule) || said === undefined || finding.value === undefined || rank[finding.severity] < said
    );
  });
}
