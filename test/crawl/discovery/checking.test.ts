import { afterEach, describe, expect, it } from 'vitest';
import type { Scene } from '../../observatory.ts';
import { openScene, placeTurtle, site } from '../../observatory.ts';
import { type ServedScene, serveScene } from '../../safety/serve-scene.ts';

let scene: Scene;
let served: ServedScene;
afterEach(async () => {
  await served.close();
  await scene.close();
});

async function check(path: string) {
  const solid = '@prefix solid: <http://www.w3.org/ns/solid/terms#> .\n';
  scene = await openScene([
    site('ana.localhost', {
      '/card': `${solid}<> foaf:maker <#me> . <#me> a foaf:Person ; foaf:name "Ana" ; solid:publicTypeIndex </index.ttl> .`,
      '/lieu': placeTurtle('Chez Ana'),
      '/rien': '<> foaf:maker <#me> .',
    }),
  ]);
  served = await serveScene(scene);
  const answer = await fetch(`${served.url}/check`, {
    method: 'POST',
    body: JSON.stringify({ url: `http://ana.localhost${path}` }),
    headers: { 'content-type': 'application/json' },
  });
  return (await answer.json()) as { conforms: boolean; findings: { rule: string; message: { fr: string } }[] };
}

describe('checking an address', () => {
  it('says where it leads when it is no profile and names some, and that it can be registered', async () => {
    const { conforms, findings } = await check('/card');
    expect(conforms).toBe(true);
    expect(findings.map(({ message }) => message.fr)).toEqual([
      'Cette adresse mène à une liste de fiches. Inscrivez-la : ce qu’elle nomme chez vous sera lu.',
    ]);
  });

  it('says nothing of the kind about a profile, nor about what leads nowhere', async () => {
    expect((await check('/lieu')).findings.map(({ rule }) => rule)).not.toContain('discovery/leads-on');
    await served.close();
    await scene.close();
    expect((await check('/rien')).conforms).toBe(false);
  });
});
