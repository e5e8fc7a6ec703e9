import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../browser.ts';
import { type ServedDemo, serveDemo } from '../../served.ts';

let demo: ServedDemo;
beforeAll(async () => {
  demo = await serveDemo();
});
afterAll(() => demo.stop());

async function open(browser: Browser, path: string): Promise<Page> {
  const context = await browser.newContext({
    locale: 'fr-FR',
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => expect.unreachable(`${path}: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(demo.url) && !/^(data|blob):/.test(request.url()))
      expect.unreachable(`${path} asks ${request.url()}`);
  });
  await page.goto(demo.url + path);
  await drawn(page);
  return page;
}

async function drawn(page: Page): Promise<void> {
  await page.locator('[data-map-state="ready"]').waitFor({ state: 'attached', timeout: 30_000 });
}

/** How many pixels of the map have about the colour of a token. */
async function pixelsOf(page: Page, token: string): Promise<number> {
  const clip = await page.locator('#map-canvas').boundingBox();
  const png = await page.screenshot(clip ? { clip } : {});
  return page.evaluate(
    async ([base64 = '', name = '']) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes]));
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
      const wanted = getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
      const rgb = [1, 3, 5].map((at) => Number.parseInt(wanted.slice(at, at + 2), 16));
      context?.drawImage(bitmap, 0, 0);
      const pixels = context?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? [];
      let found = 0;
      for (let i = 0; i < pixels.length; i += 4)
        if (rgb.every((part, k) => Math.abs(part - (pixels[i + k] ?? 0)) < 3)) found++;
      return found;
    },
    [png.toString('base64'), token],
  );
}

/** What a visitor does, whatever draws the map. */
async function visit(browser: Browser): Promise<void> {
  const page = await open(browser, '/');
  expect(await pixelsOf(page, 'map-water')).toBeGreaterThan(50_000);
  await expect.poll(() => pixelsOf(page, 'kind-fablab'), { timeout: 10_000 }).toBeGreaterThan(200);

  // Searches for a town: the map goes there.
  await page.getByRole('combobox').fill('toulou');
  await page
    .getByRole('option', { name: /^Toulouse/ })
    .first()
    .click();
  await page.waitForURL(/territoire=31555.*#\d+(\.\d+)?\/43\.\d+\/1\.\d+/);
  await page.getByRole('heading', { name: '1 lieu dans la vue' }).waitFor();
  await page.goBack();
  await page.waitForURL((url) => !url.search.includes('territoire'));

  // Filters: the discs of the other kinds go.
  await page.goto(`${demo.url}/#5/46.5/2.5`);
  await drawn(page);
  await page.getByRole('checkbox', { name: /^Fablab/ }).check();
  await page.waitForURL(/type=fablab/);
  await drawn(page);
  await expect.poll(() => pixelsOf(page, 'kind-living-lab')).toBeLessThan(40);

  // Opens a place at a click on the map, which draws it and names it in the panel.
  await page.goto(`${demo.url}/?type=fablab#12/43.6/1.44`);
  await drawn(page);
  const { x, y } = await discOf(page);
  await page.mouse.click(x, y);
  await page.waitForURL(/lieu=artilect/);
  await page.locator('.place-card').getByRole('heading', { name: 'Artilect FabLab' }).waitFor();
  await page.goBack();
  await page.locator('.place-card').waitFor({ state: 'detached' });
  await page.goForward();
  await page.locator('.place-card').waitFor();
  await drawn(page);
  await page.context().close();
}

/** Where the position of Artilect stands on the screen. */
async function discOf(page: Page): Promise<{ readonly x: number; readonly y: number }> {
  const answer = (await (await fetch(`${demo.url}/api/places/artilect`)).json()) as {
    position: { lat: number; lon: number };
  };
  const [, zoom = 0, lat = 0, lon = 0] = (/#(.*?)\/(.*?)\/(.*)$/.exec(page.url()) ?? []).map(Number);
  const size = 512 * 2 ** zoom;
  const south = (degrees: number) => {
    const sin = Math.sin((degrees * Math.PI) / 180);
    return (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * size;
  };
  const box = await page.locator('#map-canvas').boundingBox();
  return {
    x: (box?.x ?? 0) + (box?.width ?? 0) / 2 + ((answer.position.lon - lon) / 360) * size,
    y: (box?.y ?? 0) + (box?.height ?? 0) / 2 + south(answer.position.lat) - south(lat),
  };
}

describe.each([
  ['with WebGL', true],
  ['without WebGL', false],
])('the map %s', (_name, webGl) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser({ webGl });
  });
  afterAll(() => browser.close());

  it('lets a visitor search, filter, open a place and come back', () => visit(browser), 90_000);

  it('colours the départements and leads to one at a click', async () => {
    const page = await open(browser, '/?couche=departements#7/43.4/1.2');
    await page.locator('#map-panel').getByRole('table').waitFor();
    await drawn(page);
    const box = await page.locator('#map-canvas').boundingBox();
    await page.mouse.click((box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2);
    await page.waitForURL(/territoire=31/);
    await page.context().close();
  });

  it('saves a picture that shows the land and the places', async () => {
    const page = await open(browser, '/');
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await page.emulateMedia({ media: 'print' });
    const colours = await page.locator('.map-print canvas').evaluate((canvas) => {
      const drawing = canvas as HTMLCanvasElement;
      const data = drawing.getContext('2d')?.getImageData(0, 0, drawing.width, drawing.height).data ?? [];
      const found = new Set<number>();
      for (let i = 0; i < data.length; i += 4)
        found.add(((data[i] ?? 0) << 16) | ((data[i + 1] ?? 0) << 8) | (data[i + 2] ?? 0));
      return found.size;
    });
    expect(colours).toBeGreaterThan(200);
    await page.context().close();
  });
});
