import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spreadOut } from '../../../map-ui/map/spread-out.ts';
import type { PointsManifest } from '../../../server/points/manifest.ts';
import { parseTurtle } from '../../../server/rdf/parse-turtle.ts';
import { launchBrowser } from '../../browser.ts';
import { type ServedDemo, serveDemo } from '../../served.ts';

let demo: ServedDemo;
let browser: Browser;

/** A place as its own document says it; `says` is more Turtle about it. */
interface Told {
  readonly name: string;
  readonly at: readonly [lat: number, lon: number];
  readonly kind: string;
  readonly says?: string;
}

const address = (name: string) => `https://${name.toLowerCase()}.example/fiche`;

function publish({ name, at: [lat, lon], kind, says = '' }: Told): void {
  const url = address(name);
  const turtle = `@prefix schema: <https://schema.org/> . @prefix obs: <https://w3id.org/obsidienne/ns#> .
    @prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix kinds: <https://w3id.org/obsidienne/kinds/> .
    <> foaf:primaryTopic <#lieu> . <#lieu> a obs:ThirdPlace ; schema:name "${name}" ; obs:kind kinds:${kind} ; ${says}
    schema:geo [ a schema:GeoCoordinates ; schema:latitude ${lat} ; schema:longitude ${lon} ] .`;
  const read = { readAt: '2026-11-20T12:00:00Z', changedAt: '2026-11-01T08:00:00Z', warnings: [] };
  demo.observatory.directory.project(
    { registration: name, url, finalUrl: url, ...read },
    parseTurtle(turtle, 'turtle', url),
  );
}

const together = ['Amont', 'Aval', 'Berge', 'Crue', 'Digue'];
const spot = [44.5, -30] as const;

beforeAll(async () => {
  [demo, browser] = await Promise.all([serveDemo(), launchBrowser()]);
  for (const name of together) publish({ name, at: spot, kind: name === 'Digue' ? 'coworking' : 'fablab' });
  const target = (name: string) => `<${address(name)}#lieu>`;
  const links = `obs:cooperatesWith ${target('Nord')} ; obs:sharesResourceWith ${target('Est')} ;`;
  publish({ name: 'Centre', at: [48, -25], kind: 'fablab', says: links });
  publish({ name: 'Nord', at: [48.06, -25], kind: 'fablab', says: `obs:cooperatesWith ${target('Centre')} ;` });
  publish({ name: 'Est', at: [48, -24.9], kind: 'fablab' });
  // The points are made anew in a thread, after what was published.
  const { total } = demo.observatory.directory.list({ type: 'place' }, { page: 1, size: 1, language: 'fr' });
  while ((await readPoints()).count !== total) await new Promise((resolve) => setTimeout(resolve, 100));
});

async function readPoints(): Promise<PointsManifest> {
  return (await (await fetch(`${demo.url}/api/points`)).json()) as PointsManifest;
}

afterAll(async () => {
  await browser.close();
  await demo.stop();
});

/** Opens an address and waits until the map has drawn the newest places. */
async function open(path: string): Promise<Page> {
  const context = await browser.newContext({
    locale: 'fr-FR',
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => expect.unreachable(`${path}: ${error.message}`));
  await page.goto(demo.url + path);
  await ready(page);
  return page;
}

async function ready(page: Page): Promise<void> {
  await page.locator('[data-map-state="ready"]').waitFor({ state: 'attached', timeout: 30_000 });
}

async function middleOf(page: Page): Promise<{ readonly x: number; readonly y: number }> {
  const box = await page.locator('#map-canvas').boundingBox();
  return { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 };
}

/** How many pixels of a picture have each colour, as `#rrggbb`. */
async function coloursOf(page: Page, png: Buffer): Promise<ReadonlyMap<string, number>> {
  const counts = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes]));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    context?.drawImage(bitmap, 0, 0);
    const pixels = context?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? [];
    const found = new Map<string, number>();
    for (let i = 0; i < pixels.length; i += 4) {
      const colour = `#${[0, 1, 2].map((part) => (pixels[i + part] ?? 0).toString(16).padStart(2, '0')).join('')}`;
      found.set(colour, (found.get(colour) ?? 0) + 1);
    }
    return [...found];
  }, png.toString('base64'));
  return new Map(counts);
}

/** What a token of the style sheet says. */
function token(page: Page, name: string): Promise<string> {
  return page.evaluate((key) => getComputedStyle(document.documentElement).getPropertyValue(key).trim(), `--${name}`);
}

/** Some squared pixels of the map around a point. */
function around(page: Page, { x, y }: { readonly x: number; readonly y: number }, half: number): Promise<Buffer> {
  return page.screenshot({ clip: { x: x - half, y: y - half, width: 2 * half, height: 2 * half } });
}

/** What fills most of a picture, as a share of it, and how many colours it has. */
function looks(colours: ReadonlyMap<string, number>): { readonly most: number; readonly colours: number } {
  const counts = [...colours.values()];
  return { most: Math.max(...counts) / counts.reduce((sum, count) => sum + count, 0), colours: counts.length };
}

describe('a cluster', () => {
  it('shows the kinds in it as a ring, and spreads the places of one spot so that each can be opened', async () => {
    const page = await open(`/#17/${spot.join('/')}`);
    const middle = await middleOf(page);
    const ring = await coloursOf(page, await around(page, middle, 30));
    const [fablab, coworking] = [await token(page, 'kind-fablab'), await token(page, 'kind-coworking')];
    expect(ring.get(fablab) ?? 0).toBeGreaterThan(2 * (ring.get(coworking) ?? 0));
    expect(ring.get(coworking) ?? 0).toBeGreaterThan(20);

    await page.mouse.click(middle.x, middle.y);
    const panel = page.locator('#map-panel');
    await panel.getByRole('heading', { name: '5 lieux à cet endroit' }).waitFor();
    await panel.getByRole('link', { name: 'Digue' }).waitFor();
    await ready(page);
    const [first = { x: 0, y: 0 }] = spreadOut(together.length);
    await page.mouse.click(middle.x + first.x, middle.y + first.y);
    await panel.locator('.place-card h2', { hasText: new RegExp(`^(${together.join('|')})$`) }).waitFor();
    await page.context().close();
  });
});

describe('the links of the open place', () => {
  it('are lines in the colour of their family, dashed when one side alone says so, and a list that says the same', async () => {
    const page = await open('/?lieu=centre#11/48/-25');
    const card = page.locator('.place-card');
    await card.getByRole('heading', { name: 'Centre' }).waitFor();
    expect(await card.locator('.link-family h4').allTextContents()).toEqual(['Coopération', 'Mise en commun']);
    expect(await card.locator('[data-family="cooperation"]').textContent()).toMatch(/Nord.*confirmé des deux côtés/s);
    expect(await card.locator('[data-family="sharing"]').textContent()).toMatch(/Est.*dit seulement par ce lieu/s);
    await ready(page);
    const { x, y } = await middleOf(page);
    const north = await coloursOf(page, await page.screenshot({ clip: { x: x - 4, y: y - 60, width: 8, height: 36 } }));
    const east = await coloursOf(page, await page.screenshot({ clip: { x: x + 24, y: y - 4, width: 36, height: 8 } }));
    const solid = north.get(await token(page, 'family-cooperation')) ?? 0;
    const dashed = east.get(await token(page, 'family-sharing')) ?? 0;
    expect(solid).toBeGreaterThanOrEqual(36 * 2);
    expect(dashed).toBeGreaterThan(10);
    expect(dashed).toBeLessThan(solid);
    await page.context().close();
  });
});

describe('the drawing of the map', () => {
  it('comes back when the graphics of the machine were lost', async () => {
    const page = await open('/');
    const canvas = page.locator('#map-canvas canvas');
    const before = looks(await coloursOf(page, await canvas.screenshot()));
    const lost = await canvas.evaluate(async (element) => {
      const context = (element as HTMLCanvasElement).getContext('webgl2');
      const extension = context?.getExtension('WEBGL_lose_context');
      extension?.loseContext();
      await new Promise((resolve) => setTimeout(resolve, 100));
      const wasLost = context?.isContextLost();
      extension?.restoreContext();
      return wasLost;
    });
    expect(lost).toBe(true);
    await expect
      .poll(async () => looks(await coloursOf(page, await canvas.screenshot())).colours, { timeout: 20_000 })
      .toBeGreaterThan(before.colours * 0.8);
    await page.context().close();
  });

  it('has stronger borders for who asks for contrast, and no mistake that a machine finds in its tools and tables', async () => {
    const page = await open('/?couche=departements');
    const border = await token(page, 'map-border');
    await page.emulateMedia({ contrast: 'more' });
    expect(await token(page, 'map-border')).not.toBe(border);
    await page.getByText('Options').click();
    await page.locator('.territory-table').waitFor();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
    ).toEqual([]);
    await page.context().close();
  });
});

describe('the map as a picture', () => {
  it('is saved with what it shows, and says where it is from', async () => {
    const page = await open('/');
    await page.getByText('Options').click();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Enregistrer l’image' }).click();
    const file = readFileSync(await (await download).path());
    const all = looks(await coloursOf(page, file));
    expect(all.colours).toBeGreaterThan(200);
    expect(all.most).toBeLessThan(0.7);
    const size = { width: file.readUInt32BE(16), height: file.readUInt32BE(20) };
    const canvas = await page.locator('#map-canvas').boundingBox();
    expect(size.width).toBe(canvas?.width);
    expect(size.height).toBeGreaterThan((canvas?.height ?? 0) + 60);
    const water = (await coloursOf(page, file)).get(await token(page, 'map-water')) ?? 0;
    expect(water).toBeGreaterThan(10_000);
    await page.context().close();
  });

  it('is on paper, where a browser would print an empty canvas', async () => {
    const page = await open('/');
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await page.emulateMedia({ media: 'print' });
    const paper = page.locator('.map-print canvas');
    const colours = await coloursOf(page, await paper.screenshot());
    expect(looks(colours).colours).toBeGreaterThan(200);
    expect(colours.get(await token(page, 'map-water')) ?? 0).toBeGreaterThan(5_000);
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    expect(await paper.count()).toBe(0);
    await page.context().close();
  });
});

describe('the tools of the map', () => {
  it('go overseas, and let the list wait until it is asked to follow', async () => {
    const page = await open('/');
    const heading = page.locator('.results-header h2');
    await page.getByText('Options').click();
    await page.getByRole('checkbox', { name: /quand la carte bouge/ }).uncheck();
    const before = await heading.textContent();
    await page.getByText('Aller à').click();
    await page.getByRole('button', { name: 'La Réunion' }).click();
    await page.waitForURL(/#\d+(\.\d+)?\/-21\.\d+\/55\.\d+$/);
    const search = page.getByRole('button', { name: 'Chercher dans cette zone' });
    await search.waitFor();
    expect((await heading.textContent())?.replace('dans la zone cherchée', '')).toBe(
      before?.replace('dans la vue', '').replace('dans la zone cherchée', ''),
    );
    await search.click();
    await heading.getByText(/^0 lieu/).waitFor();
    expect(await search.count()).toBe(0);
    await page.context().close();
  });
});

describe('the départements by a count', () => {
  it('are coloured, listed with their numbers, and lead to their places at a click', async () => {
    const page = await open('/?couche=departements#7/43.4/1.2');
    const panel = page.locator('#map-panel');
    const table = panel.getByRole('table');
    const first = table.getByRole('row').nth(1);
    await first.waitFor();
    const name = (await first.getByRole('link').textContent()) ?? '';
    const count = Number(await first.getByRole('cell').first().textContent());
    const { facets } = await readPoints();
    const code = facets.find((facet) => facet.name === 'territory')?.values.find(({ label }) => label.fr === name)?.key;
    const listed = { type: 'place', territory: [code ?? ''] } as const;
    expect(count).toBe(demo.observatory.directory.list(listed, { page: 1, size: 1, language: 'fr' }).total);
    await page.getByRole('region', { name: 'Légende' }).getByText('Lieux par département').waitFor();
    await ready(page);
    const clip = await page.locator('#map-canvas').boundingBox();
    const colours = await coloursOf(page, await page.screenshot(clip ? { clip } : {}));
    // The fills let a tenth of the land through, so that no pixel has the colour of the token.
    const [land, shaded] = [await token(page, 'map-france'), looks(colours)];
    expect([...colours].some(([colour, pixels]) => colour !== land && pixels > 5_000 && isWarm(colour))).toBe(true);
    expect(shaded.colours).toBeGreaterThan(100);
    // Artilect is in Haute-Garonne.
    const { x, y } = await middleOf(page);
    await page.mouse.click(x, y);
    await page.waitForURL(/territoire=31/);
    expect(page.url()).not.toContain('couche=');
    await table.waitFor({ state: 'detached' });
    await page.context().close();
  });
});

/** Much more red than blue in it, as the shades have, and neither water nor land. */
function isWarm(colour: string): boolean {
  const [red = 0, , blue = 0] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return red - blue > 40;
}
