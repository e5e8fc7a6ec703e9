import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../browser.ts';
import { countDifferent, type Picture, readPicture } from '../pixels.ts';
import { writePng } from '../write-png.ts';
import { type FixedSite, type Look, serveFixed, takePicture } from './fixed-site.ts';

const folder = new URL('./kept/', import.meta.url);
/** `npm run pictures` keeps what the pages look like now. */
const isKeeping = process.env['KEEP_PICTURES'] === '1';

/** Pages of which every word and line is settled; the map among them without what its canvas draws. */
const pages: Readonly<Record<string, string>> = {
  liste: '/lieux',
  lieu: '/lieux/halle-lille',
  'a-propos': '/a-propos',
  carte: '/?lieu=halle-lille',
  'liste-integree': '/embed?vue=liste',
};

const looks: readonly (readonly [string, Look])[] = Object.entries(pages).flatMap(([name, path]) =>
  [1024, 360].flatMap((width) =>
    (['light', 'dark'] as const).map(
      (colorScheme) => [`${name}-${width}-${colorScheme}`, { path, width, colorScheme, withoutMap: true }] as const,
    ),
  ),
);

let site: FixedSite;
/** Decodes what is kept. */
let reader: Browser;
beforeAll(async () => {
  [site, reader] = await Promise.all([serveFixed(), launchBrowser({ webGl: false })]);
});
afterAll(async () => {
  await reader.close();
  await site.close();
});

async function readKept(name: string): Promise<Picture> {
  const page = await reader.newPage();
  const picture = await readPicture(page, readFileSync(new URL(`${name}.png`, folder)));
  await page.close();
  return picture;
}

// Another browser draws letters in another way.
describe.skipIf(process.env['CHROMIUM_PATH'])('a settled page', () => {
  it.each(looks)('looks as it did, to the last pixel: %s', async (name, look) => {
    const now = await takePicture(site, look);
    if (isKeeping) writeFileSync(new URL(`${name}.png`, folder), writePng(now.width, now.pixels));
    const different = countDifferent(await readKept(name), now);
    if (different === 0) return;
    const seen = join(mkdtempSync(join(tmpdir(), 'obsidienne-')), `${name}.png`);
    writeFileSync(seen, writePng(now.width, now.pixels));
    expect.unreachable(`${different} pixels differ; it looks like ${seen} now. Is that meant? npm run pictures`);
  });

  it('is told from one in which one pixel has another shade', async () => {
    const kept = await readKept('lieu-360-light');
    const pixels = Buffer.from(kept.pixels);
    pixels[pixels.length >> 1] = (pixels[pixels.length >> 1] ?? 0) ^ 1;
    expect(countDifferent(kept, kept)).toBe(0);
    expect(countDifferent(kept, { ...kept, pixels })).toBe(1);
    expect(countDifferent(kept, { ...kept, pixels: pixels.subarray(0, -3) })).toBeGreaterThan(1);
  });
});

describe('the map', () => {
  it.each([
    ['with WebGL', true],
    ['without WebGL', false],
  ])('is drawn alike by two browsers, to the last pixel, %s', async (_name, webGl) => {
    const look = { path: '/?lieu=halle-lyon', width: 1024, colorScheme: 'light', webGl } as const;
    expect(countDifferent(await takePicture(site, look), await takePicture(site, look))).toBe(0);
  });
});
