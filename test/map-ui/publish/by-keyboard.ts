import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

/** More stops than any page has. */
const mostStops = 400;

/** Goes on with Tab until what a selector names has the focus; fails when it is never reached. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  const isThere = () => page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
  for (let stop = 0; stop < mostStops; stop++) {
    if (await isThere()) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${selector} cannot be reached with Tab`);
}

/** Goes to a field and types. */
export async function typeInto(page: Page, selector: string, text: string): Promise<void> {
  await tabTo(page, selector);
  await page.keyboard.type(text);
}

/** Goes to what a selector names and presses a key there. */
export async function pressOn(page: Page, selector: string, key = 'Enter'): Promise<void> {
  await tabTo(page, selector);
  await page.keyboard.press(key);
}

/** Has the form give its file, by the keyboard, and reads it. */
export async function takeFile(page: Page): Promise<string> {
  await tabTo(page, 'button[name="fichier"][value="jsonld"]');
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  return readFileSync(await download.path(), 'utf8');
}
