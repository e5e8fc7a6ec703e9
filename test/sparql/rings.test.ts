import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openScene, type Scene, select, site } from '../observatory.ts';

const ring = (names: readonly string[], type: string) =>
  names
    .map(
      (name, i) =>
        `<#${name}> a ${type} ; schema:name "${name}"@fr ; obs:inspiredBy <#${names[(i + 1) % names.length]}> .`,
    )
    .join('\n');

let scene: Scene;
beforeAll(async () => {
  scene = await openScene([
    site('boucles.localhost', {
      '/': `<> foaf:primaryTopic <#un> .
        ${ring(['un', 'deux', 'trois'], 'obs:Practice')}
        ${ring(['aller', 'retour'], 'obs:Experience')}
        <#seule> a obs:Practice ; schema:name "Seule"@fr ; obs:inspiredBy <#seule> .`,
    }),
  ]);
  scene.observatory.register('http://boucles.localhost/', 'test');
  await scene.observatory.round();
  await scene.observatory.graph.settled();
});
afterAll(() => scene.close());

describe('a lineage that goes round in circles', () => {
  it('ends in SPARQL, each member once', async () => {
    const from = async (name: string) =>
      (
        await select(
          scene.observatory,
          `PREFIX obs: <https://w3id.org/obsidienne/ns#> SELECT ?x { <http://boucles.localhost/#${name}> obs:inspiredBy+ ?x } ORDER BY ?x`,
        )
      ).map((row) => row['x']?.split('#')[1]);
    expect(await from('un')).toEqual(['deux', 'trois', 'un']);
    expect(await from('aller')).toEqual(['aller', 'retour']);
    expect(await from('seule')).toEqual(['seule']);
  });

  it('is shown by each of its members, once on each side, and never as its own', () => {
    const links = (type: 'practice' | 'experience', key: string) =>
      scene.observatory.directory
        .entity(type, key, 'fr')
        ?.links.map(({ relation, target }) => `${relation} ${target.name}`)
        .sort();
    expect(links('practice', 'boucles-un')).toEqual(['hasInspired trois', 'inspiredBy deux']);
    expect(links('experience', 'boucles-aller')).toEqual(['hasInspired retour', 'inspiredBy retour']);
    expect(links('practice', 'boucles-seule')).toEqual([]);
  });
});
