import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Attack } from '../../fixtures/hostile/cases.ts';
import { families, hostileSites, startRawAttacks, urlOf } from '../../fixtures/hostile/cases.ts';
import { victim } from '../../fixtures/hostile/lies.ts';
import type { SmallWeb } from '../../fixtures/small-web.ts';
import type { Scene } from '../observatory.ts';
import { openScene, placeTurtle, select, site } from '../observatory.ts';
import { watchMemory } from './memory.ts';

let raw: Pick<SmallWeb, 'hosts' | 'close'>;
let scene: Scene;

beforeAll(async () => {
  raw = await startRawAttacks();
  const sites = [...hostileSites(), site(victim.host, { '/profil.ttl': placeTurtle('Kyosei') })];
  scene = await openScene(sites, undefined, {
    ownProcesses: true,
    servers: raw.hosts,
    config: { fetchTimeoutMs: 2000 },
  });
  // The first document finds a process that has loaded its code.
  scene.observatory.register(victim.url, 'test');
  await scene.observatory.round();
});

afterAll(async () => {
  await scene.close();
  await raw.close();
});

/** Visits one address and tells what was met, how long it took and how far memory grew. */
async function visit(attack: Attack) {
  const { observatory } = scene;
  const registration = observatory.register(urlOf(attack), 'test');
  const memory = watchMemory();
  const startedAt = performance.now();
  await observatory.round();
  const ms = Math.round(performance.now() - startedAt);
  const [met] = observatory.registry.visits(registration.id, 1);
  return { outcome: met?.outcome, detail: met?.detail, ms, memory: memory() };
}

const outcomeOf: Readonly<Record<string, string>> = { listed: 'changed', unparsable: 'invalid' };

describe.each(Object.entries(families))('an attack by its %s', (_family, all) => {
  it.each(all)('$id: $about', async (attack) => {
    const { outcome, detail, ms, memory } = await visit(attack);
    if (process.env['CORPUS_FIGURES'])
      console.log(['FIG', attack.id, outcome, ms, memory.ours, memory.readers].join('\t'));
    expect(outcome).toBe(outcomeOf[attack.expected] ?? attack.expected);
    expect(detail?.fr).not.toBe('');
    expect(detail?.en).not.toBe('');
    expect(ms).toBeLessThan(attack.maxMs);
    expect(memory.ours).toBeLessThan(attack.maxMb);
    expect(memory.readers).toBeLessThan(attack.maxMb);
  });
});

describe('after all of them', () => {
  it('the honest neighbour is listed, and the observatory at work', async () => {
    const { observatory } = scene;
    expect(observatory.registry.findByUrl(victim.url)?.status).toBe('listed');
    expect(observatory.storage()).toBeUndefined();
    const names = await select(
      observatory,
      `SELECT ?name { GRAPH <${victim.url}> { <${victim.place}> <https://schema.org/name> ?name } }`,
    );
    expect(names).toEqual([{ name: 'Kyosei' }]);
  });

  it('every graph has the name of a registered address', async () => {
    const graphs = await select(scene.observatory, 'SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }');
    const foreign = graphs.flatMap(({ g = '' }) =>
      g.startsWith('urn:obsidienne:') || scene.observatory.registry.findByUrl(g) ? [] : [g],
    );
    expect(foreign).toEqual([]);
  });

  it('no file of ours, and no prototype, got into what was read', async () => {
    const found = await select(
      scene.observatory,
      'SELECT ?o { GRAPH ?g { ?s ?p ?o } FILTER (isLiteral(?o) && CONTAINS(STR(?o), "root:")) }',
    );
    expect(found).toEqual([]);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
