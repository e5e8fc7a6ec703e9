import type { Finding, Report } from './report.ts';

/**
 * Writes a report as JUnit XML, for the checks that others run at each change of their site: one case for the whole, and one for
 * each finding. Only a violation fails; what is merely advised is told in `system-out`.
 */
export function reportToJunit(
  { findings }: Report,
  { profileUrl, at, language }: { readonly profileUrl: string; readonly at: string; readonly language: 'fr' | 'en' },
): string {
  const failures = findings.filter(({ severity }) => severity === 'violation').length;
  const name = language === 'fr' ? 'la fiche se lit' : 'the profile can be read';
  const cases = [
    testCase({ classname: profileUrl, name }),
    ...findings.map((one) => caseOf(one, profileUrl, language)),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="${cases.length}" failures="${failures}">
  <testsuite name="${escapeXml(profileUrl)}" tests="${cases.length}" failures="${failures}" errors="0" skipped="0" timestamp="${escapeXml(at)}">
${cases.join('\n')}
  </testsuite>
</testsuites>
`;
}

function caseOf(
  { severity, message, field, value, fix, focusNode, rule }: Finding,
  profileUrl: string,
  language: 'fr' | 'en',
): string {
  const told = [message[language], value === undefined ? '' : `[${value}]`, fix ?? ''].filter(Boolean).join('\n');
  const name = [field?.[language], rule.split(/[#/]/).at(-1), value?.slice(0, 60)].filter(Boolean).join(' · ');
  const inner =
    severity === 'violation'
      ? `<failure type="${escapeXml(rule)}" message="${escapeXml(message[language])}">${escapeXml(told)}</failure>`
      : `<system-out>${escapeXml(`${severity}: ${told}`)}</system-out>`;
  return testCase({ classname: focusNode ?? profileUrl, name }, inner);
}

function testCase({ classname, name }: { readonly classname: string; readonly name: string }, inner = ''): string {
  const start = `    <testcase classname="${escapeXml(classname)}" name="${escapeXml(name)}"`;
  return inner === '' ? `${start} />` : `${start}>${inner}</testcase>`;
}

/** XML 1.0 has no place for most control characters, not even escaped (section 2.2). */
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
}
