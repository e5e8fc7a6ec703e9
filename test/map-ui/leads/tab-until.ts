import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const most = 200;

/** Presses Tab until what has the focus is called so; the reader must see that it has. */
export async function tabUntil(page: Page, name: RegExp): Promise<void> {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press('Tab');
    const focus = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      if (!element || element === document.body) return undefined;
      const { top, bottom, width } = element.getBoundingClientRect();
      return {
        name: (element.getAttribute('aria-label') ?? element.innerText).trim().replace(/\s+/g, ' '),
        isSeen: width > 0 && bottom > 0 && top < innerHeight,
      };
    });
    if (!focus || !name.test(focus.name)) continue;
    expect(focus.isSeen, focus.name).toBe(true);
    return;
  }
  expect.unreachable(`nothing is called ${name} within ${most} presses of Tab`);
}
