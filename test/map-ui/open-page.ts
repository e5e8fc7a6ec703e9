import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { type BrowserChoice, launchBrowser } from '../browser.ts';
import { type ServedAlone, serveDemo } from '../served.ts';

/** A site and a browser that last as long as the tests of a file. */
export interface Visiting {
  readonly site: ServedAlone;
  readonly browser: Browser;
  /** Opens a path of the site as a reader with these means. */
  open(path: string, means?: BrowserContextOptions): Promise<Page>;
  /** The same for a page with the map, once that is drawn. */
  openMap(path: string, means?: BrowserContextOptions): Promise<Page>;
}

interface Choice extends BrowserChoice {
  /** The demonstration, where nothing else is said. */
  readonly start?: () => Promise<ServedAlone>;
}

/** Starts a site and a browser before the tests that follow, and ends both after them. */
export function visiting({ start = serveDemo, ...choice }: Choice = {}): Visiting {
  let site: ServedAlone;
  let browser: Browser;
  beforeAll(async () => {
    [site, browser] = await Promise.all([start(), launchBrowser(choice)]);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });
  const open: Visiting['open'] = (path, means) => openPage(browser, new URL(path, site.url).href, means);
  return {
    get site() {
      return site;
    },
    get browser() {
      return browser;
    },
    open,
    async openMap(path, means) {
      const page = await open(path, means);
      await mapReady(page);
      return page;
    },
  };
}

/** A reader in front of a desk in France who wants nothing to move, unless their means are others. */
export function newReader(browser: Browser, means: BrowserContextOptions = {}): Promise<BrowserContext> {
  return browser.newContext({
    locale: 'fr-FR',
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
    ...means,
  });
}

/** Opens an address as a reader with these means, in a browser that keeps nothing of others. */
export async function openPage(browser: Browser, address: string, means: BrowserContextOptions = {}): Promise<Page> {
  return openTab(await newReader(browser, means), address);
}

/** Opens an address beside what a reader has open; an error of the page, or a request to a site other than those, fails the test. */
export async function openTab(reader: BrowserContext, address: string, others: readonly string[] = []): Promise<Page> {
  const page = await reader.newPage();
  const origins = [address, ...others].map((one) => new URL(one).origin);
  page.on('pageerror', (error) => expect.unreachable(`${address}: ${error.message}`));
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (!['data:', 'blob:'].includes(protocol) && !origins.includes(origin))
      expect.unreachable(`${address} asks ${request.url()}`);
  });
  await page.goto(address);
  return page;
}

/** Waits until the map has drawn what it shows. */
export function mapReady(page: Page): Promise<void> {
  return page.locator('[data-map-state="ready"]').waitFor({ state: 'attached', timeout: 60_000 });
}

/** The middle of the map, as the screen counts. */
export async function middleOfMap(page: Page): Promise<{ readonly x: number; readonly y: number }> {
  const box = await page.locator('#map-canvas').boundingBox();
  return { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 };
}

/** Waits until the map, where the page has one, has drawn what it shows. */
export async function drawn(page: Page): Promise<void> {
  if ((await page.locator('#map-canvas').count()) > 0) await mapReady(page);
}
