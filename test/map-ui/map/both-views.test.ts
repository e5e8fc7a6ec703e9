import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { mapReady, middleOfMap, type Visiting, visiting } from '../open-page.ts';
import { pixelsOf } from '../pixels.ts';

/** What a visitor does, whatever draws the map. */
async function visit(demo: Visiting): Promise<void> {
  const page = await demo.openMap('/');
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
  await page.goto(`${demo.site.url}/#5/46.5/2.5`);
  await mapReady(page);
  await page.getByRole('checkbox', { name: /^Fablab/ }).check();
  await page.waitForURL(/type=fablab/);
  await mapReady(page);
  await expect.poll(() => pixelsOf(page, 'kind-living-lab'), { timeout: 10_000 }).toBeLessThan(40);

  // Opens a place at a click on the map, which draws it and names it in the panel.
  await page.goto(`${demo.site.url}/?type=fablab#12/43.6/1.44`);
  await mapReady(page);
  const { x, y } = await discOf(demo, page);
  await page.mouse.click(x, y);
  await page.waitForURL(/lieu=artilect/);
  await page.locator('.place-card').getByRole('heading', { name: 'Artilect FabLab' }).waitFor();
  await page.goBack();
  await page.locator('.place-card').waitFor({ state: 'detached' });
  await page.goForward();
  await page.locator('.place-card').waitFor();
  await mapReady(page);
  await page.context().close();
}

/** Where the position of Artilect stands on the screen. */
async function discOf(demo: Visiting, page: Page): Promise<{ readonly x: number; readonly y: number }> {
  const answer = (await (await fetch(`${demo.site.url}/api/places/artilect`)).json()) as {
    position: { lat: number; lon: number };
  };
  const [, zoom = 0, lat = 0, lon = 0] = (/#(.*?)\/(.*?)\/(.*)$/.exec(page.url()) ?? []).map(Number);
  const size = 512 * 2 ** zoom;
  const south = (degrees: number) => {
    const sin = Math.sin((degrees * Math.PI) / 180);
    return (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * size;
  };
  const { x, y } = await middleOfMap(page);
  return {
    x: x + ((answer.position.lon - lon) / 360) * size,
    y: y + south(answer.position.lat) - south(lat),
  };
}

describe.each([
  ['with WebGL', true],
  ['without WebGL', false],
])('the map %s', (_name, webGl) => {
  const demo = visiting({ webGl });

  it('lets a visitor search, filter, open a place and come back', () => visit(demo), 90_000);

  it('colours the départements and leads to one at a click', async () => {
    const page = await demo.openMap('/?couche=departements#7/43.4/1.2');
    await page.locator('#map-panel').getByRole('table').waitFor();
    await mapReady(page);
    const { x, y } = await middleOfMap(page);
    await page.mouse.click(x, y);
    await page.waitForURL(/territoire=31/);
    await page.context().close();
  });

  it('saves a picture that shows the land and the places', async () => {
    const page = await demo.openMap('/');
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
