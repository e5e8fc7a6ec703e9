import type { Page } from 'playwright-core';

/** How many pixels have each colour, as `#rrggbb`. */
export type Colours = ReadonlyMap<string, number>;

/** What the map shows on the screen. */
export function mapPicture(page: Page): Promise<Buffer> {
  return page.locator('#map-canvas').screenshot();
}

/** The colours of a PNG; the page only decodes it. */
export async function coloursOf(page: Page, png: Buffer): Promise<Colours> {
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

/** What a colour token of the style sheet says now, as `#rrggbb`. */
export function token(page: Page, name: string): Promise<string> {
  return page.evaluate((key) => getComputedStyle(document.documentElement).getPropertyValue(key).trim(), `--${name}`);
}

/** How many pixels are of a colour, or so near to it that nobody sees a difference. */
export function countNear(colours: Colours, wanted: string): number {
  const parts = partsOf(wanted);
  return [...colours]
    .filter(([colour]) => partsOf(colour).every((part, i) => Math.abs(part - (parts[i] ?? 0)) < 3))
    .reduce((sum, [, count]) => sum + count, 0);
}

/** Red, green and blue of `#rrggbb`. */
export function partsOf(colour: string): readonly number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}

/** How many pixels of the map on the screen have about the colour of a token. */
export async function pixelsOf(page: Page, name: string): Promise<number> {
  return countNear(await coloursOf(page, await mapPicture(page)), await token(page, name));
}
