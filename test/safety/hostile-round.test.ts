import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Expected } from '../../fixtures/hostile/cases.ts';
import { hostileCases, hostileSites } from '../../fixtures/hostile/cases.ts';
import type { Scene } from '../observatory.ts';
import { openScene, placeTurtle, select, site } from '../observatory.ts';

const victim = 'http://kyosei.localhost/profil.ttl';
let scene: Scene;

beforeAll(async () => {
  const sites = [...hostileSites(), site('kyosei.localhost', { '/profil.ttl': placeTurtle('Kyosei') })];
  scene = await openScene(sites, undefined, { ownProcesses: true });
  for (const { url } of hostileCases) scene.observatory.register(url, 'test');
  scene.observatory.register(victim, 'test');
  await scene.observatory.round();
});
afterAll(() => scene.close());

/** The outcome word that a visit records for what a case expects. */
function outcomeOf(expected: Expected): string {
  return { listed: 'changed', unparsable: 'invalid' }[expected as string] ?? expected;
}

describe('a round over hostile sites', () => {
  it('visits every one of them, and their honest neighbour', () => {
    expect(scene.observatory.registry.countDue(new Date('2026-01-01T00:00:00Z'))).toBe(0);
    expect(scene.observatory.registry.findByUrl(victim)?.status).toBe('listed');
  });

  it.each(hostileCases)('records what it met: $about ($expected)', ({ url, expected }) => {
    const registration = scene.observatory.registry.findByUrl(url);
    const [visit] = scene.observatory.registry.visits(registration?.id ?? '', 1);
    expect(visit?.outcome).toBe(outcomeOf(expected));
    expect(visit?.detail.fr).not.toBe('');
    expect(visit?.detail.en).not.toBe('');
  });

  it('leaves the graph, the name, the licence and the contact of the victim as they were', async () => {
    const key = scene.observatory.directory.locate(`${victim}#lieu`)?.key ?? '';
    const entity = scene.observatory.directory.entity('place', key, 'fr');
    expect(entity).toMatchObject({ name: 'Kyosei', contact: {}, provenance: { source: victim } });
    const names = await select(
      scene.observatory,
      `SELECT ?name { GRAPH <${victim}> { <${victim}#lieu> <https://schema.org/name> ?name } }`,
    );
    expect(names).toEqual([{ name: 'Kyosei' }]);
  });

  it('puts no graph under a name that nobody registered', async () => {
    const graphs = await select(scene.observatory, 'SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }');
    const registered = new Set([...hostileCases.map(({ url }) => url), victim]);
    const foreign = graphs.map(({ g = '' }) => g).filter((g) => !registered.has(g) && !g.startsWith('urn:obsidienne:'));
    expect(foreign).toEqual([]);
  });
});
