import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../browser.ts';
import { type ServedAlone, serveEmpty } from '../../served.ts';
import { mapReady, newReader, openTab } from '../open-page.ts';
import { coloursOf, mapPicture, partsOf, token } from '../pixels.ts';
import { writePng } from '../write-png.ts';

const archive = fileURLToPath(new URL('../../../map-ui/basemap/dist/basemap.pmtiles', import.meta.url));
const credit = '© Les cartographes';
const violet = '#c828c8';

let browser: Browser;
/** One that draws with the second view. */
let plainBrowser: Browser;
let tiles: Server;
let host: string;
let asked: string[] = [];
let site: ServedAlone | undefined;

beforeAll(async () => {
  [browser, plainBrowser] = await Promise.all([launchBrowser(), launchBrowser({ webGl: false })]);
  tiles = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://tiles.invalid').pathname;
    asked.push(path);
    response.setHeader('Access-Control-Allow-Origin', '*');
    if (path.startsWith('/violet/')) response.setHeader('Content-Type', 'image/png').end(plainTile(partsOf(violet)));
    else if (path === '/style.json')
      response.setHeader('Content-Type', 'application/json').end(
        JSON.stringify({
          version: 8,
          sources: { pictures: { type: 'raster', tiles: [`${host}/violet/{z}/{x}/{y}.png`], tileSize: 256 } },
          layers: [{ id: 'pictures', type: 'raster', source: 'pictures' }],
        }),
      );
    else response.writeHead(path === '/busy.json' ? 503 : 404).end();
  });
  await new Promise<void>((resolve) => tiles.listen(0, '127.0.0.1', resolve));
  host = `http://127.0.0.1:${(tiles.address() as AddressInfo).port}`;
});
afterEach(async () => {
  await site?.stop();
  site = undefined;
});
afterAll(async () => {
  await Promise.all([browser.close(), plainBrowser.close()]);
  tiles.closeAllConnections();
  await new Promise((resolve) => tiles.close(resolve));
});

/** An observatory without places, drawn on this base map. */
async function start(baseMap?: string): Promise<ServedAlone> {
  asked = [];
  site = await serveEmpty(baseMap ? { OBSIDIENNE_BASEMAP: baseMap, OBSIDIENNE_BASEMAP_CREDIT: credit } : {});
  return site;
}

async function open(by = browser): Promise<Page> {
  return openTab(await newReader(by), `${site?.url ?? ''}/#6/46.5/2.5`, [host]);
}

/** The colour of the map at a point where nothing else is. */
async function colourAt(page: Page, x: number, y: number): Promise<string | undefined> {
  const [colour] = (await coloursOf(page, await page.screenshot({ clip: { x, y, width: 1, height: 1 } }))).keys();
  return colour;
}

const point = [700, 500] as const;

describe('the base map of an operator', () => {
  it.each([
    ['tiles', () => `${host}/violet/{z}/{x}/{y}.png`],
    ['a style', () => `${host}/style.json`],
  ])('is drawn from %s, with its makers named, and with one more host in the policy', async (_name, address) => {
    const { url } = await start(address());
    const policy = (await fetch(url)).headers.get('content-security-policy') ?? '';
    const directives = new Map(policy.split(';').map((one) => [one.split(' ')[0], one]));
    expect(directives.get('connect-src')).toBe(`connect-src 'self' ${host}`);
    expect(directives.get('img-src')).toBe(`img-src 'self' data: ${host}`);
    expect(policy.split(host)).toHaveLength(3);
    const page = await open();
    await expect.poll(() => asked.some((path) => path.startsWith('/violet/')), { timeout: 20_000 }).toBe(true);
    await mapReady(page);
    await expect.poll(() => colourAt(page, ...point), { timeout: 10_000 }).toEqual(violet);
    expect(await page.locator('#map-credits').textContent()).toContain(credit);
    expect(await page.locator('#map-base-note').textContent()).toBe('');
    await page.context().close();
  });

  it('is a file of this site, which no other site learns of', async () => {
    const { url } = await start(archive);
    expect((await fetch(url)).headers.get('content-security-policy')).toContain("connect-src 'self';");
    const part = await fetch(`${url}/fond-de-carte.pmtiles`, { headers: { range: 'bytes=0-6' } });
    expect([part.status, await part.text()]).toEqual([206, readFileSync(archive).subarray(0, 7).toString('latin1')]);
    const page = await open();
    await mapReady(page);
    const water = await token(page, 'map-water');
    // What our own archive does not have, the sea of Protomaps, is drawn all the same.
    await expect.poll(() => colourAt(page, 480, 400), { timeout: 10_000 }).not.toEqual(water);
    await expect.poll(() => page.locator('#map-base-note').textContent()).toBe('');
    await page.context().close();
  });

  it.each([
    ['is silent', () => 'http://127.0.0.1:9/{z}/{x}/{y}.png', '127.0.0.1:9'],
    ['has no tiles', () => `${host}/nothing/{z}/{x}/{y}.png`, ''],
    ['is too busy for its style', () => `${host}/busy.json`, ''],
  ])('gives way to the built-in one, and says so, when it %s', async (_name, address, named) => {
    await start(address());
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'fr-FR' });
    await page.goto(`${site?.url}/#6/46.5/2.5`);
    await page
      .getByRole('status')
      .filter({ hasText: `Le fond de carte de ${named || new URL(host).host} ne répond pas` })
      .waitFor();
    await mapReady(page);
    const land = await token(page, 'map-france');
    await expect.poll(() => colourAt(page, ...point), { timeout: 10_000 }).toEqual(land);
    await page.close();
  });

  it('is drawn without WebGL too where it is made of pictures, under the places, on paper, and without our names', async () => {
    await start(`${host}/violet/{z}/{x}/{y}.png`);
    const page = await open(plainBrowser);
    await mapReady(page);
    await expect.poll(() => colourAt(page, ...point), { timeout: 10_000 }).toBe(violet);
    expect(await page.locator('#map-base-note').textContent()).toBe('');
    expect((await coloursOf(page, await mapPicture(page))).get(await token(page, 'map-label')) ?? 0).toBe(0);
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await page.emulateMedia({ media: 'print' });
    const paper = await coloursOf(page, await page.locator('.map-print canvas').screenshot());
    expect(paper.get(violet) ?? 0).toBeGreaterThan(50_000);
    await page.context().close();
  });

  it('gives way to the built-in one without WebGL, and says so when it does not answer', async () => {
    await start(`${host}/nothing/{z}/{x}/{y}.png`);
    const page = await open(plainBrowser);
    const note = page
      .getByRole('status')
      .filter({ hasText: `Le fond de carte de ${new URL(host).host} ne répond pas` });
    await note.waitFor();
    await mapReady(page);
    await expect.poll(() => colourAt(page, ...point), { timeout: 10_000 }).toBe(await token(page, 'map-france'));
    expect((await coloursOf(page, await mapPicture(page))).get(await token(page, 'map-label')) ?? 0).toBeGreaterThan(0);
    await page.context().close();
  });

  it('is told on the notice with what its host learns, and without one no page asks anybody', async () => {
    const { url } = await start(`${host}/style.json`);
    const read = async (at: string) => (await fetch(`${at}/a-propos`, { headers: { 'accept-language': 'fr' } })).text();
    expect(await read(url)).toContain(`Le fond de la carte vient d’un autre site, ${new URL(host).host}.`);
    await site?.stop();
    const own = await start();
    expect(await read(own.url)).toContain('Aucune page n’appelle un autre site');
    expect((await fetch(own.url)).headers.get('content-security-policy')).toContain("connect-src 'self';");
  });
});

/** A PNG of 256 × 256 pixels of one colour. */
function plainTile(colour: readonly number[]): Buffer {
  return writePng(256, Buffer.concat(Array.from({ length: 256 * 256 }, () => Buffer.from(colour))));
}
