import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newReader, openTab, visiting } from './open-page.ts';

const demo = visiting({ webGl: false });
/** An association's own site, at another port. */
let guest: Server;
let guestUrl: string;
let guestPage = '';
beforeAll(async () => {
  guest = createServer((_request, response) => response.setHeader('content-type', 'text/html').end(guestPage));
  await new Promise<void>((resolve) => guest.listen(0, '127.0.0.1', resolve));
  guestUrl = `http://127.0.0.1:${(guest.address() as AddressInfo).port}/`;
});
afterAll(async () => {
  guest.closeAllConnections();
  await new Promise((resolve) => guest.close(resolve));
});

async function visit(html: string): Promise<{ readonly page: Page; readonly bytes: () => number }> {
  guestPage = `<!doctype html><html lang="fr"><title>Notre site</title><body>${html}</body></html>`;
  const context = await newReader(demo.browser, { viewport: { width: 900, height: 700 } });
  let bytes = 0;
  context.on('requestfinished', async (request) => {
    const { responseBodySize, responseHeadersSize } = await request.sizes();
    bytes += responseBodySize + responseHeadersSize;
  });
  const page = await openTab(context, guestUrl, [demo.site.url]);
  return { page, bytes: () => bytes };
}

const total = async (query: string) =>
  ((await (await fetch(`${demo.site.url}/api/places?${query}&size=1`)).json()) as { total: number }).total;

describe('a map in somebody else’s page', () => {
  it('shows the chosen places, keeps no cookie, asks nobody else, and comes in less than 200 kB', async () => {
    const { page, bytes } = await visit(
      `<iframe src="${demo.site.url}/embed?type=fablab" width="800" height="500"></iframe>`,
    );
    const frame = page.frameLocator('iframe');
    await frame.locator('[data-map-state="ready"], .leaflet-container').first().waitFor();
    await frame.locator('.leaflet-marker-icon').first().waitFor();
    expect(await frame.locator('h1').textContent()).toContain(`${await total('kind=fablab')} lieux`);
    expect(await frame.locator('h1').textContent()).toContain('Fablab');
    expect(await frame.locator('footer').textContent()).toContain('MapSVG (CC BY 4.0)');
    expect(await page.context().cookies()).toEqual([]);
    expect(bytes()).toBeLessThan(200_000);
  });

  it('has no way to take the choice away, and opens the observatory beside itself with the same choice', async () => {
    const { page } = await visit(`<iframe src="${demo.site.url}/embed?type=fablab" width="800" height="500"></iframe>`);
    const frame = page.frameLocator('iframe');
    await frame.locator('.leaflet-marker-icon').first().waitFor();
    expect(await frame.locator('input, select, form').count()).toBe(0);
    const [opened] = await Promise.all([
      page.context().waitForEvent('page'),
      frame.getByText('Voir sur Obsidienne').click(),
    ]);
    expect(new URL(opened.url()).search).toContain('type=fablab');
    expect(page.url()).toBe(guestUrl);
  });

  it('is a list without script, and where a list is asked for', async () => {
    const context = await demo.browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    for (const path of ['/embed?type=fablab', '/embed?type=fablab&vue=liste']) {
      await page.goto(demo.site.url + path);
      expect(await page.locator('.embed-list li a').count()).toBe(await total('kind=fablab'));
      expect(await page.locator('.embed-list').isVisible()).toBe(true);
    }
  });

  it('can be an element of the page, which takes no address but ours', async () => {
    const { page } = await visit(
      `<script type="module" src="${demo.site.url}/embed.js"></script>
       <obsidienne-map src="${demo.site.url}/embed?vue=liste" height="300" label="Nos voisins"></obsidienne-map>
       <obsidienne-map id="other" src="https://ailleurs.example/embed"></obsidienne-map>`,
    );
    await page.frameLocator('iframe[title="Nos voisins"]').locator('.embed-list a').first().waitFor();
    expect(await page.locator('#other iframe').count()).toBe(0);
    expect(await page.locator('iframe').evaluate((frame) => frame.clientHeight)).toBe(300);
  });
});

describe('the whole map in somebody else’s page', () => {
  it('searches, filters and opens places within what that page has chosen, which nobody can take away', async () => {
    const { page } = await visit(
      `<iframe src="${demo.site.url}/embed?vue=complete&type=fablab" width="1000" height="600"></iframe>`,
    );
    const frame = page.frameLocator('iframe');
    await frame.locator('[data-map-state="ready"]').waitFor({ state: 'attached' });
    const all = await total('kind=fablab');
    await expect.poll(() => frame.locator('.results-header h2').textContent()).toContain(`${all} lieux`);
    expect(await frame.locator('.map-facets .kinds').count()).toBe(0);
    expect(await frame.locator('.star, .share, .welcome, .site-header').count()).toBe(0);
    await frame.getByText('Pratiques', { exact: false }).first().click();
    await frame.locator('.map-facets input[type="checkbox"]:enabled').first().check();
    await expect.poll(() => frame.locator('.results-header h2').textContent()).not.toContain(`${all} lieux`);
    await frame.getByRole('button', { name: 'Tout effacer' }).click();
    await expect.poll(() => frame.locator('.results-header h2').textContent()).toContain(`${all} lieux`);
    await frame.locator('.map-results .entity-row-name').first().click();
    await frame.locator('.place-card h2').first().waitFor();
    expect(await page.evaluate(() => history.length)).toBeLessThanOrEqual(2);
    expect(await page.context().cookies()).toEqual([]);
  });

  it('opens its links beside the page around it, and is a list without script', async () => {
    const context = await demo.browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${demo.site.url}/embed?vue=complete&type=fablab`);
    expect(await page.locator('form').count()).toBe(0);
    const [opened] = await Promise.all([
      context.waitForEvent('page'),
      page.locator('.map-results .entity-row-name, .map-results a').first().click(),
    ]);
    expect(new URL(opened.url()).pathname).toMatch(/^\/lieux\//);
    await context.close();
  });
});

describe('the page that makes the lines to paste', () => {
  it('shows what they show, and gives lines that work', async () => {
    const page = await demo.browser.newPage();
    await page.goto(`${demo.site.url}/integrer?type=fablab&vue=liste&hauteur=400`);
    await page.frameLocator('.integrate-preview').locator('.embed-list a').first().waitFor();
    const [line = ''] = await page.locator('code[data-copy]').allTextContents();
    expect(line).toContain('height="400"');
    const { page: pasted } = await visit(line);
    await pasted.frameLocator('iframe').locator('.embed-list a').first().waitFor();
  });

  it.each([
    ['ffff00', 'ne se lit pas assez bien'],
    ['rouge', 'n’est pas une couleur'],
    ['1f5a7a', undefined],
  ])('takes the colour %s, or says: %s', async (colour, refusal) => {
    const isTaken = refusal === undefined;
    const html = await (await fetch(`${demo.site.url}/integrer?couleur=${colour}`)).text();
    expect(html.includes(refusal ?? 'role="alert"')).toBe(!isTaken);
    expect(html.includes(`vue=carte&amp;couleur=${colour}`)).toBe(isTaken);
    expect((await fetch(`${demo.site.url}/embed/${colour}.css`)).status).toBe(isTaken ? 200 : 404);
  });

  it.each(['light', 'dark'] as const)(
    'and the embed have no fault that a machine can find, %s',
    async (colorScheme) => {
      for (const [path, width] of [
        ['/embed?type=fablab', 400],
        ['/embed?vue=liste&lang=en', 320],
        ['/embed?vue=complete&type=fablab', 1000],
        ['/embed?vue=complete&lang=en', 340],
        ['/integrer', 1280],
        ['/integrer?lang=en', 360],
      ] as const) {
        const context = await demo.browser.newContext({ colorScheme, viewport: { width, height: 700 } });
        const page = await context.newPage();
        await page.goto(demo.site.url + path);
        if (path.startsWith('/embed?type')) await page.locator('.leaflet-marker-icon').first().waitFor();
        const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze();
        expect(violations.map(({ id, nodes }) => `${path} ${id} ${nodes[0]?.html}`)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        await context.close();
      }
    },
  );

  it('opens only the embed to the frames of other sites', async () => {
    const policy = async (path: string) => (await fetch(demo.site.url + path)).headers;
    expect((await policy('/embed')).get('content-security-policy')).toContain('frame-ancestors *');
    expect((await policy('/embed?lang=en')).get('set-cookie')).toBeNull();
    expect((await policy('/embed')).get('x-frame-options')).toBeNull();
    for (const path of ['/', '/integrer', '/publier'])
      expect((await policy(path)).get('content-security-policy'), path).toContain("frame-ancestors 'self'");
  });
});
