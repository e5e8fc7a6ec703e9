import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readAssets } from '../../../server/bin/app-deps.ts';
import type { ListAnswer } from '../../../server/http/contract.ts';
import { launchBrowser } from '../../browser.ts';
import { type SceneSite, serveScene } from '../../http/scene-site.ts';
import { openNeedAndOffer, republish } from '../../need-and-offer.ts';
import type { Scene } from '../../observatory.ts';
import { openPage } from '../open-page.ts';
import { tabUntil } from './tab-until.ts';

let scene: Scene;
let web: SceneSite;
let browser: Browser;
beforeAll(async () => {
  [scene, browser] = await Promise.all([openNeedAndOffer(), launchBrowser({ webGl: false })]);
  web = await serveScene(scene, readAssets());
});
afterAll(async () => {
  await browser.close();
  await web.close();
  await scene.close();
});

/** A person's page of the observatory. */
async function open(path: string) {
  return openPage(browser, web.url + path, { viewport: { width: 360, height: 780 } });
}

it('turns a lead into a cooperation that counts as mutual once both have published their lines', async () => {
  expect(scene.observatory.directory.counts().place).toBe(2);
  const [place] = ((await (await web.get('/api/places?q=Demande')).json()) as ListAnswer).items;
  const page = await open(`/lieux/${place?.key}/pistes`);
  await tabUntil(page, /^Préparer une coopération$/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /La Demande et L’Offrant/ }).waitFor();
  // The other side is written to by its own address, with its lines in the letter.
  const letter = await page.getByRole('link', { name: /^Écrire à L’Offrant/ }).getAttribute('href');
  expect(decodeURIComponent(letter ?? '')).toMatch(/^mailto:bonjour@offrant\.example\?[\s\S]*obs:cooperatesWith/);
  await tabUntil(page, /^Les lignes à copier/);
  await page.keyboard.press('Enter');
  expect(await page.locator('pre').first().isVisible()).toBe(true);
  const [first = '', second = ''] = await page.locator('pre').allTextContents();
  await page.context().close();

  await republish(scene, { seeking: first });
  const said = await open(`/lieux/${place?.key}`);
  const links = said.locator('.block-links');
  expect(await links.innerText()).toContain('L’Offrant');
  expect(await links.innerText()).not.toContain('déclaré des deux côtés');
  await said.context().close();

  await republish(scene, { seeking: first, offering: second });
  const agreed = await open(`/lieux/${place?.key}`);
  expect(await agreed.locator('.block-links').innerText()).toMatch(/L’Offrant[\s\S]*déclaré des deux côtés/);
  await agreed.context().close();
  const [cooperation] = ((await (await web.get('/api/cooperations')).json()) as ListAnswer).items;
  const both = await open(`/cooperations/${cooperation?.key}`);
  expect(await both.locator('main').innerText()).toMatch(/La Demande[\s\S]*L’Offrant/);
  expect(await both.getByText('déclaré des deux côtés').count()).toBeGreaterThan(0);
  await both.context().close();

  // Who works together already is proposed after those who do not, and the lead says so.
  const again = await open(`/lieux/${place?.key}/pistes`);
  expect(await again.locator('main').innerText()).toContain('Les deux déclarent déjà un lien l’un avec l’autre.');
  await again.context().close();
});
