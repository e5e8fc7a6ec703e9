import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { drawn, visiting } from '../open-page.ts';

const demo = visiting({ webGl: false });

/** Where the drawing stands in its frame, in pixels. */
const seen = (page: Page) =>
  page.locator('.eco-scroll').evaluate((frame) => {
    const { width, height } = frame.querySelector('svg')?.getBoundingClientRect() ?? { width: 0, height: 0 };
    return { left: frame.scrollLeft, frameWidth: frame.clientWidth, width, height };
  });

describe('the drawing of the ecosystem', () => {
  it('opens at its middle on a phone, large enough to be read, and grows between two fingers', async () => {
    const page = await demo.open('/ecosysteme', { viewport: { width: 360, height: 740 }, hasTouch: true });
    await drawn(page);
    await page.locator('[data-eco-tools]').waitFor();
    const opened = await seen(page);
    expect(opened.width).toBeGreaterThanOrEqual(690);
    expect(Math.abs(opened.left + opened.frameWidth / 2 - opened.width / 2)).toBeLessThan(3);
    const box = await page.locator('.eco-scroll').boundingBox();
    const middle = { x: (box?.x ?? 0) + 160, y: Math.min((box?.y ?? 0) + 60, 700) };
    const fingers = (apart: number) => [-apart, apart].map((by) => ({ x: middle.x + by, y: middle.y }));
    const touch = await page.context().newCDPSession(page);
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: fingers(40) });
    for (const apart of [50, 60, 70])
      await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: fingers(apart) });
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await expect.poll(async () => (await seen(page)).width).toBeGreaterThan(opened.width * 1.2);
    await page.getByRole('button', { name: 'Tout voir' }).click();
    expect((await seen(page)).width).toBeLessThanOrEqual(opened.frameWidth);
    await page.context().close();
  });

  it('is made larger and moved with keys, and each actor is reached by Tab with its sentence', async () => {
    const page = await demo.open('/ecosysteme?lang=en', { viewport: { width: 1280, height: 800 } });
    await drawn(page);
    await page.locator('[data-eco-tools]').waitFor();
    const frame = page.locator('.eco-scroll');
    const before = await seen(page);
    await frame.focus();
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    const larger = await seen(page);
    expect(larger.height).toBeGreaterThan(before.height * 1.8);
    await page.keyboard.press('ArrowRight');
    await expect.poll(async () => (await seen(page)).left).toBeGreaterThan(larger.left);
    await page.keyboard.press('0');
    expect((await seen(page)).height).toBeCloseTo(before.height, 0);
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    expect(name).toMatch(/^.+, (Place|Network|Organisation|Person): \d+ links?, /);
    await page.context().close();
  });
});
