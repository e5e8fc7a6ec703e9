import { describe, expect, it } from 'vitest';
import { withLocked, withoutLocked } from '../../../map-ui/address/locked.ts';

const locked = { q: '', facets: { territory: ['53'] } };

describe('what a page around the map has locked', () => {
  it('stays whatever the visitor chooses of the same facet, and leaves the others free', () => {
    const asked = { q: 'pain', facets: { territory: ['75'], kind: ['fablab'] } };
    expect(withLocked(asked, locked)).toEqual({ q: 'pain', facets: { territory: ['53'], kind: ['fablab'] } });
    expect(withoutLocked(withLocked(asked, locked), locked)).toEqual({ q: 'pain', facets: { kind: ['fablab'] } });
  });

  it('stays when everything is taken away', () => {
    expect(withLocked({ q: '', facets: {} }, locked)).toEqual(locked);
  });

  it('locks the words too', () => {
    const words = { q: 'jardin', facets: {} };
    expect(withLocked({ q: 'pain', facets: {} }, words).q).toBe('jardin');
    expect(withoutLocked({ q: 'jardin', facets: {} }, words).q).toBe('');
  });

  it('changes nothing where nothing is locked', () => {
    const asked = { q: 'pain', facets: { kind: ['fablab'] } };
    expect([withLocked(asked), withoutLocked(asked)]).toEqual([asked, asked]);
  });
});
