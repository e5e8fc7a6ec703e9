import { Parser } from 'htmlparser2';
import { expect, it } from 'vitest';
import type { Finding } from '../../server/validation/report.ts';
import { toReport } from '../../server/validation/report.ts';
import { reportToJunit } from '../../server/validation/report-junit.ts';

const finding = (severity: Finding['severity'], message: string): Finding => ({
  severity,
  message: { fr: message, en: `${message} (en)` },
  rule: 'http://www.w3.org/ns/shacl#PatternConstraintComponent',
  value: `<b> & "${message}" \u0007`,
});
const said = { profileUrl: 'https://lieu.example/?a=1&b=2', at: '2026-11-26T12:00:00.000Z', language: 'fr' } as const;

function elementsOf(xml: string) {
  const found: { name: string; attributes: Record<string, string>; text: string }[] = [];
  const parser = new Parser(
    {
      onopentag: (name, attributes) => void found.push({ name, attributes, text: '' }),
      ontext: (text) => {
        const last = found.at(-1);
        if (last) last.text += text;
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  return found;
}

it('fails for what blocks, and tells the rest beside', () => {
  const xml = reportToJunit(toReport([finding('info', 'Conseil'), finding('violation', 'Faute')]), said);
  const elements = elementsOf(xml);
  const suite = elements.find(({ name }) => name === 'testsuite');
  expect(suite?.attributes).toMatchObject({ name: said.profileUrl, tests: '3', failures: '1' });
  expect(elements.filter(({ name }) => name === 'failure').map(({ attributes }) => attributes['message'])).toEqual([
    'Faute',
  ]);
  expect(elements.find(({ name }) => name === 'system-out')?.text).toContain('info: Conseil');
});

it('lets nothing of a profile out of its text', () => {
  const xml = reportToJunit(toReport([finding('violation', ']]></failure><x>')]), said);
  expect(xml).not.toContain('\u0007');
  expect(elementsOf(xml).map(({ name }) => name)).toEqual([
    'testsuites',
    'testsuite',
    'testcase',
    'testcase',
    'failure',
  ]);
});

it('has a case that passes for a profile without a word to say', () => {
  expect(reportToJunit(toReport([]), said)).toContain('tests="1" failures="0"');
});
