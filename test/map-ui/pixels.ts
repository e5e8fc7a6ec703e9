import type { Page } from 'playwright-core';

/** How many pixels have each colour, as `#rrggbb`. */
export type Colours = ReadonlyMap<string, number>;

/** What the map shows on the screen. */
export function mapPicture(page: Page): Promise<Buffer> {
  return page.locator('#map-canvas').screenshot();
}

/** A picture as red, green and blue bytes, row by row. */
export interface Picture {
  readonly width: number;
  readonly pixels: Buffer;
}

/** Reads a PNG; the page only decodes it. */
export async function readPicture(page: Page, png: Buffer): Promise<Picture> {
  const [width, pixels] = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes]));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    context?.drawImage(bitmap, 0, 0);
    const { data } = context?.getImageData(0, 0, bitmap.width, bitmap.height) ?? { data: [] };
    const letters: string[] = [];
    for (let i = 0; i < data.length; i += 4)
      letters.push(String.fromCharCode(data[i] ?? 0, data[i + 1] ?? 0, data[i + 2] ?? 0));
    return [bitmap.width, btoa(letters.join(''))] as const;
  }, png.toString('base64'));
  return { width, pixels: Buffer.from(pixels, 'base64') };
}

/** How many pixels differ; all of the larger one where the sizes do. */
export function countDifferent(one: Picture, other: Picture): number {
  const larger = Math.max(one.pixels.length, other.pixels.length);
  if (one.width !== other.width || one.pixels.length !== other.pixels.length) return larger / 3;
  let found = 0;
  for (let i = 0; i < larger; i += 3) if (one.pixels.compare(other.pixels, i, i + 3, i, i + 3) !== 0) found++;
  return found;
}

/** The colours of a PNG; the page only decodes it. */
export async function coloursOf(page: Page, png: Buffer): Promise<Colours> {
  const { pixels } = await readPicture(page, png);
  const counts = new Map<number, number>();
  for (let i = 0; i < pixels.length; i += 3) {
    const colour = pixels.readUIntBE(i, 3);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  return new Map([...counts].map(([colour, count]) => [`#${colour.toString(16).padStart(6, '0')}`, count]));
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
