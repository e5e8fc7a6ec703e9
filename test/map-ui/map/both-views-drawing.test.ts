import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { spreadOut } from '../../../map-ui/map/spread-out.ts';
import type { MarksAnswer } from '../../../server/http/contract.ts';
import { mapReady, middleOfMap, visiting } from '../open-page.ts';
import { coloursOf, countNear, mapPicture, partsOf, pixelsOf, token } from '../pixels.ts';
import { placeIri, publishPlace, type ToldPlace, untilOnMap } from '../publish-place.ts';

const together = ['Amont', 'Aval', 'Berge', 'Crue', 'Digue'];
const spot = [44.5, -30] as const;

describe.each([
  ['with WebGL', true],
  ['without WebGL', false],
])('the map %s', (_name, webGl) => {
  const demo = visiting({ webGl });

  beforeAll(async () => {
    const publish = (name: string, place: Omit<ToldPlace, 'host' | 'name'>) =>
      publishPlace(demo.site, { host: name.toLowerCase(), name, ...place });
    for (const name of together) publish(name, { at: spot, kind: name === 'Digue' ? 'coworking' : 'fablab' });
    const target = (host: string) => `<${placeIri(host)}>`;
    const links = `obs:cooperatesWith ${target('nord')} ; obs:sharesResourceWith ${target('est')} ;`;
    publish('Centre', { at: [48, -25], says: links });
    publish('Nord', { at: [48.06, -25], says: `obs:cooperatesWith ${target('centre')} ;` });
    publish('Est', { at: [48, -24.9] });
    await untilOnMap(demo.site);
  });

  const json = async <T>(path: string) => (await (await fetch(demo.site.url + path)).json()) as T;

  it('shows the kinds in a cluster as a ring, and spreads the places of one spot so that each can be opened', async () => {
    const page = await demo.openMap(`/#17/${spot.join('/')}`);
    const { x, y } = await middleOfMap(page);
    const around = { x: x - 30, y: y - 30, width: 60, height: 60 };
    const ring = await coloursOf(page, await page.screenshot({ clip: around }));
    const [fablab, coworking] = [await token(page, 'kind-fablab'), await token(page, 'kind-coworking')];
    expect(ring.get(fablab) ?? 0).toBeGreaterThan(2 * (ring.get(coworking) ?? 0));
    expect(ring.get(coworking) ?? 0).toBeGreaterThan(20);

    await page.mouse.click(x, y);
    const panel = page.locator('#map-panel');
    await panel.getByRole('heading', { name: '5 lieux à cet endroit' }).waitFor();
    await panel.getByRole('link', { name: 'Digue' }).waitFor();
    // The list stands a frame before the map is told to spread the places: until then it still calls itself ready.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await mapReady(page);
    const [first = { x: 0, y: 0 }] = spreadOut(together.length);
    await page.mouse.click(x + first.x, y + first.y);
    await panel.locator('.place-card h2', { hasText: new RegExp(`^(${together.join('|')})$`) }).waitFor();
    await page.context().close();
  });

  it('names a place under its disc, whatever the length of its name', async () => {
    publishPlace(demo.site, { host: 'long', name: 'Ô'.repeat(500), at: [48.1, -20] });
    publishPlace(demo.site, { host: 'court', name: 'Lieu-dit', at: [48.1, -19.9] });
    await untilOnMap(demo.site);
    for (const lon of [-20, -19.9]) {
      const page = await demo.openMap(`/#12/48.1/${lon}`);
      const { x, y } = await middleOfMap(page);
      const under = { x: x - 30, y: y + 13, width: 60, height: 30 };
      const ink = await token(page, 'text');
      await expect
        .poll(async () => countNear(await coloursOf(page, await page.screenshot({ clip: under })), ink), {
          timeout: 10_000,
        })
        .toBeGreaterThan(30);
      // The name ends soon.
      const below = { x: x - 300, y: y + 120, width: 600, height: 100 };
      expect(countNear(await coloursOf(page, await page.screenshot({ clip: below })), ink)).toBe(0);
      await page.context().close();
    }
  });

  it('draws the links of the open place in the colour of their family, dashed when one side alone says so, and a list says the same', async () => {
    const page = await demo.openMap('/?lieu=centre#11/48/-25');
    const card = page.locator('.place-card');
    await card.getByRole('heading', { name: 'Centre' }).waitFor();
    expect(await card.locator('.link-family h4').allTextContents()).toEqual(['Coopération', 'Mise en commun']);
    expect(await card.locator('[data-family="cooperation"]').textContent()).toMatch(/Nord.*confirmé des deux côtés/s);
    expect(await card.locator('[data-family="sharing"]').textContent()).toMatch(/Est.*dit seulement par ce lieu/s);
    await mapReady(page);
    const { x, y } = await middleOfMap(page);
    const north = await coloursOf(page, await page.screenshot({ clip: { x: x - 4, y: y - 60, width: 8, height: 36 } }));
    const east = await coloursOf(page, await page.screenshot({ clip: { x: x + 24, y: y - 4, width: 36, height: 8 } }));
    const solid = north.get(await token(page, 'family-cooperation')) ?? 0;
    const dashed = east.get(await token(page, 'family-sharing')) ?? 0;
    expect(solid).toBeGreaterThanOrEqual(36 * 2);
    expect(dashed).toBeGreaterThan(10);
    expect(dashed).toBeLessThan(solid);
    await page.context().close();
  });

  it('marks needs and offers in place of the places, names them in the legend, and opens a place at a click on its mark', async () => {
    const page = await demo.openMap('/?couche=besoins-offres');
    const { counts, items } = await json<MarksAnswer>('/api/marks?layer=exchanges&bbox=-6,41,10,52');
    const list = page.getByRole('region', { name: 'Besoins et offres' });
    await list.getByText(`${counts['need']} besoins, ${counts['offer']} offres`).first().waitFor();
    for (const name of ['mark-need', 'mark-offer'])
      await expect.poll(() => pixelsOf(page, name), { message: name, timeout: 10_000 }).toBeGreaterThan(50);
    expect(await page.getByRole('region', { name: 'Légende' }).textContent()).toMatch(/Besoin.*Offre/);

    const { place, marks } = items.find(({ place: { position } }) => position) ?? expect.unreachable();
    await page.goto(`${demo.site.url}/?couche=besoins-offres#14/${place.position?.lat}/${place.position?.lon}`);
    await mapReady(page);
    const kinds = new Set(marks.map(({ kind }) => kind));
    for (const kind of kinds)
      await expect.poll(() => pixelsOf(page, `mark-${kind}`), { message: kind, timeout: 10_000 }).toBeGreaterThan(50);
    const { x, y } = await middleOfMap(page);
    // Two marks of one place are stacked around it.
    await page.mouse.click(x, y - (kinds.size > 1 ? 13 : 0));
    await page.locator('.place-card').getByRole('heading', { name: place.name, exact: true }).waitFor();
    await page.context().close();
  });

  it('draws the links between territories, and moves to the pair that is chosen in their list', async () => {
    const page = await demo.openMap('/?liens=departements');
    const table = page.getByRole('region', { name: 'Liens entre territoires' });
    const between = table.getByRole('button').first();
    await between.waitFor();
    // The lines let a little of the land through.
    const line = mix(await token(page, 'family-exchange'), await token(page, 'map-france'), 0.85);
    await expect
      .poll(async () => countNear(await coloursOf(page, await mapPicture(page)), line), { timeout: 10_000 })
      .toBeGreaterThan(200);
    const before = page.url();
    await between.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.url(), { timeout: 10_000 }).not.toBe(before);
    await page.context().close();
  });

  it('goes where the reader is when they ask, and marks the spot', async () => {
    const page = await demo.openMap('/', {
      permissions: ['geolocation'],
      geolocation: { latitude: 48.1113, longitude: -1.68 },
    });
    await page.getByRole('button', { name: 'Me localiser' }).click();
    await page.waitForURL(/#\d+(\.\d+)?\/48\.1\d*\/-1\.\d+$/);
    await page.locator('.map-here, .maplibregl-user-location-dot').waitFor();
    await page.context().close();
  });

  it('says so when the reader’s position cannot be had', async () => {
    const page = await demo.openMap('/');
    await page.getByRole('button', { name: 'Me localiser' }).click();
    await page.getByRole('button', { name: 'Votre position n’est pas disponible' }).waitFor();
    await page.context().close();
  });

  it('is moved and zoomed from the keyboard', async () => {
    const page = await demo.openMap('/#6/46.5/2.5');
    await page.locator('canvas[aria-label^="Carte des lieux"], #map-canvas[aria-label^="Carte des lieux"]').focus();
    const parts = () =>
      (/#(.*?)\/(.*?)\/(.*)$/.exec(page.url()) ?? []).slice(1).map(Number) as [number, number, number];
    for (const [key, hasMoved] of [
      ['ArrowRight', (_zoom: number, _lat: number, lon: number) => lon > 2.6],
      ['ArrowDown', (_zoom: number, lat: number) => lat < 46.4],
      ['+', (zoom: number) => zoom === 7],
      ['-', (zoom: number) => zoom === 6],
    ] as const) {
      await page.keyboard.press(key);
      await expect.poll(() => hasMoved(...parts()), { message: key, timeout: 10_000 }).toBe(true);
    }
    await page.context().close();
  });

  it('is saved as a picture of its land and places with a legend under it', async () => {
    const page = await demo.openMap('/');
    const file = await savePicture(page);
    const colours = await coloursOf(page, file);
    const size = { width: file.readUInt32BE(16), height: file.readUInt32BE(20) };
    const box = await page.locator('#map-canvas').boundingBox();
    expect(size.width).toBe(box?.width);
    expect(size.height).toBeGreaterThan((box?.height ?? 0) + 60);
    for (const [name, least] of [
      ['map-water', 10_000],
      ['map-france', 10_000],
      ['kind-fablab', 100],
    ] as const)
      expect(colours.get(await token(page, name)) ?? 0, name).toBeGreaterThan(least);
    await page.context().close();
  });
});

async function savePicture(page: Page): Promise<Buffer> {
  await page.getByText('Options').click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Enregistrer l’image' }).click();
  return readFileSync(await (await download).path());
}

/** A colour over another that it lets through. */
function mix(colour: string, ground: string, opacity: number): string {
  const under = partsOf(ground);
  const parts = partsOf(colour).map((part, i) => Math.round(part * opacity + (under[i] ?? 0) * (1 - opacity)));
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
