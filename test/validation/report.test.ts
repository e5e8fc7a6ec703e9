import { expect, test } from 'vitest';
import type { Finding, Report } from '../../server/validation/report.ts';
import { toReport } from '../../server/validation/report.ts';
import { reportToQuads } from '../../server/validation/report-quads.ts';
import { summarize } from '../../server/validation/summarize.ts';
import { turtle } from './turtle.ts';

const finding = (severity: Finding['severity'], value: string): Finding => ({
  severity,
  value,
  message: { fr: 'En français.', en: 'In English.' },
  rule: 'profile/test',
});
const report = (...severities: readonly Finding['severity'][]): Report =>
  toReport(severities.map((severity, index) => finding(severity, String(index))));

test('a report is summed up in one sentence', () => {
  expect(summarize(report())).toEqual({
    fr: 'Fiche valable, rien à signaler.',
    en: 'Valid profile, nothing to report.',
  });
  expect(summarize(report('info', 'info')).fr).toBe('Fiche valable. 2 conseils.');
  expect(summarize(report('info', 'violation', 'warning'))).toEqual({
    fr: 'Fiche à corriger : 1 erreur à corriger, 1 point à vérifier, 1 conseil.',
    en: 'Profile to correct: 1 error to mend, 1 point to check, 1 suggestion.',
  });
});

test('a report is written as a SHACL validation report in both languages', () => {
  const iri = 'http://observatory.example/reports/1';
  const profileUrl = 'http://lieu.example/profil.ttl';
  const shacl: Finding = {
    ...finding('violation', 'x'),
    rule: 'http://www.w3.org/ns/shacl#PatternConstraintComponent',
    path: 'https://schema.org/url',
    focusNode: `${profileUrl}#lieu`,
  };
  const written = reportToQuads(toReport([finding('info', '1'), shacl]), {
    iri,
    profileUrl,
    at: '2026-11-23T12:00:00.000Z',
  });
  const expected = turtle(`
    @prefix prov: <http://www.w3.org/ns/prov#> .
    <${iri}> a sh:ValidationReport ; sh:conforms false ; prov:used <${profileUrl}> ;
      prov:generatedAtTime "2026-11-23T12:00:00.000Z"^^xsd:dateTime ; sh:result <${iri}#result-1>, <${iri}#result-2> .
    <${iri}#result-1> a sh:ValidationResult ; sh:resultSeverity sh:Violation ; sh:resultMessage "En français."@fr, "In English."@en ;
      sh:focusNode <${profileUrl}#lieu> ; sh:sourceConstraintComponent sh:PatternConstraintComponent ;
      sh:resultPath schema:url ; sh:value "x" .
    <${iri}#result-2> a sh:ValidationResult ; sh:resultSeverity sh:Info ; sh:resultMessage "En français."@fr, "In English."@en ;
      sh:focusNode <${profileUrl}> ; dct:identifier "profile/test" ; sh:value "1" .
  `);
  const lines = (quads: typeof written) =>
    quads.map(({ subject, predicate, object }) => JSON.stringify([subject, predicate, object])).sort();
  expect(lines(written)).toEqual(lines(expected));
});

test('a document that cannot be read is not also told to be empty', () => {
  const unreadable: Finding = { ...finding('violation', 'x'), rule: 'reading/broken-block' };
  const empty: Finding = { ...finding('violation', ''), rule: 'profile/empty' };
  expect(toReport([unreadable, empty])).toEqual({ conforms: false, findings: [unreadable] });
  expect(toReport([empty]).findings).toEqual([empty]);
});
