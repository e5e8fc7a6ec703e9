import { describe, expect, it } from 'vitest';
import { dayMs } from '../../server/registry/registration.ts';
import { openScene, placeTurtle, site } from '../observatory.ts';

describe('a profile that has moved to another site', () => {
  it('is shown once, at its new address, whichever of the two is visited', async () => {
    const place = placeTurtle('Quai');
    const there = site('neuf.localhost', { '/fiche.ttl': place });
    const moved = { status: 301, headers: { location: 'http://neuf.localhost/fiche.ttl' }, body: '', mediaType: null };
    const scene = await openScene([site('ancien.localhost', { '/lieu.ttl': place }), there]);
    try {
      const { observatory } = scene;
      const shown = () =>
        observatory.directory
          .list({ type: 'place' }, { page: 1, size: 50, language: 'fr' })
          .items.map(({ iri, name }) => [iri, name]);
      observatory.register('http://ancien.localhost/lieu.ttl', 'test');
      await observatory.round();
      expect(shown()).toEqual([['http://ancien.localhost/lieu.ttl#lieu', 'Quai']]);
      await scene.serve([site('ancien.localhost', { '/lieu.ttl': moved }), there]);
      for (let visits = 0; visits < 3; visits++) {
        scene.later(2 * dayMs);
        await observatory.round();
        expect(shown()).toEqual([['http://neuf.localhost/fiche.ttl#lieu', 'Quai']]);
      }
    } finally {
      await scene.close();
    }
  });
});
