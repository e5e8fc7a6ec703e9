import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import fr from '../../../map-ui/texts/fr.json' with { type: 'json' };
import { visiting } from '../open-page.ts';

const demo = visiting();

const open = (path: string): Promise<Page> => demo.open(path, { javaScriptEnabled: false });
const total = (page: Page) => page.locator('.list-total, .results-header h2').first().textContent();

/** Follows a link, until the page behind it was read to its end: a list is drawn while it arrives. */
const follow = (link: Locator) => Promise.all([link.page().waitForEvent('load'), link.click()]);

describe('a reader without script', () => {
  it('has every filter of the map as a link, and each counts the list behind it', async () => {
    const page = await open('/');
    const { facets } = demo.site.observatory.directory.list({ type: 'place' }, { page: 1, size: 1, language: 'fr' });
    const alive = Object.entries(fr.facets.names).filter(([name]) =>
      facets[name as keyof typeof facets]?.some(({ count }) => count > 0),
    );
    expect(alive.length).toBeGreaterThan(7);
    const shown = page.locator('.map-facets');
    for (const [, label] of alive) expect(await shown.textContent()).toContain(label);
    await shown.getByText('Plus de filtres').click();
    const groups = shown.locator('.more-facets > details');
    for (let i = 0; i < (await groups.count()); i++) {
      const group = groups.nth(i);
      await group.locator('summary').click();
      const chip = group.locator('a.chip').first();
      const count = (await chip.locator('.count').textContent()) ?? '';
      const list = await open((await chip.getAttribute('href')) ?? '');
      const found = await list.locator('.entity-list .entity-row').count();
      expect(found, (await chip.textContent()) ?? '').toBe(Math.min(Number(count), 30));
      await list.context().close();
    }
    await page.context().close();
  });

  it('searches, narrows, turns pages, opens a place and comes back', async () => {
    const page = await open('/');
    expect(await total(page)).toMatch(/^\d+ lieux/);
    await page.getByRole('searchbox').fill('atelier');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/lieux\?q=atelier/);
    const rows = page.locator('.entity-list .entity-row');
    const before = await rows.count();
    expect(before).toBeGreaterThan(1);
    await follow(page.locator('.facets a.facet-value:not([aria-disabled])').first());
    expect(await rows.count()).toBeLessThanOrEqual(before);
    await follow(page.locator('.chips a.chip').first());

    await page.goto(`${demo.site.url}/lieux`);
    const first = await rows.allTextContents();
    await follow(page.getByRole('link', { name: 'Suivant' }));
    const second = await rows.allTextContents();
    expect(second.some((row) => first.includes(row))).toBe(false);
    await follow(page.getByRole('link', { name: 'Précédent' }));
    expect(await rows.allTextContents()).toEqual(first);

    const name = (await page.locator('.entity-row-name').first().textContent()) ?? '';
    await page.locator('.entity-row-name').first().click();
    await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
    expect(await page.locator('[data-entity-actions]').isVisible()).toBe(false);
    await page.goBack();
    expect(await rows.allTextContents()).toEqual(first);
    await page.context().close();
  });

  it('is told what a page lacks without script, and sends forms all the same', async () => {
    const map = await open('/');
    // The browser of the tests reads what stands in there as text, since its scripts are off and not absent.
    expect(await map.locator('noscript').textContent()).toContain('La carte a besoin de JavaScript');
    await map.context().close();
    const page = await open('/verifier');
    await page.getByRole('textbox').first().fill('http://sofffa.localhost/');
    await page.locator('main form button[type="submit"]').first().click();
    expect(await page.locator('main').textContent()).toMatch(/sofffa/);
    await page.context().close();
  });
});
