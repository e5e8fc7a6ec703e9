import { describe, expect, it } from 'vitest';
import { authorityOf, compareStanding } from '../../server/directory/source-standing.ts';
import { createPublisherRules } from '../../server/fetch/publisher.ts';
import { mergeValues } from '../../server/identity/merged-values.ts';
import type { Known } from '../../server/identity/read-evidence.ts';

const find = createPublisherRules(['pods.example']).find;

describe('who speaks', () => {
  it.each([
    ['its own site', { iri: 'https://lieu.example/fiche#lieu', url: 'https://www.lieu.example/' }, 'own'],
    ['a site that names no other', { iri: 'https://lieu.example/fiche#lieu' }, 'own'],
    ['its pod', { iri: 'https://pods.example/lieu/fiche#lieu', url: 'https://lieu.example/' }, 'own'],
    [
      'its own record elsewhere',
      { iri: 'https://annuaire.example/lieu#lieu', url: 'https://lieu.example/' },
      'elsewhere',
    ],
    ['a set that asks for credit', { iri: 'https://lieu.example/1#lieu', attribution: 'OSM' }, 'third'],
  ])('%s', (_, description, authority) => {
    expect(authorityOf({ isRecord: false, ...description }, find)).toBe(authority);
  });

  it('is ordered by authority, then freshness, then address', () => {
    const one = (iri: string, authority: 'own' | 'elsewhere' | 'third', changedAt: string) => ({
      iri,
      authority,
      changedAt,
    });
    const ordered = [
      one('e', 'third', '2026-03'),
      one('d', 'third', '2026-02'),
      one('b', 'elsewhere', '2026-01'),
      one('c', 'third', '2026-03'),
      one('a', 'own', '2020-01'),
    ].sort(compareStanding);
    expect(ordered.map(({ iri }) => iri).join('')).toBe('abced');
  });
});

describe('merged values', () => {
  const known = (
    iri: string,
    authority: Known['authority'],
    changedAt: string,
    telephone?: string,
    url?: string,
  ): Known =>
    ({
      iri,
      authority,
      changedAt,
      source: iri,
      registration: iri,
      readAt: changedAt,
      description: {
        iri,
        names: { fr: 'Le Quai' },
        description: {},
        contact: telephone ? { telephone } : {},
        ...(url ? { url } : {}),
      },
      evidence: {
        iri,
        telephones: telephone ? [telephone] : [],
        sites: url ? [url] : [],
        emails: [],
        siret: [],
        rna: [],
        sameAs: [],
      },
    }) as unknown as Known;

  it('each have a source and a reason, and name what is said otherwise', () => {
    const merged = mergeValues(
      [
        known('a', 'own', '2026-01'),
        known('b', 'third', '2026-03', '02 99 00 00 01'),
        known('c', 'third', '2026-02', '02 99 00 00 02'),
      ],
      'fr',
    );
    expect(merged.map(({ field, choice }) => `${field} ${choice}`)).toEqual(['name only', 'telephone fresher']);
    expect(merged[1]).toMatchObject({
      text: '02 99 00 00 01',
      sources: [{ iri: 'b' }],
      others: [{ text: '02 99 00 00 02', sources: [{ iri: 'c' }] }],
    });
    for (const { sources, others } of merged)
      for (const value of [{ sources }, ...others]) expect(value.sources.length).toBeGreaterThan(0);
  });

  it('are one where only their writing differs', () => {
    const [, url, telephone] = mergeValues(
      [
        known('a', 'own', '2026-01', '+33 2 99 00 00 01', 'https://www.lieu.example/'),
        known('b', 'third', '2026-03', '0299000001', 'http://lieu.example'),
      ],
      'fr',
    );
    for (const value of [url, telephone])
      expect(value).toMatchObject({ choice: 'only', sources: [{ iri: 'a' }, { iri: 'b' }], others: [] });
  });
});
