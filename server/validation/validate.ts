import type { Quad } from '@rdfjs/types';
import { DataFactory, Store } from 'n3';
import { Validator as ShaclValidator } from 'shacl-engine';
import { sh } from '../rdf/terms.ts';
import { readAlignments } from './alignments.ts';
import { checkConcepts } from './checks/concepts.ts';
import { checkEntities } from './checks/entities.ts';
import { checkPositions } from './checks/positions.ts';
import { checkValidity } from './checks/validity.ts';
import { indexConcepts } from './concept-index.ts';
import { explainResult } from './explain-result.ts';
import type { Finding, Report, Severity } from './report.ts';

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

const rank: Readonly<Record<Severity, number>> = { violation: 0, warning: 1, info: 2 };

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
  const { subclasses, align } = readAlignments(vocabulary);
  const concepts = indexConcepts(vocabulary);
  const factory = { ...DataFactory, dataset: () => new Store() };
  const shacl = new ShaclValidator(new Store([...shapes, ...subclasses]), { factory });

  return {
    async validate(quads, context) {
      const dataset = new Store(quads.map(align));
      const { results } = await shacl.validate({ dataset });
      return toReport([
        ...checkEntities(dataset),
        ...withoutEchoes(results.map((result) => explainResult(result, { concepts, now: context.now }))),
        ...checkConcepts(dataset, concepts),
        ...checkPositions(dataset),
        ...checkValidity(dataset, context),
      ]);
    },
  };
}

/** A value of the wrong kind also breaks every bound and pattern; one finding says it all, unless an echo is graver. */
function withoutEchoes(findings: readonly Finding[]): Finding[] {
  const about = ({ focusNode, path, value }: Finding) => JSON.stringify([focusNode, path, value]);
  const graveness = new Map<string, number>();
  for (const finding of findings) {
    if (!wrongKind.has(finding.rule)) continue;
    graveness.set(about(finding), Math.min(rank[finding.severity], graveness.get(about(finding)) ?? rank.info));
  }
  return findings.filter((finding) => {
    const said = graveness.get(about(finding));
    return (
      wrongKind.has(finding.rule) || said === undefined || finding.value === undefined || rank[finding.severity] < said
    );
  });
}

/** Puts findings in order, violations first and each said once; only a violation makes a profile non-conforming. */
export function toReport(findings: readonly Finding[]): Report {
  const once = new Map<string, Finding>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.focusNode, finding.path, finding.rule, finding.value]);
    if (!once.has(key)) once.set(key, finding);
  }
  const sorted = [...once.values()].sort((a, b) => rank[a.severity] - rank[b.severity]);
  return { conforms: sorted[0]?.severity !== 'violation', findings: sorted };
}
