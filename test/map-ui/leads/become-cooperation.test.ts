import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readAssets } from '../../../server/bin/app-deps.ts';
import type { ListAnswer } from '../../../server/http/contract.ts';
import { launchBrowser } from '../../browser.ts';
import { type SceneSite, serveScene } from '../../http/scene-site.ts';
import { openScene, placeTurtle, type Scene, site } from '../../observatory.ts';
import { openPage } from '../open-page.ts';
import { tabUntil } from './tab-until.ts';

const van = 'obs:resource <https://w3id.org/obsidienne/resources/van>';
const seeking = `${placeTurtle('La Demande')}
  <#lieu> schema:seeks <#besoin> . <#besoin> a schema:Demand ; schema:name "Un fourgon le samedi"@fr ; ${van} .`;
const offering = `${placeTurtle('L’Offrant', 'schema:email "bonjour@offrant.example" ;')}
  <#lieu> schema:makesOffer <#offre> . <#offre> a schema:Offer ; schema:name "Notre fourgon"@fr ; ${van} .`;
const [demande, offrant] = ['demande.localhost', 'offrant.localhost'];
const monthMs = 30 * 86_400_000;

let scene: Scene;
let web: SceneSite;
let browser: Browser;
beforeAll(async () => {
  [scene, browser] = await Promise.all([
    openScene([site(demande, { '/': seeking }), site(offrant, { '/': offering })], undefined, {
      config: { fetchTimeoutMs: 30_000 },
    }),
    launchBrowser({ webGl: false }),
  ]);
  web = await serveScene(scene, readAssets());
  for (const host of [demande, offrant]) scene.observatory.register(`http://${host}/`, 'api');
  await scene.observatory.round();
});
afterAll(async () => {
  await browser.close();
  await web.close();
  await scene.close();
});

/** What somebody does who adds lines to the file on their own site; the observatory reads it again. */
async function publish(pages: Readonly<Record<string, string>>): Promise<void> {
  await scene.serve(Object.entries(pages).map(([host, page]) => site(host, { '/': page })));
  scene.later(monthMs);
  await scene.observatory.round();
}

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

  await publish({ [demande]: `${seeking}\n${first}`, [offrant]: offering });
  const said = await open(`/lieux/${place?.key}`);
  const links = said.locator('.block-links');
  expect(await links.innerText()).toContain('L’Offrant');
  expect(await links.innerText()).not.toContain('déclaré des deux côtés');
  await said.context().close();

  await publish({ [demande]: `${seeking}\n${first}`, [offrant]: `${offering}\n${second}` });
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
