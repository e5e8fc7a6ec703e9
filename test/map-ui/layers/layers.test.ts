import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { FlowsAnswer, MarksAnswer } from '../../../server/http/contract.ts';
import { mapReady, visiting } from '../open-page.ts';
import { pixelsOf } from '../pixels.ts';

const demo = visiting();

const open = (path: string, width = 1280): Promise<Page> => demo.openMap(path, { viewport: { width, height: 800 } });

const json = async <T>(path: string) => (await (await fetch(demo.site.url + path)).json()) as T;

/** Whether the map has a colour of the style sheet anywhere. */
const isDrawn = async (page: Page, name: string) => (await pixelsOf(page, name)) > 0;

async function expectNoMistakes(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

describe('links between territories', () => {
  it('are switched on in the options, listed with the numbers of the API, and zoom to a pair by keyboard', async () => {
    const page = await open('/');
    await page.getByText('Options').click();
    await page
      .getByRole('combobox', { name: /^Liens entre territoires/ })
      .selectOption({ label: 'Entre départements' });
    await page.waitForURL(/liens=departements/);
    const table = page.getByRole('region', { name: 'Liens entre territoires' });
    await table.getByRole('row').nth(1).waitFor();
    const answer = await json<FlowsAnswer>('/api/flows?size=200');
    const counts = (await table.getByRole('row').locator('td:nth-of-type(1)').allTextContents()).map(Number);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(answer.links - answer.unplaced);
    expect(await table.textContent()).toContain(`${answer.unplaced} liens ne sont pas dessinés`);
    expect(await page.getByRole('region', { name: 'Légende' }).textContent()).toContain('Coopération');
    const before = page.url();
    await table.getByRole('button', { name: /Nord → Seine-Saint-Denis/ }).focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction((url) => location.href !== url, before);
    const [, , lat = 0, lon = 0] = /#([\d.]+)\/([-\d.]+)\/([-\d.]+)/.exec(page.url())?.map(Number) ?? [];
    expect(lat).toBeGreaterThan(48.5);
    expect(lon).toBeGreaterThan(2);
    await expectNoMistakes(page);
    await page.context().close();
  });

  it('come back with their address, and go with their choice', async () => {
    const page = await open('/?liens=regions');
    await page
      .getByRole('region', { name: 'Liens entre territoires' })
      .getByText('Au sein de : Occitanie')
      .first()
      .waitFor();
    await page.getByText('Options').click();
    await page
      .getByRole('combobox', { name: /^Liens entre territoires/ })
      .selectOption({ label: 'Ne pas les montrer' });
    await page.getByRole('region', { name: 'Liens entre territoires' }).waitFor({ state: 'detached' });
    expect(page.url()).not.toContain('liens=');
    await page.context().close();
  });
});

describe('the layers', () => {
  it('needs and offers: two signs on the map, their legend, and a list that says the same and opens places', async () => {
    const page = await open('/?couche=besoins-offres');
    const list = page.getByRole('region', { name: 'Besoins et offres' });
    const answer = await json<MarksAnswer>('/api/marks?layer=exchanges&bbox=-6,41,10,52');
    await list.getByText(`${answer.counts['need']} besoins, ${answer.counts['offer']} offres`).first().waitFor();
    await mapReady(page);
    expect([await isDrawn(page, 'mark-need'), await isDrawn(page, 'mark-offer')]).toEqual([true, true]);
    expect(await page.getByRole('region', { name: 'Légende' }).textContent()).toMatch(/Besoin.*Offre/);
    await expectNoMistakes(page);
    await list.getByRole('link', { name: 'SOFFFA 1er' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('.place-card h2', { hasText: 'SOFFFA 1er' }).waitFor();
    await page.context().close();
  });

  it('events have their dates, and a practice is chosen in the options', async () => {
    const page = await open('/?couche=evenements');
    await page.getByRole('region', { name: 'Rencontres à venir' }).locator('time').first().waitFor();
    await page.getByText('Options').click();
    await page.getByRole('radio', { name: 'Une pratique' }).check();
    await page.getByText(/Choisissez une pratique/).waitFor();
    await page.getByLabel('Quelle pratique ?').selectOption('repair-cafe');
    await page.waitForURL(/couche=pratiques&objet=repair-cafe/);
    await page.getByRole('region', { name: 'Une pratique' }).getByText('fait cette pratique').first().waitFor();
    await page.context().close();
  });

  it('fold their legend on a phone, so that it does not cover the map', async () => {
    const page = await open('/?couche=besoins-offres&liens=departements', 360);
    const legend = page.getByRole('region', { name: 'Légende' });
    await legend.waitFor();
    expect((await legend.boundingBox())?.height).toBeLessThan(60);
    await legend.getByText('Légende').click();
    await legend.getByText('Besoin', { exact: true }).waitFor();
    await page.context().close();
  });
});
