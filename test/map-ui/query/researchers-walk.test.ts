import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readAssets } from '../../../server/bin/app-deps.ts';
import { dayMs } from '../../../server/registry/registration.ts';
import { launchBrowser } from '../../browser.ts';
import { type SceneSite, serveScene } from '../../http/scene-site.ts';
import { openScene, placeTurtle, type Scene, site } from '../../observatory.ts';
import { newReader, openTab } from '../open-page.ts';
import { pressOn, tabTo } from '../publish/by-keyboard.ts';

let browser: Browser;
let scene: Scene;
let web: SceneSite;
const sites = (quay: string) => [
  site('quai.localhost', { '/': placeTurtle(quay) }),
  site('halle.localhost', { '/': placeTurtle('La Halle') }),
];

beforeAll(async () => {
  browser = await launchBrowser({ webGl: false });
});
afterAll(() => browser.close());
beforeEach(async () => {
  scene = await openScene(sites('Le Quai'), ['quai.localhost', 'halle.localhost'], { config: { sparqlPast: 2 } });
  for (const host of ['quai', 'halle']) scene.observatory.register(`http://${host}.localhost/`, 'test');
  await scene.observatory.round();
  web = await serveScene(scene, readAssets());
});
afterEach(async () => {
  await web.close();
  await scene.close();
});

/** The bytes of the file that the link in focus gives. */
async function takeCsv(page: Page): Promise<Buffer> {
  await tabTo(page, '.take-away a[href*="format=csv"]');
  const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  return readFile(await file.path());
}

const words = {
  fr: { editor: 'Votre requête SPARQL', cite: 'Citer', ofState: 'Les données telles qu’elles étaient depuis le' },
  en: { editor: 'Your SPARQL query', cite: 'Cite', ofState: 'The data as they had been since' },
} as const;

describe('a researcher who has never been here, by keyboard on a small screen', () => {
  it.each(['fr', 'en'] as const)(
    'finds the gallery in two steps, changes a query, takes a CSV and a citation, and gets the same bytes after the data changed (%s)',
    async (language) => {
      const t = words[language];
      const reader = await newReader(browser, {
        locale: language === 'fr' ? 'fr-FR' : 'en-GB',
        viewport: { width: 360, height: 740 },
        acceptDownloads: true,
      });
      const page = await openTab(reader, web.url);
      await pressOn(page, '.site-nav a[href="/donnees"]');
      await page.waitForURL(/\/donnees/);
      await pressOn(page, '#sparql a[href="/sparql"]');
      await page.waitForURL(/\/sparql/);
      await page.locator('#sparql-gallery').waitFor();

      await pressOn(page, '.sparql-gallery a[href*="example=who-says"]');
      await page.waitForURL(/example=who-says/);
      const editor = page.getByRole('textbox', { name: t.editor });
      await editor.waitFor();
      // The editor is in a shadow tree, under its host.
      await tabTo(page, '.query-editor');
      await page.keyboard.press('Control+A');
      await page.keyboard.type('SELECT ?name WHERE { ?s <https://schema.org/name> ?name } ORDER BY ?name');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+Enter');
      await page.waitForURL(/[?&]query=SELECT/);
      await page.locator('.results td').first().waitFor();
      const taken = await takeCsv(page);
      expect(taken.toString('utf8')).toBe('name\r\nLa Halle\r\nLe Quai\r\n');
      await pressOn(page, '.sparql-cite summary');
      const citation = (await page.locator('.citation').textContent()) ?? '';
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBe(0);
      const cited = /http:\S+$/.exec(citation.trim())?.[0] ?? '';
      expect(new URL(cited).searchParams.get('at')).toBeTruthy();

      // A year later the quay has been repainted.
      scene.later(365 * dayMs);
      await scene.serve(sites('Le Quai repeint'));
      await scene.observatory.round();
      const now = await web.get(`/sparql?${new URL(cited).searchParams}`.replace(/&at=[^&]*/, ''), {
        accept: 'text/csv',
      });
      expect(await now.text()).toContain('Le Quai repeint');
      const again = await openTab(reader, cited);
      await expect.poll(() => again.locator('.results').textContent(), { timeout: 20_000 }).toContain(t.ofState);
      expect((await takeCsv(again)).equals(taken)).toBe(true);
      await reader.close();
    },
  );
});
