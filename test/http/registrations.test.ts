import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Checked } from '../../server/http/deps.ts';
import { plainSpaces } from '../plain-spaces.ts';
import { type Served, serve } from './serve.ts';

const finding = {
  severity: 'violation',
  message: { fr: 'Il manque le nom du lieu.', en: 'The name of the place is missing.' },
  field: { fr: 'Nom', en: 'Name' },
  fix: 'schema:name "…" ;',
  rule: 'test',
} as const;
let site: Served;
beforeAll(async () => {
  site = await serve({
    registrations: [
      {
        id: 'abc',
        url: 'https://lieu.example/fiche',
        status: 'invalid',
        held: { at: '2026-11-22T12:00:00Z', detail: { fr: 'Supprimée.', en: 'Removed.' } },
        linkedBy: 'https://reseau.example/membres',
        leadsTo: {
          kind: 'type-index',
          items: [
            { url: 'https://lieu.example/plan.xml', role: 'list', id: 'def', status: 'signpost' },
            { url: 'https://lieu.example/autre', role: 'profile', id: 'ghi', status: 'listed' },
            { url: 'https://ailleurs.example/', role: 'profile', id: null, status: null },
          ],
          leftOut: 12,
        },
        registeredAt: '2026-11-20T10:00:00Z',
        lastVisitAt: '2026-11-22T12:00:00Z',
        nextVisitAt: '2026-11-24T12:00:00Z',
        readAt: '2026-11-21T12:00:00Z',
        changedAt: '2026-11-20T12:00:00Z',
        failingSince: '2026-11-22T12:00:00Z',
        withdrawnAt: null,
        sources: [
          { url: 'https://lieu.example/fiche', finalUrl: 'https://lieu.example/fiche' },
          { url: 'https://lieu.example/profil.ttl', finalUrl: 'https://lieu.example/profil.ttl' },
        ],
        mediaType: 'text/turtle',
        page: 'place/lieu',
        visits: [
          {
            at: '2026-11-22T12:00:00Z',
            outcome: 'invalid',
            detail: { fr: 'La fiche a été lue.', en: 'The profile was read.' },
            siteMs: 412,
          },
        ],
        report: { at: '2026-11-22T12:00:00Z', conforms: false, findings: [finding] },
      },
    ],
    check: (input) =>
      'url' in input && input.url.includes('injoignable')
        ? { state: 'refused', detail: { fr: 'Le site ne répond pas.', en: 'The site does not answer.' } }
        : {
            conforms: false,
            summary: { fr: 'Fiche à corriger.', en: 'Profile to correct.' },
            findings: [finding],
            card: null,
          },
  });
});
afterAll(() => site.close());

const post = (path: string, body: BodyInit, headers: Record<string, string> = {}) =>
  fetch(site.url + path, { method: 'POST', body, headers, redirect: 'manual' });
const form = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' };
const asJson = { 'content-type': 'application/json' };

describe('registering by the API', () => {
  it('accepts an address and says where to follow it, to any site’s script', async () => {
    const response = await post('/registrations', JSON.stringify({ url: 'https://lieu.example/fiche' }), asJson);
    expect(response.status).toBe(202);
    expect(response.headers.get('location')).toBe('/registrations/abc');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(site.registered).toContain('https://lieu.example/fiche');
  });

  it.each([
    ['{}', 'url'],
    ['{"url":"pas une adresse"}', 'url'],
    ['{"url":"file:///etc/passwd"}', 'url'],
    ['{"url":"http://127.0.0.1/fiche"}', 'url'],
  ])('refuses %s, naming what is wrong', async (body, parameter) => {
    const response = await post('/registrations', body, asJson);
    expect(response.status).toBe(400);
    const problem = await response.json();
    expect(problem.parameter).toBe(parameter);
    expect(problem.detail.length).toBeGreaterThan(10);
  });

  it('refuses malformed JSON and a body that is too large without telling its insides', async () => {
    const malformed = await post('/registrations', '{', asJson);
    expect(malformed.status).toBe(400);
    expect(await malformed.text()).not.toMatch(/node_modules|SyntaxError/);
    expect((await post('/registrations', JSON.stringify({ url: 'x'.repeat(50_000) }), asJson)).status).toBe(413);
  });
});

describe('following a registration', () => {
  it('answers a machine with its status, visits, report and page', async () => {
    const answer = await (await site.get('/registrations/abc')).json();
    const { components } = await (await site.get('/api/openapi.json')).json();
    expect(Object.keys(answer).sort()).toEqual(Object.keys(components.schemas.Registration.properties).sort());
    expect(answer).toMatchObject({ status: 'invalid', page: '/lieux/lieu', report: { conforms: false } });
  });

  it('tells a person in words where it stands and what to mend', async () => {
    const text = await (await site.get('/registrations/abc', { accept: 'text/html' })).text();
    for (const words of [
      'À corriger',
      'Il manque le nom du lieu.',
      'Dernière lecture',
      'La fiche a été lue.',
      'href="/lieux/lieu"',
    ])
      expect(text).toContain(words);
  });

  it('tells where an address leads, what became of each, and how many were too many', async () => {
    const answer = (await (await site.get('/registrations/abc', { accept: 'application/json' })).json()) as {
      leadsTo: object;
    };
    expect(answer.leadsTo).toMatchObject({ kind: 'type-index', leftOut: 12 });
    const page = await (await site.get('/registrations/abc', { accept: 'text/html' })).text();
    expect(page).toContain('Votre espace Solid range ces fiches');
    expect(page).toMatch(
      /href="\/registrations\/def">https:\/\/lieu.example\/plan.xml<\/a>\s*<span class="quiet">liste de fiches · mène à des fiches/,
    );
    expect(page).toMatch(/https:\/\/ailleurs.example\/\s*<span class="quiet">pas suivie/);
    expect(page).toContain('12 adresses de plus n’ont pas été prises');
  });

  it('answers 404 for an unknown number', async () => {
    expect((await site.get('/registrations/xyz')).status).toBe(404);
  });
});

describe('publishing by the page', () => {
  it('shows a first profile in three forms', async () => {
    const text = await (await site.get('/publier')).text();
    for (const words of ['application/ld+json', '@context', '@prefix', 'Inscrire ma fiche'])
      expect(text).toContain(words);
  });

  it('takes an address without script and leads to its page', async () => {
    const response = await post('/publier', new URLSearchParams({ url: 'https://autre.example/' }).toString(), form);
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/registrations/abc');
  });

  it('keeps what was typed beside why it was refused', async () => {
    const response = await post('/publier', 'url=lafabrique', form);
    expect(response.status).toBe(400);
    const text = plainSpaces(await response.text());
    expect(text).toContain('value="lafabrique"');
    expect(text).toContain('« lafabrique » n’est pas une adresse de page web.');
  });
});

describe('checking', () => {
  it('reads a document by its media type', async () => {
    const response = await post('/check', '<a> <b> <c> .', { 'content-type': 'text/turtle; charset=utf-8' });
    expect(await response.json()).toMatchObject({ conforms: false, findings: [{ severity: 'violation' }] });
    expect(site.checked.at(-1)).toMatchObject({ mediaType: 'text/turtle', charset: 'utf-8' });
  });

  it('tells an address from a document in JSON', async () => {
    await post('/check', JSON.stringify({ url: 'https://lieu.example/' }), asJson);
    expect(site.checked.at(-1)).toEqual({ url: 'https://lieu.example/' });
    await post('/check', JSON.stringify({ '@context': 'https://schema.org', url: 'https://lieu.example/' }), asJson);
    expect(site.checked.at(-1)).toMatchObject({ mediaType: 'application/ld+json' });
  });

  it.each([
    ['', 'text/turtle', 400],
    ['{', 'application/json', 400],
    ['x', 'application/pdf', 415],
    ['x'.repeat(1_200_000), 'text/turtle', 413],
  ])('refuses what it cannot read (%#)', async (body, type, status) => {
    expect((await post('/check', body, { 'content-type': type })).status).toBe(status);
  });

  it('shows the findings on the page, without script, and keeps what was pasted', async () => {
    const text = await (
      await post('/verifier', new URLSearchParams({ content: '<a> <b> "</textarea><script>" .' }).toString(), form)
    ).text();
    expect(text).toContain('Il manque le nom du lieu.');
    expect(text).toContain('&lt;/textarea>&lt;script>');
    expect(text).not.toContain('<script>');
  });

  it('asks to come back when too many are under way', async () => {
    const gate = Promise.withResolvers<Checked>();
    const busy = await serve({ check: () => gate.promise });
    const ask = () =>
      fetch(`${busy.url}/check`, { method: 'POST', body: '<a> <b> <c> .', headers: { 'content-type': 'text/turtle' } });
    const first = Array.from({ length: 4 }, ask);
    while (busy.checked.length < 4) await new Promise((resolve) => setImmediate(resolve));
    const refused = await ask();
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    // Whatever makes us check: the form's preview, a profile to begin from.
    const form = { method: 'POST', body: new URLSearchParams({ name: 'X' }) };
    expect((await fetch(`${busy.url}/publier/fiche`, form)).status).toBe(503);
    expect((await fetch(`${busy.url}/publier/fiche?depuis=https://lieu.example/`)).status).toBe(503);
    gate.resolve({ conforms: true, summary: { fr: '', en: '' }, findings: [], card: null });
    expect((await Promise.all(first)).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    await busy.close();
  });

  it('says why an address could not be read', async () => {
    const response = await post(
      '/verifier',
      new URLSearchParams({ url: 'https://injoignable.example/' }).toString(),
      form,
    );
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('Le site ne répond pas.');
  });
});

describe('the site’s own notices', () => {
  it('tell whether it is ready', async () => {
    expect(await (await site.get('/health')).json()).toMatchObject({
      status: 'ready',
      database: true,
      graph: true,
      entities: { place: 0 },
    });
  });

  it('tell who the robot is and how to refuse it', async () => {
    const text = plainSpaces(await (await site.get('/a-propos')).text());
    expect(text).toContain('ObsidienneBot/1.0');
    expect(text).toContain('User-agent: ObsidienneBot\nDisallow: /');
    for (const words of ['au moins 2 s entre deux demandes', '(410)', '(401 ou 403)', 'schema:expires', 'id="contact"'])
      expect(text).toContain(words);
  });
});
