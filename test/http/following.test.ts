import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RegistrationAnswer } from '../../server/http/contract.ts';
import { dayMs } from '../../server/registry/registration.ts';
import type { Scene } from '../observatory.ts';
import { openScene, placeTurtle, site } from '../observatory.ts';
import { plainSpaces } from '../plain-spaces.ts';
import { type SceneSite, serveScene } from './scene-site.ts';

const page = {
  body: '<!doctype html><head><link rel="alternate" type="text/turtle" href="/profil.ttl"></head><p>Bonjour',
  mediaType: 'text/html',
};
let scene: Scene;
let observatory: SceneSite;
let path: string;
beforeAll(async () => {
  const pages = { '/': page, '/profil.ttl': { ...placeOf('Avant'), delayMs: 150 } };
  scene = await openScene([site('grange.localhost', pages)]);
  observatory = await serveScene(scene);
  path = `/registrations/${scene.observatory.register('http://grange.localhost/', 'test').id}`;
  for (let visit = 0; visit < 25; visit++) {
    await scene.observatory.round();
    scene.later(8 * dayMs);
  }
});
afterAll(async () => {
  await observatory.close();
  await scene.close();
});

function placeOf(name: string) {
  return {
    body: `@prefix schema: <https://schema.org/> . @prefix obs: <https://w3id.org/obsidienne/ns#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix dct: <http://purl.org/dc/terms/> . @prefix kinds: <https://w3id.org/obsidienne/kinds/> .\n${placeTurtle(name)}`,
    mediaType: 'text/turtle',
  };
}
const read = async () => (await (await observatory.get(path)).json()) as RegistrationAnswer;

describe('following a registration', () => {
  it('shows its last 20 visits and no more, with what each met and how long the site took', async () => {
    const { visits } = await read();
    expect(visits).toHaveLength(20);
    expect(visits[0]).toMatchObject({ outcome: 'unchanged', siteMs: expect.any(Number) });
    expect(visits[0]?.siteMs).toBeGreaterThan(100);
    const text = plainSpaces(await (await observatory.page(path)).text());
    expect(text).toContain('Les 20 dernières lectures et ce qu’elles ont rencontré.');
    expect(text.match(/class="visit /g)).toHaveLength(20);
    expect(text).toMatch(/réponse en \d+(,\d)? s/);
  });

  it('names the document that carries the data, its format, and the page that shows it', async () => {
    expect(await read()).toMatchObject({
      sources: [{ url: 'http://grange.localhost/' }, { url: 'http://grange.localhost/profil.ttl' }],
      mediaType: 'text/turtle',
      page: '/lieux/grange',
    });
    const text = plainSpaces(await (await observatory.page(path)).text());
    expect(text).toContain('http://grange.localhost/profil.ttl</dd>');
    expect(text).toContain('href="/lieux/grange"');
    expect(text).toContain('href="/verifier?url=http%3A%2F%2Fgrange.localhost%2F"');
  });

  it('takes the wish to be read again: within the hour after a visit, and says when', async () => {
    const ask = (accept: string) =>
      fetch(`${observatory.url}${path}/hint`, { method: 'POST', headers: { accept }, redirect: 'manual' });
    await scene.observatory.round();
    const visitedAt = scene.now().getTime();
    scene.later(60_000);
    const asked = await ask('application/json');
    expect(asked.status).toBe(202);
    expect(((await asked.json()) as RegistrationAnswer).nextVisitAt).toBe(
      new Date(visitedAt + 3_600_000).toISOString(),
    );
    const byForm = await ask('text/html');
    expect(byForm.status).toBe(303);
    const text = plainSpaces(await (await observatory.page(byForm.headers.get('location') ?? '')).text());
    expect(text.replaceAll(/<[^>]+>/g, '')).toContain(
      'C’est noté : cette fiche sera relue dans 59 minutes. Une fiche est relue au plus une fois par heure.',
    );
    scene.later(3_600_000);
    expect((await scene.observatory.round()).visited).toBe(1);
  });

  it('answers 404 to a wish about nothing', async () => {
    expect((await fetch(`${observatory.url}/registrations/rien/hint`, { method: 'POST' })).status).toBe(404);
  });
});
