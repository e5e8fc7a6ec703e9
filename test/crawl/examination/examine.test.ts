import { describe, expect, it } from 'vitest';
import { bundledExaminer } from '../../../server/bin/bundled-examiner.ts';
import { placeTurtle, prefixes } from '../../observatory.ts';

const now = new Date('2026-01-01T00:00:00Z');
const examiner = bundledExaminer();

function examine(turtle: string) {
  const body = new TextEncoder().encode(prefixes + turtle);
  return examiner.examine({ finalUrl: 'http://a.localhost/', mediaType: 'text/turtle', body }, now);
}

describe('an examination', () => {
  it('keeps an address that is a person’s own out of the graph and out of the report, and tells its owner', async () => {
    const { nquads, report } = await examine(
      placeTurtle('A', 'schema:email "camille.exemple@gmail.com", "contact@lieu.example" ;'),
    );
    expect(nquads).toContain('contact@lieu.example');
    expect(nquads).not.toContain('camille');
    expect(JSON.stringify(report)).not.toContain('camille.exemple@');
    const finding = report.findings.find(
      ({ path, severity }) => path === 'https://schema.org/email' && severity === 'warning',
    );
    expect(finding).toMatchObject({ value: 'c…@gmail.com' });
    expect(finding?.message.fr).toContain('c…@gmail.com');
    expect(report.conforms).toBe(true);
  });

  it('says how many statements are too many, and keeps none of them', async () => {
    const many = Array.from({ length: 5001 }, (_, i) => `<#lieu> schema:keywords "${i}" .`).join(' ');
    const { report, nquads } = await examine(placeTurtle('A') + many);
    expect(report.findings).toMatchObject([{ severity: 'violation', rule: 'reading/too-many-statements' }]);
    expect(nquads).toBe('');
  });

  it('tells the date after which the document says it is over', async () => {
    const { expires } = await examine(`${placeTurtle('A')} <> schema:expires "2026-03-01" .`);
    expect(expires).toBe('2026-03-01');
  });
});
