import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { drawn, visiting } from '../open-page.ts';

const demo = visiting();

/** What has the focus, and whether the reader sees that. */
interface Focus {
  readonly tag: string;
  readonly name: string;
  readonly isSeen: boolean;
}

function focusOf(page: Page): Promise<Focus> {
  return page.evaluate(() => {
    let element = document.activeElement as HTMLElement | null;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement as HTMLElement;
    if (!element || element === document.body) return { tag: 'body', name: '', isSeen: false };
    // A chip shows the focus of the box in it, a row that of its link, an editor that of its text, and a pane its own ring inside.
    const around = ['label', '.entity-row', '.cm-editor'].map((one) => element.closest(one));
    const ringed = [element, ...around, element.parentElement];
    const hasRing = ringed.some((one) => {
      if (!one) return false;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
      return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) || boxShadow.includes('inset');
    });
    // The button for the calendar in a field for a date has a ring that only the browser knows of.
    const isNative = element.matches('input[type="date"]:not(:focus-visible)');
    const { width, height, bottom, right } = (element.closest('label') ?? element).getBoundingClientRect();
    const isThere = width > 0 && height > 0 && bottom > 0 && right > 0;
    const name = element.getAttribute('aria-label') ?? element.textContent ?? '';
    return {
      tag: element.tagName.toLowerCase(),
      name: name.trim().replace(/\s+/g, ' '),
      isSeen: (hasRing || isNative) && isThere,
    };
  });
}

/** Presses a key until what has the focus fits; every stop on the way must be seen. */
async function press(page: Page, key: string, until: (focus: Focus) => boolean, most = 80): Promise<Focus> {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press(key);
    const focus = await focusOf(page);
    // An editor draws its ring a moment later.
    if (focus.tag !== 'body' && !focus.isSeen)
      await expect
        .poll(async () => (await focusOf(page)).isSeen, {
          message: `${focus.tag} "${focus.name.slice(0, 60)}" shows its focus`,
          timeout: 500,
        })
        .toBe(true);
    if (until(focus)) return focus;
  }
  return expect.unreachable(`nothing fits after ${most} times ${key}; now ${JSON.stringify(await focusOf(page))}`);
}

const named = (name: RegExp) => (focus: Focus) => name.test(focus.name);

describe('a reader with a keyboard and nothing else', () => {
  it('skips to the content, searches, narrows, opens a place, and comes back to where they were', async () => {
    const page = await demo.open('/');
    await drawn(page);
    await press(page, 'Tab', named(/Aller au contenu/), 1);
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('contenu');

    await press(page, 'Tab', ({ tag }) => tag === 'input', 12);
    await page.keyboard.type('soff');
    await page.getByRole('option', { name: /SOFFFA 1er/ }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('option').first().waitFor({ state: 'hidden' });
    await page.keyboard.press('ArrowDown');
    await expect
      .poll(() => page.locator('#map-panel').getByRole('option', { selected: true }).textContent())
      .toContain('SOFFFA 1er');
    await page.keyboard.press('Enter');
    const card = page.locator('.place-card');
    await expect.poll(async () => (await focusOf(page)).name).toBe('SOFFFA 1er');
    await card.getByRole('link', { name: 'Voir la fiche complète' }).waitFor();
    await press(page, 'Shift+Tab', named(/Revenir à la liste/), 3);
    await page.keyboard.press('Enter');
    await card.waitFor({ state: 'detached' });
    await expect.poll(async () => (await focusOf(page)).tag).not.toBe('body');

    const heading = page.locator('.results-header h2');
    const all = await heading.textContent();
    await press(page, 'Shift+Tab', named(/^Fablab/), 160);
    await page.keyboard.press('Space');
    await expect.poll(() => heading.textContent()).not.toBe(all);
    expect(page.url()).toContain('type=fablab');
    expect((await focusOf(page)).name).toMatch(/^Fablab/);

    const row = await press(page, 'Tab', (focus) => focus.tag === 'a' && !/carte|liste/i.test(focus.name));
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await focusOf(page)).name).toBe(row.name);
    expect(page.url()).toContain('lieu=');
    // The browser's own Alt+Left is not the page's to hear.
    await page.goBack();
    await card.waitFor({ state: 'detached' });
    await expect.poll(async () => (await focusOf(page)).name).toBe(row.name);
    await page.context().close();
  });

  it('moves and zooms the map, folds its menus away with Escape, and is caught nowhere', async () => {
    const page = await demo.open('/#6/46.5/2.5');
    await drawn(page);
    // From the last control backwards to the first, and on: a trap would never let the other end be reached.
    const seen: string[] = [];
    await press(
      page,
      'Tab',
      (focus) => {
        seen.push(focus.name);
        return focus.tag === 'body' || seen.filter((name) => /Aller au contenu/.test(name)).length > 1;
      },
      250,
    );
    expect(seen.some((name) => /^Carte des lieux/.test(name))).toBe(true);
    expect(seen.some((name) => /Zoomer/.test(name))).toBe(true);

    await page.reload();
    await drawn(page);
    await press(page, 'Tab', named(/^Carte des lieux/), 250);
    const before = page.url();
    for (const [key, moved] of [
      ['ArrowRight', /#6\/46\.5\d*\/(?!2\.5$)/],
      ['ArrowDown', /#6\/(?!46\.5)/],
      ['+', /#7\//],
      ['-', /#6\//],
    ] as const) {
      await page.keyboard.press(key);
      await expect.poll(() => page.url(), { message: key }).toMatch(moved);
    }
    expect(page.url()).not.toBe(before);

    await press(page, 'Shift+Tab', named(/^Options$/));
    await page.keyboard.press('Enter');
    await page.locator('.map-menu[open]').waitFor();
    await press(page, 'Tab', ({ tag }) => tag === 'input', 3);
    await page.keyboard.press('Escape');
    expect(await page.locator('.map-menu[open]').count()).toBe(0);
    expect((await focusOf(page)).name).toMatch(/^Options/);
    await page.context().close();
  });

  it.each(['/lieux', '/lieux/sofffa', '/publier', '/verifier', '/sparql', '/pratiques', '/territoires/34'])(
    'goes through %s from end to end and sees each stop',
    async (path) => {
      const page = await demo.open(path);
      const stops: string[] = [];
      await press(
        page,
        'Tab',
        ({ tag, name }) => {
          stops.push(name);
          return tag === 'body' || (stops.length > 1 && /Aller au contenu/.test(name));
        },
        400,
      );
      expect(stops[0]).toMatch(/Aller au contenu/);
      expect(stops.length).toBeGreaterThan(10);
      await page.context().close();
    },
  );
});
