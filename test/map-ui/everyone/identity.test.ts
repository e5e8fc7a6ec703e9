import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../browser.ts';
import { importLabs, lab } from '../../imported-labs.ts';
import { type ServedAlone, serveEmpty } from '../../served.ts';

const operatorKey = 'une-cle-assez-longue-pour-un-essai';
const at = (slug: string, more: object = {}) =>
  lab({ url: `https://labs.example/labs/${slug}`, links: ['https://quai.example/'], ...more });

let served: ServedAlone;
let browser: Browser;
beforeAll(async () => {
  served = await serveEmpty({ OBSIDIENNE_OPERATOR_KEY: operatorKey });
  browser = await launchBrowser();
  await importLabs(served.observatory, [at('quai'), at('le-quai', { phone: '+33 2 99 00 00 00' })]);
  // The rounds of the service may be faster.
  const deadline = Date.now() + 20_000;
  while (served.observatory.identity.proposals.waiting({}, { page: 1, size: 1 }).total === 0 && Date.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 100));
});
afterAll(async () => {
  await browser.close();
  await served.stop();
});

async function faults(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

describe('an operator with a keyboard alone', () => {
  it('signs in, merges a pair and undoes it, on pages without a fault that a machine can find', async () => {
    const context = await browser.newContext({ locale: 'fr', viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    await page.goto(`${served.url}/exploitation/identites`);
    expect(await faults(page)).toEqual([]);
    await page.getByLabel('Clé d’exploitation').focus();
    await page.keyboard.type(operatorKey);
    await page.keyboard.press('Enter');
    await page.getByText('Vous décidez en tant que').waitFor();
    expect(await faults(page)).toEqual([]);
    const merge = page.getByRole('button', { name: /^Réunir/ });
    for (let presses = 0; presses < 60 && !(await merge.evaluate((one) => one === document.activeElement)); presses++)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Les deux fiches sont réunies.').waitFor();
    expect(served.observatory.directory.counts().place).toBe(1);
    await page.goto(`${served.url}/lieux`);
    await page.locator('main a', { hasText: 'Le Quai' }).first().click();
    await page.getByRole('heading', { name: 'Plusieurs sources réunies' }).waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('link', { name: 'D’où vient chaque information' }).click();
    await page.getByRole('heading', { name: 'D’où vient chaque information' }).waitFor();
    expect(await faults(page)).toEqual([]);
    await page.goto(`${served.url}/exploitation/identites`);
    await page.getByRole('button', { name: /^Défaire/ }).press('Enter');
    await page.getByText('La décision est défaite.').waitFor();
    expect(served.observatory.directory.counts().place).toBe(2);
    await context.close();
  }, 120_000);

  it.each([
    [360, 'dark'],
    [1280, 'dark'],
    [360, 'light'],
  ] as const)('reads the pairs at %i px, %s, in English, with nothing beyond the edge', async (width, colorScheme) => {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 } });
    const page = await context.newPage();
    for (const path of ['/exploitation/identites', '/exploitation/identites/decisions']) {
      await page.goto(`${served.url}${path}?lang=en`);
      expect(await faults(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
    await context.close();
  });
});
