import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RegistrationRecord } from '../../server/http/contract.ts';
import { plainSpaces } from '../plain-spaces.ts';
import { type Served, serve } from './serve.ts';

const registration: RegistrationRecord = {
  id: 'r1',
  url: 'https://moulin.example/fiche',
  status: 'listed',
  linkedBy: null,
  leadsTo: null,
  held: null,
  registeredAt: '2024-05-01T08:00:00.000Z',
  lastVisitAt: '2026-11-20T12:00:00.000Z',
  nextVisitAt: '2026-11-27T12:00:00.000Z',
  readAt: '2026-11-20T12:00:00.000Z',
  changedAt: '2025-05-01T08:00:00.000Z',
  failingSince: null,
  withdrawnAt: null,
  sources: [],
  mediaType: 'text/turtle',
  page: 'place/fiche',
  visits: [],
  report: null,
};
const place = (name: string, more = '') =>
  `<> foaf:primaryTopic <#lieu> . <#lieu> a obs:ThirdPlace ; schema:name "${name}" ; ${more} obs:kind kinds:fablab .`;

let site: Served;
beforeAll(async () => {
  site = await serve({ registrations: [registration] });
  site.publish('https://moulin.example/fiche', place('Le Moulin & Cie', 'schema:url <https://www.moulin.example/> ;'));
  site.publish('https://recensement.example/lieux/12', place('La Grange', 'schema:url <https://grange.example/> ;'));
});
afterAll(() => site.close());
/** The page of a place by its name. */
const pathOf = async (name: string) => {
  const { items } = (await (await site.get('/api/places')).json()) as { items: { key: string; name: string }[] };
  return `/lieux/${items.find((item) => item.name === name)?.key}`;
};
const page = async (path: string) => plainSpaces(await (await site.get(path, { accept: 'text/html' })).text());

describe('whoever runs a place', () => {
  it('finds on its page the way to change its own profile', async () => {
    const html = await page(await pathOf('Le Moulin & Cie'));
    expect(html).toContain('Vous tenez ce lieu ?');
    expect(html).toContain('href="/publier/fiche?depuis=https%3A%2F%2Fmoulin.example%2Ffiche"');
  });

  it('finds on the page of a record that others keep the way to write its own', async () => {
    const path = await pathOf('La Grange');
    const html = await page(path);
    expect(html).toContain(`href="/publier/fiche?lieu=${path.replace('/lieux/', '')}"`);
    expect(html).toContain('Celle-ci est tenue par recensement.example.');
  });

  it('takes a badge with the freshness of the profile, its line to paste, and a feed to be reminded by', async () => {
    const badge = await site.get(`${await pathOf('Le Moulin & Cie')}/badge.svg`);
    expect(badge.headers.get('content-type')).toContain('image/svg+xml');
    expect(badge.headers.get('cache-control')).toContain('max-age=3600');
    expect(await badge.text()).toContain(
      '<title>Le Moulin &amp; Cie · Sur la carte Obsidienne · fiche lue il y a 3 jours</title>',
    );
    const html = await page('/registrations/r1');
    expect(html).toContain(
      `&lt;a href=&quot;${site.url}/lieux/fiche&quot;>&lt;img src=&quot;${site.url}/lieux/fiche/badge.svg&quot;`,
    );
    const feed = await (await site.get('/registrations/r1.atom')).text();
    expect(feed).toContain('<title>Votre fiche n’a pas changé depuis un an</title>');
    expect(feed).toContain('rel="edit"');
  });

  it('is told when there is no such badge and no such feed', async () => {
    expect((await site.get('/lieux/personne/badge.svg')).status).toBe(404);
    expect((await site.get('/registrations/personne.atom')).status).toBe(404);
  });
});
