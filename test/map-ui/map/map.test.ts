import { AxeBuilder } from '@axe-core/playwright';
import { describe, expect, it } from 'vitest';
import { mapReady, middleOfMap, visiting } from '../open-page.ts';
import { type Colours, coloursOf, mapPicture, partsOf, token } from '../pixels.ts';
import { readPoints } from '../publish-place.ts';

const demo = visiting();

/** What fills most of a picture, as a share of it, and how many colours it has. */
function looks(colours: Colours): { readonly most: number; readonly colours: number } {
  const counts = [...colours.values()];
  return { most: Math.max(...counts) / counts.reduce((sum, count) => sum + count, 0), colours: counts.length };
}

describe('the drawing of the map', () => {
  it('comes back when the graphics of the machine were lost', async () => {
    const page = await demo.openMap('/');
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
    const page = await demo.openMap('/?couche=departements');
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
  it('is on paper, where a browser would print an empty canvas', async () => {
    const page = await demo.openMap('/');
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
    const page = await demo.openMap('/');
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
    const page = await demo.openMap('/?couche=departements#7/43.4/1.2');
    const panel = page.locator('#map-panel');
    const table = panel.getByRole('table');
    const first = table.getByRole('row').nth(1);
    await first.waitFor();
    const name = (await first.getByRole('link').textContent()) ?? '';
    const count = Number(await first.getByRole('cell').first().textContent());
    const { facets } = await readPoints(demo.site);
    const code = facets.find((facet) => facet.name === 'territory')?.values.find(({ label }) => label.fr === name)?.key;
    const listed = { type: 'place', territory: [code ?? ''] } as const;
    expect(count).toBe(demo.site.observatory.directory.list(listed, { page: 1, size: 1, language: 'fr' }).total);
    await page.getByRole('region', { name: 'Légende' }).getByText('Lieux par département').waitFor();
    await mapReady(page);
    const colours = await coloursOf(page, await mapPicture(page));
    // The fills let a tenth of the land through, so that no pixel has the colour of the token.
    const [land, shaded] = [await token(page, 'map-france'), looks(colours)];
    expect([...colours].some(([colour, pixels]) => colour !== land && pixels > 5_000 && isWarm(colour))).toBe(true);
    expect(shaded.colours).toBeGreaterThan(100);
    // Artilect is in Haute-Garonne.
    const { x, y } = await middleOfMap(page);
    await page.mouse.click(x, y);
    await page.waitForURL(/territoire=31/);
    expect(page.url()).not.toContain('couche=');
    await table.waitFor({ state: 'detached' });
    await page.context().close();
  });
});

/** Much more red than blue in it, as the shades have, and neither water nor land. */
function isWarm(colour: string): boolean {
  const [red = 0, , blue = 0] = partsOf(colour);
  return red - blue > 40;
}
