import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readAssets } from '../../../server/bin/app-deps.ts';
import { launchBrowser } from '../../browser.ts';
import { type SceneSite, serveScene } from '../../http/scene-site.ts';
import { openScene, type Scene, site } from '../../observatory.ts';
import { openPage } from '../open-page.ts';
import { pressOn, tabTo, takeFile, typeInto } from './by-keyboard.ts';

const host = 'comptoir.localhost';
const address = `http://${host}/fiche.jsonld`;
const phone = { viewport: { width: 360, height: 780 }, locale: 'fr-FR' };
const monthMs = 30 * 86_400_000;

let scene: Scene;
let web: SceneSite;
let browser: Browser;
beforeAll(async () => {
  // Without WebGL the marks of the map are elements that can be found.
  [scene, browser] = await Promise.all([openScene([site(host, {})]), launchBrowser({ webGl: false })]);
  web = await serveScene(scene, readAssets());
});
afterAll(async () => {
  await browser.close();
  await web.close();
  await scene.close();
});

/** What somebody does who uploads the file to their own site. */
const upload = (body: string) =>
  scene.serve([site(host, { '/fiche.jsonld': { body, mediaType: 'application/ld+json' } })]);

const hours = (end: 'opens' | 'closes') => `input[name="openingHoursSpecification.Monday.0.${end}"]`;

/** Fills the form as little as somebody in a hurry would. */
async function describePlace(page: Page): Promise<void> {
  await typeInto(page, '#q-name', 'Le Comptoir des Halles');
  await pressOn(page, 'input[name="kind"][value="fablab"]', 'Space');
  await typeInto(page, 'input[name="address.postalCode"]', '35000');
  await page.waitForFunction(
    () => document.querySelector<HTMLInputElement>('input[name="address.addressLocality"]')?.value === 'Rennes',
  );
  await typeInto(page, 'input[name="email"]', 'bonjour@comptoir.example');
  await pressOn(page, '#groupe-opening > summary');
  // Where a clock has twelve hours, it asks for the half of the day.
  await typeInto(page, hours('opens'), '0900A');
  await typeInto(page, hours('closes'), '0600P');
  await pressOn(page, '#groupe-rights > summary');
  await pressOn(page, 'input[name="license"]', 'Space');
}

it('leads from an empty form to a dot on the map, on a phone with the keyboard alone, and a month later to other opening hours', async () => {
  const page = await openPage(browser, `${web.url}/publier/fiche`, phone);
  await describePlace(page);
  await page.locator('[data-ways]:not([hidden])').waitFor();
  await upload(await takeFile(page));
  await typeInto(page, '#adresse', address);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/registrations\//);
  await scene.observatory.round();
  await page.reload();
  expect(await page.locator('main').textContent()).toContain('Publiée');
  await page.goto(`${web.url}/`);
  await page.locator('.leaflet-marker-icon').first().waitFor();
  expect(await page.locator('main').textContent()).toContain('Le Comptoir des Halles');

  scene.later(monthMs);
  const [place] = scene.observatory.directory.list({ type: 'place' }, { page: 1, size: 1, language: 'fr' }).items;
  expect(place).toMatchObject({ name: 'Le Comptoir des Halles', commune: 'Rennes', kinds: ['fablab'] });
  await page.goto(`${web.url}/lieux/${place?.key}`);
  await pressOn(page, '.owner-line a');
  await page.waitForURL(/\/publier\/fiche\?depuis=/);
  await tabTo(page, hours('closes'));
  expect(await page.inputValue(hours('closes'))).toBe('18:00');
  await page.keyboard.type('0800P');
  const changed = await takeFile(page);
  expect(changed).toContain('"closes": "20:00"');
  await upload(changed);
  await pressOn(page, '#adresse');
  await page.waitForURL(/\/registrations\//);
  await pressOn(page, '.registration-actions button');
  await page.waitForURL(/demande/);
  scene.later(3_600_000);
  await scene.observatory.round();
  await page.goto(`${web.url}/lieux/${place?.key}`);
  expect(await page.locator('main').textContent()).toMatch(/20(?: h|:00)/);
  await page.context().close();
});
