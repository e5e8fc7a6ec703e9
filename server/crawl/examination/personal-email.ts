import type { Quad } from '@rdfjs/types';
import { schema } from '../../rdf/terms.ts';
import type { Finding, Report } from '../../validation/report.ts';

const complete = /^(?:mailto:)?[^@\s]+@[^@\s]+$/;

/**
 * Keeps out of the public graph, and out of the public report, the e-mail addresses that the check takes for a
 * person's own: the publisher is told, nobody else gets to read them.
 */
export function withoutPersonalEmail(
  quads: readonly Quad[],
  report: Report,
): { readonly quads: readonly Quad[]; readonly report: Report } {
  const personal = new Set(report.findings.filter(isAboutPersonalEmail).map(({ value }) => value));
  if (personal.size === 0) return { quads, report };
  return {
    quads: quads.filter((q) => !q.predicate.equals(schema('email')) || !personal.has(q.object.value)),
    report: {
      ...report,
      findings: report.findings.map((finding) => (personal.has(finding.value) ? masked(finding) : finding)),
    },
  };
}

function isAboutPersonalEmail({ severity, path, value }: Finding): boolean {
  return severity === 'warning' && path === schema('email').value && complete.test(value ?? '');
}

/** `c…@fournisseur.example`: enough for its owner to know which one is meant. */
function masked(finding: Finding): Finding {
  const { value = '', message } = finding;
  const hidden = value.replace(/^((?:mailto:)?.)[^@]*/, '$1…');
  return {
    ...finding,
    value: hidden,
    message: { fr: message.fr.replaceAll(value, hidden), en: message.en.replaceAll(value, hidden) },
  };
}
