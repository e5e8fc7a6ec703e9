import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mapRecords } from '../../server/crosswalk/apply-mapping.ts';
import { mappingOfWritten } from '../../server/crosswalk/mapping.ts';
import { launchBrowser } from '../browser.ts';
import { type ServedAlone, serveEmpty } from '../served.ts';

const credit = 'Association des ateliers, 2024';
const said = `${credit} · Licence Ouverte 2.0`;
const mapping = mappingOfWritten(
  {
    format: 'csv',
    records: '$',
    id: 'id',
    profile: "{ 'name': $line('nom'), 'geo': $position('lon', 'lat'), 'kind': $kindOf('fablab') }",
    ignored: [],
  },
  {
    key: 'ateliers',
    title: { fr: 'Ateliers', en: 'Workshops' },
    dataFile: 'ateliers.csv',
    source: { page: 'https://set.example/', file: 'https://set.example/ateliers.csv', modified: '2026-01-01' },
    attribution: credit,
    license: 'https://spdx.org/licenses/etalab-2.0',
  },
);

let served: ServedAlone;
let browser: Browser;
let key: string;
beforeAll(async () => {
  served = await serveEmpty();
  browser = await launchBrowser();
  const bytes = new TextEncoder().encode('id,nom,lat,lon\n1,L’Établi,48.11,-1.68\n');
  await served.observatory.importSet(mapping, mapRecords(mapping, [[bytes]]));
  await served.observatory.round();
  const answer = (await (await fetch(`${served.url}/api/places`)).json()) as { items: readonly { key: string }[] };
  key = answer.items[0]?.key ?? '';
});
afterAll(async () => {
  await browser.close();
  await served.stop();
});

const textOf = async (path: string) => (await fetch(`${served.url}${path}`)).text();

describe('a record of somebody else’s set', () => {
  it.each([
    ['the list', '/lieux', said],
    ['a list in somebody else’s page', '/embed?vue=liste', said],
    ['the page of the set', '/sources/ateliers', credit],
    ['the feed', '/feed.atom', credit],
    ['the table for spreadsheets', '/api/places.csv', credit],
    ['the data for maps', '/api/places.geojson', credit],
  ])('says whom to credit, and its licence, in %s', async (_, path, text) => {
    const page = await textOf(path);
    expect(page).toContain(text);
    expect(page).toMatch(/etalab-2\.0|Licence Ouverte 2\.0/);
  });

  it('says it on its page, and to machines', async () => {
    const page = await textOf(`/lieux/${key}`);
    expect(page).toContain(credit);
    expect(page).toContain('Licence Ouverte 2.0');
    for (const suffix of ['.ttl', '.jsonld', '.nq']) {
      const data = await textOf(`/lieux/${key}${suffix}`);
      expect(data, suffix).toContain('etalab-2.0');
    }
  });

  it('says it on the card of the map', async () => {
    const page = await (await browser.newContext({ locale: 'fr' })).newPage();
    await page.goto(`${served.url}/?lieu=${key}`);
    await page.locator('.place-source').getByText(said).waitFor();
    await page.context().close();
  });

  it('says it of the place that is chosen on a map in somebody else’s page', async () => {
    const page = await (await browser.newContext({ locale: 'fr', viewport: { width: 800, height: 500 } })).newPage();
    await page.goto(`${served.url}/embed`);
    await page.locator('.leaflet-marker-icon').first().click();
    const line = page.locator('[data-embed-chosen]');
    await line.getByText('L’Établi').waitFor();
    await page.waitForFunction(
      (text) => document.querySelector('[data-embed-chosen]')?.textContent?.includes(text),
      said,
    );
    expect(await page.locator('[data-embed-credits]').textContent()).toContain(credit);
    await page.context().close();
  });
});
