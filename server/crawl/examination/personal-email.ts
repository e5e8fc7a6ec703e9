import type { Quad, Term } from '@rdfjs/types';
import { sh } from '../../rdf/terms.ts';
import type { Bilingual } from '../../rdf/text.ts';
import type { Finding, Report } from '../../validation/report.ts';
import { toReport } from '../../validation/report.ts';

/** Tells a person's own e-mail address from one of a place, and what to say to who publishes it. */
export interface PersonalEmailRule {
  isPersonal(address: string): boolean;
  message(address: string): Bilingual;
}

/** Reads the rule from the shapes, where it stands for places; undefined when they have none. */
export function personalEmailRule(shapes: readonly Quad[]): PersonalEmailRule | undefined {
  const shape = shapes.find(({ subject }) => /#personalEmail$/.test(subject.value))?.subject;
  const values = (predicate: Term) =>
    shapes.filter((q) => shape?.equals(q.subject) && q.predicate.equals(predicate)).map(({ object }) => object);
  const [pattern] = values(sh('pattern'));
  if (!pattern) return undefined;
  const ofPlaces = new RegExp(pattern.value, values(sh('flags'))[0]?.value);
  const messages = values(sh('message'));
  const said = (language: string, address: string) =>
    (messages.find((term) => term.termType === 'Literal' && term.language === language)?.value ?? '').replaceAll(
      '{$value}',
      address,
    );
  return {
    isPersonal: (address) => !ofPlaces.test(address),
    message: (address) => ({ fr: said('fr', address), en: said('en', address) }),
  };
}

const complete = /^(?:mailto:)?[^@\s]+@[^@\s]+$/i;

/**
 * Keeps out of the public graph, and out of the public report, the e-mail addresses that look like a person's own, by
 * whichever property and of whomever they are said: the publisher is told, nobody else gets to read them.
 */
export function withoutPersonalEmail(
  quads: readonly Quad[],
  report: Report,
  rule: PersonalEmailRule | undefined,
): { readonly quads: readonly Quad[]; readonly report: Report } {
  if (!rule) return { quads, report };
  const isPersonal = ({ object }: Quad) =>
    object.termType !== 'BlankNode' && complete.test(object.value) && rule.isPersonal(object.value);
  const personal = new Map(quads.filter(isPersonal).map((q) => [q.object.value, q]));
  if (personal.size === 0) return { quads, report };
  const told = new Set(report.findings.map(({ value }) => value));
  const untold = [...personal].filter(([value]) => !told.has(value));
  const findings = [...report.findings, ...untold.map(([value, quad]) => tell(value, quad, rule))];
  return {
    quads: quads.filter((q) => !personal.has(q.object.value)),
    report: toReport(findings.map((finding) => (personal.has(finding.value ?? '') ? masked(finding) : finding))),
  };
}

function tell(value: string, { subject, predicate }: Quad, rule: PersonalEmailRule): Finding {
  return {
    severity: 'warning',
    rule: 'profile/personal-email',
    message: rule.message(value),
    path: predicate.value,
    ...(subject.termType === 'NamedNode' ? { focusNode: subject.value } : {}),
    value,
  };
}

/** `c…@fournisseur.example`: enough for its owner to know which one is meant. */
function masked(finding: Finding): Finding {
  const { value = '', message } = finding;
  const hidden = value.replace(/^((?:mailto:)?.)[^@]*/i, '$1…');
  return {
    ...finding,
    value: hidden,
    message: { fr: message.fr.replaceAll(value, hidden), en: message.en.replaceAll(value, hidden) },
  };
}
