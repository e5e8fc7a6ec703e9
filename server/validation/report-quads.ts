import type { Quad, Term } from '@rdfjs/types';
import { dct, literal, namedNode, prov, quadOf, rdf, sh, xsd } from '../rdf/terms.ts';
import type { Finding, Report, Severity } from './report.ts';

const severityTerms: Readonly<Record<Severity, Term>> = {
  violation: sh('Violation'),
  warning: sh('Warning'),
  info: sh('Info'),
};

/**
 * Writes a report as a `sh:ValidationReport` named `iri`, its results named after it. `at` is an ISO date and time. `sh:conforms` is ours: false only
 * when a violation keeps the profile out. Rules that are no SHACL component stand in `dct:identifier`.
 */
export function reportToQuads(
  report: Report,
  options: { readonly iri: string; readonly profileUrl: string; readonly at: string },
): Quad[] {
  const subject = namedNode(options.iri);
  const separator = options.iri.includes('#') ? '-' : '#';
  return [
    quadOf(subject, rdf('type'), sh('ValidationReport')),
    quadOf(subject, sh('conforms'), literal(String(report.conforms), xsd('boolean'))),
    quadOf(subject, prov('used'), namedNode(options.profileUrl)),
    quadOf(subject, prov('generatedAtTime'), literal(options.at, xsd('dateTime'))),
    ...report.findings.flatMap((finding, index) => {
      const result = namedNode(`${options.iri}${separator}result-${index + 1}`);
      return [quadOf(subject, sh('result'), result), ...resultQuads(result, finding, options.profileUrl)];
    }),
  ];
}

function resultQuads(result: Term, finding: Finding, profileUrl: string): Quad[] {
  const { severity, message, focusNode, path, value, rule } = finding;
  const isComponent = /^https?:\/\//.test(rule);
  return [
    quadOf(result, rdf('type'), sh('ValidationResult')),
    quadOf(result, sh('resultSeverity'), severityTerms[severity]),
    quadOf(result, sh('resultMessage'), literal(message.fr, 'fr')),
    quadOf(result, sh('resultMessage'), literal(message.en, 'en')),
    // A finding about a blank node, or about the whole document, is told of the document.
    quadOf(result, sh('focusNode'), namedNode(focusNode ?? profileUrl)),
    isComponent
      ? quadOf(result, sh('sourceConstraintComponent'), namedNode(rule))
      : quadOf(result, dct('identifier'), literal(rule)),
    ...(path ? [quadOf(result, sh('resultPath'), namedNode(path))] : []),
    ...(value === undefined ? [] : [quadOf(result, sh('value'), literal(value))]),
  ];
}
