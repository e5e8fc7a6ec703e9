import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';

/** Opens an address of a site as a reader with these means; any error of the page fails the test. */
export async function visit(browser: Browser, address: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    locale: 'fr-FR',
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => expect.unreachable(`${address}: ${error.message}`));
  await page.goto(address);
  return page;
}

/** Waits until the map, where the page has one, has drawn what it shows. */
export async function drawn(page: Page): Promise<void> {
  if ((await page.locator('#map-canvas').count()) === 0) return;
  await page.locator('[data-map-state="ready"]').waitFor({ state: 'attached', timeout: 30_000 });
}
