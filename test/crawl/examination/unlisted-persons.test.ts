import { describe, expect, it } from 'vitest';
import { bundledExaminer } from '../../../server/bin/bundled-examiner.ts';
import { placeTurtle, prefixes } from '../../observatory.ts';

const examiner = bundledExaminer();

async function examine(turtle: string) {
  const body = new TextEncoder().encode(prefixes + turtle);
  const now = new Date('2026-01-01T00:00:00Z');
  const { nquads, report } = await examiner.examine(
    { finalUrl: 'http://a.localhost/', mediaType: 'text/turtle', body },
    now,
  );
  return { nquads, report, rule: report.findings.find(({ rule }) => rule === 'profile/unlisted-person') };
}

describe('a person who does not ask to be listed', () => {
  it.each([
    [
      'in the place',
      'schema:employee [ a schema:Person ; schema:name "Ana" ; schema:telephone "06 00 00 00 00" ] ;',
      '',
    ],
    ['by an address of the page', 'schema:founder <#ana> ;', '<#ana> a schema:Person ; schema:name "Ana" .'],
    ['in another vocabulary', 'foaf:member [ a foaf:Person ; foaf:name "Ana" ] ;', ''],
    ['who says no', 'schema:founder <#ana> ;', '<#ana> a schema:Person ; schema:name "Ana" ; obs:listed false .'],
    [
      'with an address of their own',
      'schema:founder <#ana> ;',
      '<#ana> a schema:Person ; schema:name "Ana" ; schema:address [ schema:streetAddress "1 rue d’Ana" ; schema:geo [ schema:name "Ana" ] ] .',
    ],
  ])('leaves no trace in the graph when described %s, and the place stays', async (_how, of, beside) => {
    const { nquads, rule, report } = await examine(placeTurtle('Le lieu', of) + beside);
    expect(nquads).toContain('Le lieu');
    expect(nquads).not.toMatch(/Ana|ana|06 00|Person/);
    expect(report.conforms).toBe(true);
    expect(JSON.stringify(report)).not.toMatch(/Ana|06 00/);
    expect(rule).toMatchObject({ severity: 'info', message: { fr: expect.stringContaining('une personne') } });
  });

  it('is still linked to where another document may say that they ask', async () => {
    const { nquads } = await examine(
      placeTurtle('Le lieu', 'schema:founder <http://ana.localhost/#moi> ;') +
        '<http://ana.localhost/#moi> a schema:Person ; schema:name "Ana" .',
    );
    expect(nquads).toContain('<https://schema.org/founder> <http://ana.localhost/#moi>');
    expect(nquads).not.toMatch(/Ana|Person/);
  });

  it('leaves nameless things that others lead to as well', async () => {
    const { nquads } = await examine(
      `${placeTurtle('Le lieu', 'schema:address _:here ;')}
       <#ana> a schema:Person ; schema:address _:here . _:here schema:streetAddress "1 rue du Lieu" .`,
    );
    expect(nquads).toContain('1 rue du Lieu');
  });

  it('does not keep one who asks from being described', async () => {
    const { nquads, rule } = await examine(
      '<#moi> a schema:Person ; schema:name "Ana" ; obs:listed true . <#autre> a schema:Person ; schema:name "Ben" .',
    );
    expect(nquads).toContain('"Ana"');
    expect(nquads).not.toContain('Ben');
    expect(rule?.message.en).toContain('one person who has not asked');
  });
});
