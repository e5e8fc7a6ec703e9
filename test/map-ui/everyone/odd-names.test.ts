import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { serveEmpty } from '../../served.ts';
import { drawn, mapReady, visiting } from '../open-page.ts';
import { placeIri, publishPlace, untilOnMap } from '../publish-place.ts';

/** What places may be called, by the host they are published on. */
const names: Readonly<Record<string, string>> = {
  balises: '<img src=x onerror=alert(1)> & "L’Œuvre"',
  ecriture: '"><script>alert(2)</script>{{7*7}}<!--',
  famille: '👩‍👩‍👧‍👦 Chez nous 🏳️‍🌈',
  hebreu: 'מרחב משותף (2026)',
  arabe: 'مكان ثالث: ورشة 12',
  retourne: 'Ferme \u202egnp.ruetnev',
  soude: 'Œ'.repeat(500),
  bavard: 'Atelier des possibles '.repeat(23).slice(0, 500).trim(),
};

/** A page whose list holds what the others are linked to, and where none has a name for. */
const hub = 'carrefour';
const nameless = 'anonyme';

const phone = { viewport: { width: 360, height: 780 } };

/** Whether the names are text that stays within its own bounds, as far as a page has them. */
async function expectCalm(page: Page): Promise<void> {
  const found = await page.evaluate((all) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const turned: string[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent ?? '';
      const name = all.find((one) => text.includes(one));
      if (!name || !/[\u0590-\u06ff\u202e]/.test(name) || node.parentElement?.closest('script, style, noscript'))
        continue;
      // In what is no markup, such as a tooltip, two letters do the same.
      if (text.includes(`\u2068${name}\u2069`)) continue;
      const around = node.parentElement?.closest('bdi, [dir="auto"]');
      // Nothing else may stand within the bounds of a text that turns around what it meets.
      if (around?.textContent?.trim() !== name) turned.push(node.parentElement?.outerHTML.slice(0, 200) ?? text);
    }
    return {
      turned,
      injected: document.querySelectorAll('img[src="x"], [onerror]').length,
      wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      cut: [...document.querySelectorAll('.place-card h2, .entity-row-name, .place-links a, h1:not(.visually-hidden)')]
        .filter(
          (element) => element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline',
        )
        .map((element) => `${element.tagName}.${element.className} ${element.scrollWidth} ${element.clientWidth}`),
      sticksOut: [...document.querySelectorAll('main *')]
        .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
        .map((element) => `${element.tagName}.${element.className}`)
        .slice(0, 5),
    };
  }, Object.values(names));
  expect(found.turned).toEqual([]);
  expect(found.injected).toBe(0);
  expect(found.cut).toEqual([]);
  expect(found.wide, found.sticksOut.join(' ')).toBe(0);
}

describe.each([
  ['with WebGL', true],
  ['without WebGL', false],
])('a place with an odd name, %s', (_name, webGl) => {
  const demo = visiting({ start: serveEmpty, webGl });
  beforeAll(async () => {
    const hosts = Object.keys(names);
    for (const [i, host] of hosts.entries())
      publishPlace(demo.site, {
        host,
        name: names[host] ?? '',
        at: [47 + Math.floor(i / 3) * 0.05, 2 + (i % 3) * 0.09],
      });
    publishPlace(demo.site, { host: nameless, at: [46, 2] });
    const links = [...hosts, nameless].map((host) => `<${placeIri(host)}>`).join(', ');
    publishPlace(demo.site, {
      host: hub,
      name: 'Le Carrefour',
      at: [46.9, 2.1],
      says: `obs:cooperatesWith ${links} ;`,
    });
    await untilOnMap(demo.site);
  });

  async function open(path: string): Promise<Page> {
    const page = await demo.open(path, phone);
    page.on('dialog', (dialog) => expect.unreachable(`a dialog says ${dialog.message()}`));
    await drawn(page);
    return page;
  }

  it.each(Object.entries(names))('is text on its own page (%s)', async (host, name) => {
    const page = await open(`/lieux/${host}`);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(name);
    await expectCalm(page);
    await page.context().close();
  });

  it.each([
    '/lieux',
    '/embed?vue=liste',
    `/lieux/${hub}/liens/cooperatesWith`,
    `/lieux/${hub}`,
    '/exploitation',
    '/embed',
    '/lieux?q=2026',
    '/ecosysteme',
    '/ecosysteme?vue=network&lang=en',
  ])('is text on %s', async (path) => {
    const page = await open(path);
    await expectCalm(page);
    if (!path.includes('?q') && !['/exploitation', '/embed'].includes(path))
      for (const name of Object.values(names)) expect(await page.locator('body').textContent()).toContain(name);
    await page.context().close();
  });

  it('is called by its address where others name it, and not shown by itself, when it has none', async () => {
    expect((await fetch(`${demo.site.url}/lieux/${nameless}`)).status).toBe(404);
    const page = await open(`/lieux/${hub}`);
    expect(await page.locator('main').textContent()).toContain(`${nameless}.example`);
    await page.goto(`${demo.site.url}/?lieu=${hub}`);
    await page
      .locator('.place-links li')
      .filter({ hasText: `${nameless}.example` })
      .waitFor({ state: 'attached' });
    await page.context().close();
  });

  it('is text in the rows, the cards, the search and the favourites of the map', async () => {
    const page = await open('/#9/47/2.1');
    const panel = page.locator('#map-panel');
    await panel.locator('.entity-row').nth(Object.keys(names).length).waitFor({ state: 'attached' });
    for (const name of Object.values(names))
      expect(await panel.locator('.entity-row-name').allTextContents()).toContain(name);
    await expectCalm(page);
    for (const [host, name] of Object.entries(names)) {
      await page.goto(`${demo.site.url}/?lieu=${host}`);
      await panel.getByRole('heading', { level: 2 }).filter({ hasText: name }).waitFor({ state: 'attached' });
      await panel.locator('.place-source').waitFor({ state: 'attached' });
      await expectCalm(page);
    }
    await page.goto(`${demo.site.url}/?lieu=${hub}`);
    await panel.locator('.place-links li').nth(Object.keys(names).length).waitFor({ state: 'attached' });
    await expectCalm(page);
    await page.goto(demo.site.url);
    await mapReady(page);
    for (const word of ['img', 'מרחב', 'مكان', 'Ferme', 'Atelier']) {
      await panel.getByRole('combobox').fill(word);
      await panel.getByRole('option').nth(1).waitFor();
      await expectCalm(page);
    }
    await page.context().close();
  });
});
