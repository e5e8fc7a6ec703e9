import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { drawn, visiting } from '../open-page.ts';
import { pageTypes } from './page-types.ts';

const demo = visiting();

/** Light and dark on a phone and a desk; both languages take turns, since marks do not depend on words. */
const views = [
  { colorScheme: 'light', width: 1280, language: 'fr' },
  { colorScheme: 'dark', width: 1280, language: 'en' },
  { colorScheme: 'light', width: 360, language: 'en' },
  { colorScheme: 'dark', width: 360, language: 'fr' },
] as const;

async function faults(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

describe.each(pageTypes)('%s', (path) => {
  it('has no fault that a machine can find, in light and dark, on a phone and a desk, in French and English', async () => {
    for (const { colorScheme, width, language } of views) {
      const address = new URL(path, demo.site.url);
      address.searchParams.set('lang', language);
      const page = await demo.open(address.href, { colorScheme, viewport: { width, height: 800 } });
      await drawn(page);
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
      expect(await faults(page), `${colorScheme} ${width} ${language}`).toEqual([]);
      await page.context().close();
    }
  }, 180_000);
});
