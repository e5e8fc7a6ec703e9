import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readAssets } from '../../../server/bin/app-deps.ts';
import { launchBrowser } from '../../browser.ts';
import { type SceneSite, serveScene } from '../../http/scene-site.ts';
import { importLabs, lab } from '../../imported-labs.ts';
import { openScene, type Scene, site } from '../../observatory.ts';
import { plainSpaces } from '../../plain-spaces.ts';
import { openPage } from '../open-page.ts';
import { pressOn, takeFile, typeInto } from './by-keyboard.ts';

const host = 'quai.localhost';
const address = `http://${host}/fiche.jsonld`;
const record = '/lieux/sources-fablabs-france-quai';

let scene: Scene;
let web: SceneSite;
let browser: Browser;
beforeAll(async () => {
  [scene, browser] = await Promise.all([openScene([site(host, {})]), launchBrowser({ webGl: false })]);
  await importLabs(scene.observatory, [lab({ name: 'Labo du quai', phone: '02 99 22 22 22' })]);
  web = await serveScene(scene, readAssets());
});
afterAll(async () => {
  await browser?.close();
  await web?.close();
  await scene?.close();
});

it('lets a place take over what others wrote about it, on a phone with the keyboard alone: its word leads, theirs stays under their name', async () => {
  const page = await openPage(browser, `${web.url}${record}`, {
    viewport: { width: 360, height: 780 },
    locale: 'fr-FR',
  });
  const told = async () => plainSpaces(await page.locator('main').innerText());
  expect(await told()).toContain('Labo du quai');
  await pressOn(page, '.owner-line a');
  await page.waitForURL(/\/publier\/fiche\?/);
  expect(await told()).toContain('Vous reprenez la fiche de « Labo du quai ».');
  expect(await page.inputValue('#q-name')).toBe('Labo du quai');
  await page.locator('#q-name').fill('Le Quai, par nous');
  await page.locator('input[name="telephone"]').fill('');
  await pressOn(page, '#groupe-rights > summary');
  await pressOn(page, 'input[name="license"]', 'Space');
  await page.locator('[data-ways]:not([hidden])').waitFor();
  const body = await takeFile(page);
  await scene.serve([site(host, { '/fiche.jsonld': { body, mediaType: 'application/ld+json' } })]);
  await typeInto(page, '#adresse', address);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/registrations\//);
  await scene.observatory.round();

  await page.goto(`${web.url}${record}`);
  expect(await page.locator('h1').innerText()).toBe('Le Quai, par nous');
  expect(new URL(page.url()).pathname).not.toBe(record);
  expect(await told()).toMatch(/2 99 22 22 22[\s\S]{0,40}selon/);
  await page.goto(`${page.url()}/provenance`);
  expect(await told()).toMatch(/quai\.localhost[\s\S]*de première main/);
  expect(await told()).toContain('recueilli par un tiers');
  await page.goto(`${web.url}/lieux`);
  expect(await told()).toContain('Le Quai, par nous');
  expect(await told()).not.toContain('Labo du quai');
  await page.context().close();
});
