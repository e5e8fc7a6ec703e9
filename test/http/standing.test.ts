import { afterEach, describe, expect, it } from 'vitest';
import type { Representation } from '../../fixtures/small-web.ts';
import type { EntityAnswer, RegistrationAnswer } from '../../server/http/contract.ts';
import { dayMs } from '../../server/registry/registration.ts';
import type { Scene } from '../observatory.ts';
import { openScene, placeTurtle, site } from '../observatory.ts';
import { plainSpaces } from '../plain-spaces.ts';
import { type SceneSite, serveScene } from './scene-site.ts';

let scene: Scene;
let observatory: SceneSite;
afterEach(async () => {
  await observatory.close();
  await scene.close();
});

const url = 'http://grange.localhost/';
const status = (code: number): Representation => ({ body: '', mediaType: 'text/plain', status: code });
const invalid: Representation = {
  body: '<#lieu> a <https://w3id.org/obsidienne/ns#ThirdPlace> .',
  mediaType: 'text/turtle',
};

/** A place that was read, then serves something else from the third day on. */
async function open(then: Readonly<Record<string, string | Representation>>, first = placeTurtle('La Grange')) {
  scene = await openScene([site('grange.localhost', { '/': first })]);
  observatory = await serveScene(scene);
  scene.observatory.register(url, 'test');
  await scene.observatory.round();
  await scene.serve([site('grange.localhost', then)]);
  scene.later(2 * dayMs);
  await scene.observatory.round();
}
/** Goes on visiting what is due for so many days. */
async function live(days: number) {
  for (let day = 0; day < days; day++) {
    scene.later(dayMs);
    await scene.observatory.round();
  }
}
const entity = async () => (await (await observatory.get('/api/places/grange')).json()) as EntityAnswer;
const page = async (path = '/lieux/grange') => plainSpaces(await (await observatory.page(path)).text());
const registrationPath = () => `/registrations/${scene.observatory.registry.findByUrl(url)?.id}`;

describe('a place whose profile is well', () => {
  it('says when it was read and changed, and when it is read next', async () => {
    await open({ '/': placeTurtle('La Grange') });
    const { trouble, provenance } = await entity();
    expect(trouble).toBeNull();
    expect(provenance).toMatchObject({
      status: 'listed',
      readAt: '2026-01-03T00:00:00.000Z',
      changedAt: '2026-01-01T00:00:00.000Z',
      visitedAt: '2026-01-03T00:00:00.000Z',
      nextVisitAt: '2026-01-05T00:00:00.000Z',
    });
    const text = await page();
    expect(text).toMatch(/État<\/dt><dd>lue et publiée/);
    expect(text).toMatch(/Prochaine lecture<\/dt><dd><time[^>]*>après-demain/);
    expect(text).not.toContain('notice trouble');
  });
});

describe('a place whose profile cannot be confirmed', () => {
  it('says since when, what was met, when we try again and what its people can do', async () => {
    await open({ '/': status(503) });
    expect(await entity()).toMatchObject({
      provenance: { status: 'unreachable', failingSince: '2026-01-03T00:00:00.000Z' },
      trouble: { outcome: 'unreachable', detail: { fr: 'Le site est en panne (503).' } },
    });
    const text = (await page()).replaceAll(/<[^>]+>/g, '');
    expect(text).toContain('Cette fiche n’a pas pu être relue depuis le 3 janvier 2026');
    expect(text).toMatch(/Le site est en panne \(503\)\. Nous réessaierons (dans 1 heure|dans 60 minutes)\./);
    expect(text).toContain('C’est votre fiche ? Vérifiez que votre site s’ouvre dans un navigateur.');
    expect(await page()).toContain(`href="${registrationPath()}"`);
  });

  it('is marked on lists and pages after a week, and not before', async () => {
    await open({ '/': status(503) });
    await live(6);
    expect(await page('/lieux')).not.toContain('badge-stale');
    await live(1);
    expect(await page('/lieux')).toMatch(/badge-stale">Plus confirmée depuis 7 jours/);
    expect(await page()).toMatch(/badge-stale">Plus confirmée depuis 7 jours/);
  });

  it('is shown in its last correct version while it is to be corrected, then says that it is hidden and may come back', async () => {
    await open({ '/': invalid });
    expect(await entity()).toMatchObject({ name: 'La Grange', trouble: { outcome: 'invalid' } });
    expect(await page()).toContain('sa dernière version correcte reste affichée');
    await live(15);
    const hidden = await observatory.get('/lieux/grange');
    expect(hidden.status).toBe(404);
    expect(await hidden.json()).toMatchObject({ reason: 'invalid', hiddenAt: expect.stringMatching(/^2026-01-1/) });
    expect(await page()).toMatch(/La fiche « La Grange » n’est plus affichée depuis le 1\d janvier 2026/);
  });
});

describe('a withdrawn place', () => {
  it.each<[string, Readonly<Record<string, string | Representation>>, string, string]>([
    ['its site says gone', { '/': status(410) }, 'gone', 'son site dit qu’elle n’existe plus'],
    ['nothing is there any more', {}, 'not-found', 'il n’y avait plus rien à son adresse'],
    ['it was made private', { '/': status(403) }, 'forbidden', 'son site ne la laisse plus lire'],
    [
      'robots.txt turned us away',
      {
        '/': placeTurtle('x'),
        '/robots.txt': { body: 'User-agent: Obsidienne\nDisallow: /', mediaType: 'text/plain' },
      },
      'refused',
      'son site demande à notre robot de ne plus la lire',
    ],
    [
      'it passed its own end date',
      {
        '/': `${placeTurtle('La Grange')} <> schema:expires "2026-01-02"^^<http://www.w3.org/2001/XMLSchema#date> .`,
      },
      'expired',
      'elle annonçait elle-même sa date de fin',
    ],
    [
      'its profile speaks of another place now',
      { '/': placeTurtle('Une autre').replaceAll('#lieu', '#autre') },
      'left-out',
      'le document qui en parlait n’en dit plus rien',
    ],
  ])('answers 410 in every format with the date and the reason when %s', async (_, then, reason, words) => {
    await open(then);
    await live(12);
    for (const [path, accept] of [
      ['/lieux/grange', 'application/ld+json'],
      ['/lieux/grange.ttl', 'text/turtle'],
      ['/api/places/grange', 'application/json'],
    ] as const) {
      const answer = await observatory.get(path, { accept });
      expect(answer.status, path).toBe(410);
      expect(await answer.json(), path).toMatchObject({ status: 410, reason, withdrawnAt: expect.any(String) });
    }
    const shown = await observatory.page('/lieux/grange');
    expect(shown.status).toBe(410);
    const text = plainSpaces(await shown.text());
    expect(text).toMatch(new RegExp(`La fiche « La Grange » a été retirée le \\d+ janvier 2026 : ${words}\\.`));
    expect(text).toContain(`href="${registrationPath()}"`);
    const found = (await (await observatory.get('/api/places?q=grange')).json()) as { total: number };
    expect(found.total).toBe(0);
  });

  it('is told with its date by its registration, which says how to come back', async () => {
    await open({ '/': status(410) });
    const answer = (await (await observatory.get(registrationPath())).json()) as RegistrationAnswer;
    expect(answer).toMatchObject({
      status: 'withdrawn',
      withdrawnAt: '2026-01-03T00:00:00.000Z',
      nextVisitAt: null,
      page: null,
      trouble: { outcome: 'gone' },
    });
    const text = await page(registrationPath());
    expect(text).toContain('Retirée le 3 janvier 2026.');
    expect(text).toContain('Pour revenir, remettez la fiche en ligne');
  });
});

describe('a person who leaves', () => {
  it('takes the name along, from the answer and from the feed', async () => {
    const person = `<> foaf:primaryTopic <#moi> . <#moi> a schema:Person ; schema:name "Ana Exemple" ; obs:listed true .`;
    await open({ '/': status(410) }, person);
    const [{ key = '' } = {}] = [scene.observatory.changes.read({ type: 'person' }, { limit: 1 })[0]];
    const answer = await observatory.page(`/personnes/${key}`);
    expect(answer.status).toBe(410);
    expect(await answer.text()).toContain('Cette fiche a été retirée le 3 janvier 2026.');
    expect(await (await observatory.get('/feed.atom')).text()).not.toContain('Ana Exemple');
  });
});
