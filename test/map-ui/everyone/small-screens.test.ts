import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { drawn, visiting } from '../open-page.ts';
import { pageTypes } from './page-types.ts';

const demo = visiting();

/** How far the page goes beyond its window to the side, and what sticks out. */
function overflow(page: Page): Promise<{ readonly by: number; readonly what: readonly string[] }> {
  return page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    const what = [...document.querySelectorAll('main *')]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
      .map((element) => `${element.tagName}.${element.className}`);
    return { by: scrollWidth - clientWidth, what: scrollWidth > clientWidth ? what.slice(0, 5) : [] };
  });
}

/** Controls that are smaller than 24 by 24 pixels and no links within a sentence (WCAG 2.2, 2.5.8). */
function smallTargets(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const isShown = (element: Element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    const controls = [...document.querySelectorAll('a[href], button, summary, input, select, textarea, label.chip')];
    return controls
      .filter(isShown)
      .filter((element) => {
        const target = element.closest('label') ?? element;
        const { width, height } = target.getBoundingClientRect();
        if (width === 0 || (width >= 24 && height >= 24)) return false;
        // The row of a list is the target of its link.
        if (element.matches('.entity-row-name') && getComputedStyle(element, '::after').position === 'absolute')
          return false;
        // A link among words keeps the height of its line.
        const isInline = getComputedStyle(element).display === 'inline';
        const around = element.parentElement?.textContent?.trim() ?? '';
        return !(isInline && around.length > (element.textContent?.trim() ?? '').length);
      })
      .filter((element) => {
        // What is small has room around it: a circle of 24 pixels on it meets no other control.
        const { left, top, width, height } = element.getBoundingClientRect();
        const [x, y] = [left + width / 2, top + height / 2];
        return controls.some((other) => {
          if (other === element || !isShown(other) || other.contains(element) || element.contains(other)) return false;
          const box = other.getBoundingClientRect();
          if (box.width === 0) return false;
          const dx = Math.max(box.left - x, 0, x - box.right);
          const dy = Math.max(box.top - y, 0, y - box.bottom);
          return Math.hypot(dx, dy) < 12;
        });
      })
      .map(
        (element) =>
          `${element.tagName.toLowerCase()}.${element.className} "${element.textContent?.trim().slice(0, 40)}"`,
      );
  });
}

describe.each(pageTypes)('%s', (path) => {
  it('fits a window of 320 pixels, and one at twice the size, and every control can be touched', async () => {
    const page = await demo.open(path, { viewport: { width: 320, height: 640 } });
    await drawn(page);
    expect(await overflow(page)).toEqual({ by: 0, what: [] });
    expect(await smallTargets(page)).toEqual([]);
    // A window of 1280 pixels at 200 % has the room of 640.
    await page.setViewportSize({ width: 640, height: 400 });
    expect(await overflow(page)).toEqual({ by: 0, what: [] });
    // Letters of twice the size alone, as some readers set them.
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
    expect(await overflow(page)).toEqual({ by: 0, what: [] });
    await page.context().close();
  });
});

describe('the main controls', () => {
  it('are at least 44 pixels high on a phone', async () => {
    const page = await demo.open('/', { viewport: { width: 360, height: 740 }, hasTouch: true });
    await drawn(page);
    const main = [
      '.map-tool',
      '.map-search-input',
      '.map-search-button',
      '.chip',
      '.star',
      '.site-nav a',
      '.theme-switch',
    ];
    for (const selector of main) {
      const box = await page.locator(selector).first().boundingBox();
      expect(box?.height ?? 0, selector).toBeGreaterThanOrEqual(43.5);
    }
    await page.context().close();
  });
});

describe('a reader who chose colours or rest for all pages', () => {
  it('sees where they are and what is chosen in colours of their own', async () => {
    const page = await demo.open('/?type=fablab', { forcedColors: 'active' });
    await drawn(page);
    const chosen = page.locator('label.chip:has(:checked)').first();
    expect(await chosen.evaluate((element) => getComputedStyle(element, '::before').content)).toContain('✓');
    await page.locator('.map-search-input').focus();
    expect(
      await page.locator('.map-search-input').evaluate((element) => getComputedStyle(element).outlineStyle),
    ).not.toBe('none');
    const current = page.locator('.site-nav [aria-current]');
    const other = page.locator('.site-nav a:not([aria-current])').first();
    const look = (element: SVGElement | HTMLElement) => {
      const { borderBottomColor, borderBottomWidth, color, fontWeight, textDecorationLine, boxShadow } =
        getComputedStyle(element);
      return [borderBottomColor, borderBottomWidth, color, fontWeight, textDecorationLine, boxShadow].join();
    };
    expect(await current.first().evaluate(look)).not.toBe(await other.evaluate(look));
    await page.context().close();
  });

  it('meets nothing that moves by itself', async () => {
    for (const path of ['/', '/lieux/sofffa', '/publier']) {
      const page = await demo.open(path, { reducedMotion: 'reduce' });
      await drawn(page);
      const moving = await page.evaluate(() =>
        [...document.querySelectorAll('*')]
          .filter((element) => {
            const { animationName, animationDuration, transitionDuration } = getComputedStyle(element);
            const longest = Math.max(...transitionDuration.split(',').map(Number.parseFloat));
            return (animationName !== 'none' && Number.parseFloat(animationDuration) > 0.01) || longest > 0.01;
          })
          .map((element) => `${element.tagName}.${element.className}`),
      );
      expect(moving, path).toEqual([]);
      await page.context().close();
    }
  });
});
