import type { Page } from 'playwright-core';
import { readAssets } from '../../../server/bin/app-deps.ts';
import { type BrowserChoice, launchBrowser } from '../../browser.ts';
import { serveScene } from '../../http/scene-site.ts';
import { openScene } from '../../observatory.ts';
import { drawn, newReader, openTab } from '../open-page.ts';
import { type Picture, readPicture } from '../pixels.ts';
import { placeIri, publishPlace, untilOnMap } from '../publish-place.ts';

/** An observatory of which no word depends on the day or on the machine. */
export interface FixedSite {
  readonly url: string;
  close(): Promise<void>;
}

/** The moment at which every picture is taken, and the only address at which the site is seen. */
const moment = '2026-11-23T12:00:00Z';
const address = 'http://carte.example';

const kinds = ['coworking', 'fablab', 'cultural-place', 'living-lab', 'shared-kitchen'];
const towns = [
  ['Brest', '29200', 48.39, -4.49],
  ['Rennes', '35000', 48.11, -1.68],
  ['Lille', '59000', 50.63, 3.06],
  ['Metz', '57000', 49.12, 6.18],
  ['Lyon', '69001', 45.76, 4.83],
  ['Toulouse', '31000', 43.6, 1.44],
  ['Marseille', '13001', 43.3, 5.38],
] as const;

/** Serves some invented places at a clock that stands still. */
export async function serveFixed(): Promise<FixedSite> {
  const scene = await openScene([]);
  scene.later(Date.parse(moment) - scene.now().getTime());
  const served = await serveScene(scene, readAssets());
  const site = { url: served.url, observatory: scene.observatory };
  for (const [i, [town, postalCode, lat, lon]] of towns.entries())
    publishPlace(site, {
      host: `halle-${town.toLowerCase()}`,
      name: `La Halle de ${town}`,
      kind: kinds[i % kinds.length] ?? '',
      at: [lat, lon],
      town,
      postalCode,
      says: `schema:description "Un lieu inventé, où l’on répare, cuisine et apprend ensemble."@fr ;
        obs:practice practices:repair-cafe, practices:shared-garden ;
        obs:cooperatesWith <${placeIri(`halle-${towns[(i + 1) % towns.length]?.[0].toLowerCase()}`)}> ;`,
    });
  await untilOnMap(site);
  // The page of a place does not wait for its leads; their own page does.
  await (await fetch(`${site.url}/lieux/halle-brest/pistes`)).text();
  return {
    url: site.url,
    async close() {
      await served.close();
      await scene.close();
    },
  };
}

/** How a page is looked at. */
export interface Look extends BrowserChoice {
  readonly path: string;
  readonly width: number;
  readonly colorScheme: 'light' | 'dark';
  /** Leaves the drawing of the map out, of which pixels may depend on the machine's processor. */
  readonly withoutMap?: boolean;
}

/** Opens a page of the site in a browser of its own and takes its picture as a PNG. */
export async function takePicture(
  { url }: FixedSite,
  { path, width, colorScheme, withoutMap, ...choice }: Look,
): Promise<Picture> {
  const { hostname, port } = new URL(url);
  const hosts = { [new URL(address).host]: { address: hostname, port: Number(port) } };
  const browser = await launchBrowser({ ...choice, hosts, onlyOwnFonts: true });
  try {
    const viewport = { width, height: 600 };
    const reader = await newReader(browser, { viewport, colorScheme, timezoneId: 'Europe/Paris' });
    await reader.clock.setFixedTime(moment);
    const page = await openTab(reader, address + path);
    await settle(page);
    if (withoutMap) await page.locator('#map-canvas > *').evaluateAll((all) => all.map((one) => one.remove()));
    return await readPicture(page, await page.screenshot({ animations: 'disabled', caret: 'hide' }));
  } finally {
    await browser.close();
  }
}

/** Waits for the fonts, the map and the list beside it. */
async function settle(page: Page): Promise<void> {
  await drawn(page);
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  await page.evaluate(() => document.fonts.ready);
}
