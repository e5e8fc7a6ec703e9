import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openScene, placeTurtle, type Scene, site } from '../observatory.ts';
import { plainSpaces } from '../plain-spaces.ts';
import { type SceneSite, serveScene } from './scene-site.ts';

const host = 'comptoir.localhost';
const url = `http://${host}/fiche`;
const shy = 'http://discret.localhost/fiche';
const discret = site('discret.localhost', {
  '/robots.txt': { body: 'User-agent: *\nDisallow: /', mediaType: 'text/plain' },
  '/fiche': placeTurtle('Le Discret'),
});

let scene: Scene;
let web: SceneSite;
beforeAll(async () => {
  scene = await openScene([site(host, { '/fiche': placeTurtle('Le Comptoir') }), discret]);
  web = await serveScene(scene);
  scene.observatory.register(url, 'api');
  await scene.observatory.round();
  const changed = `${placeTurtle('Le Grand Comptoir', 'schema:email "bonjour@comptoir.example" ;')}
    <http://voisin.localhost/#lieu> a obs:ThirdPlace ; schema:name "Le Voisin" .`;
  await scene.serve([site(host, { '/fiche': changed }), discret]);
});
afterAll(async () => {
  await web.close();
  await scene.close();
});

const check = async (headers: Record<string, string> = {}) =>
  fetch(`${web.url}/check`, {
    method: 'POST',
    body: JSON.stringify({ url }),
    headers: { 'content-type': 'application/json', ...headers },
  });

describe('a check of an address', () => {
  it('tells its score with what it loses, in whose name each thing is kept, and what changes since it was listed', async () => {
    const answer = (await (await check()).json()) as {
      score: { points: number; losses: { points: number }[] };
      kept: object[];
      changes: { items: object[] };
    };
    expect(answer.score.points).toBe(100 - answer.score.losses.reduce((sum, { points }) => sum + points, 0));
    expect(answer.kept).toContainEqual({ iri: 'http://voisin.localhost/#lieu', statements: 2, as: 'other' });
    expect(answer.changes.items).toContainEqual({
      subject: `${url}#lieu`,
      predicate: 'https://schema.org/name',
      before: ['Le Comptoir'],
      after: ['Le Grand Comptoir'],
    });
  });

  it.each([
    ['text/turtle', 'sh:conforms|#conforms'],
    ['application/ld+json', 'ValidationReport'],
    ['application/junit+xml', '<testsuite name="http://comptoir.localhost/fiche"'],
  ])('comes as %s to who asks for it', async (accept, words) => {
    const answer = await check({ accept });
    expect(answer.headers.get('content-type')).toContain(accept);
    expect(await answer.text()).toMatch(new RegExp(words));
  });

  it('has a link to share that shows the same', async () => {
    const html = plainSpaces(await (await web.page(`/verifier?url=${encodeURIComponent(url)}`)).text());
    for (const words of [
      'Note : ',
      'Le Grand Comptoir',
      'Ce qui change depuis la version publiée',
      'selon comptoir.localhost',
      'noindex',
    ])
      expect(html).toContain(words);
  });

  it('tells who asks robots to stay away which lines would let us read', async () => {
    const answer = await web.page(`/verifier?url=${encodeURIComponent(shy)}`);
    expect(answer.status).toBe(400);
    const html = await answer.text();
    expect(html).toContain('demande à notre robot de ne pas lire cette page');
    expect(html).toContain('User-agent: Obsidienne\nAllow: /');
  });

  it('says what is wrong with an address that is none', async () => {
    expect(await (await web.page('/verifier?url=comptoir')).text()).toContain('n’est pas une adresse de page web');
  });

  it('is answered 429 when one sender opens more of them than a person would', async () => {
    const answers = [];
    for (let i = 0; i < 110; i++) answers.push((await web.page('/verifier?url=http://127.0.0.1/')).status);
    expect(answers.filter((status) => status === 429).length).toBeGreaterThan(5);
    expect((await web.page('/verifier')).status).toBe(200);
  });
});
