import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { visiting } from '../open-page.ts';
import { pressOn, tabTo, typeInto } from './by-keyboard.ts';

const reader = visiting();
const phone = { viewport: { width: 360, height: 780 } };
const form = (query = '') => reader.open(`/publier/fiche${query}`, phone);
const value = (page: Page, name: string) => page.inputValue(`[name="${name}"]`);

describe('the form on a phone', () => {
  it('fills in the commune of a postcode, asks which where there are several, and lets the pin be moved with arrows', async () => {
    const page = await form();
    await typeInto(page, 'input[name="address.postalCode"]', '49130');
    await page.getByRole('option', { name: /Les Ponts-de-Cé/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await value(page, 'address.addressLocality')).toBe('Les Ponts-de-Cé');
    expect(await value(page, 'address.inseeCode')).toBe('49246');
    const before = await value(page, 'geo.latitude');
    await page.locator('.pin-map').scrollIntoViewIfNeeded();
    await page.locator('[data-pin-map="ready"]').waitFor();
    await pressOn(page, '.form-pin', 'ArrowUp');
    expect(Number(await value(page, 'geo.latitude'))).toBeGreaterThan(Number(before));
    await page.context().close();
  });

  it('finds others in the directory by the keyboard, and takes them out again', async () => {
    const page = await form();
    await pressOn(page, '#groupe-links > summary');
    await typeInto(page, '#q-memberOf-recherche', 'kyo');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowDown');
    expect(await page.getAttribute('#q-memberOf-recherche', 'aria-activedescendant')).toMatch(/-0$/);
    await page.keyboard.press('Enter');
    expect(await value(page, 'memberOf')).toMatch(/^http:\/\/.*kyosei/);
    const question = page.locator('#q-memberOf-question');
    await question.getByRole('button', { name: /^Retirer/ }).press('Enter');
    expect(await value(page, 'memberOf')).toBe('');
    await page.context().close();
  });

  it('searches a long list by any name of its entries', async () => {
    const page = await form();
    await pressOn(page, '#groupe-activity > summary');
    const search = page.locator('#q-practice-question input[type="search"]');
    await search.fill('repair');
    await search.press('ArrowDown');
    await page.keyboard.press('Space');
    expect(await page.isChecked('input[name="practice"][value="repair-cafe"]')).toBe(true);
    await page.locator('#q-name').fill('Le Comptoir');
    await page.locator('[data-preview]').getByText('Repair café').waitFor();
    await search.fill('zzzz');
    await page.getByText('Rien de tel dans la liste.').waitFor();
    await page.context().close();
  });

  it('asks one question at a time where that is wanted, and remembers it', async () => {
    const page = await form();
    await pressOn(page, '.steps-toggle');
    await page.getByText('Question 1 sur').waitFor();
    await page.keyboard.type('Le Comptoir');
    await page.keyboard.press('Enter');
    await page.getByText('Question 2 sur').waitFor();
    expect(await page.locator('#q-name').isVisible()).toBe(false);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('q-alternateName');
    await page.reload();
    await page.getByText('Question 2 sur').waitFor();
    await pressOn(page, '.steps-toggle');
    expect(await value(page, 'name')).toBe('Le Comptoir');
    expect(await page.locator('#q-name').isVisible()).toBe(true);
    await page.context().close();
  });

  it('has what was typed again after it was left half-way', async () => {
    const page = await form();
    await typeInto(page, '#q-name', 'Le Comptoir');
    await page.goto('about:blank');
    await page.goto(new URL('/publier/fiche', reader.site.url).href);
    await page.getByText('Vos réponses de la dernière fois sont revenues.').waitFor();
    expect(await value(page, 'name')).toBe('Le Comptoir');
    await page.context().close();
  });

  it('says when another tab has other answers, and takes them when asked', async () => {
    const page = await form();
    await typeInto(page, '#q-name', 'Le Comptoir');
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.locator('#q-name').fill('Le Grand Comptoir');
    await page.getByText('modifiée dans un autre onglet').waitFor();
    await page.getByRole('button', { name: 'Reprendre les réponses de l’autre onglet' }).click();
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('#q-name')?.value === 'Le Grand Comptoir',
    );
    await page.context().close();
  });

  it.each([
    ['0', '0', 'au large de l’Afrique'],
    ['-1.68', '48.11', 'latitude et longitude semblent inversées'],
    ['95', '2', 'entre -90 et 90'],
  ])('says beside the position what is wrong with %s, %s', async (latitude, longitude, words) => {
    const page = await form();
    await page.locator('#q-name').fill('Le Comptoir');
    await page.locator('input[name="address.postalCode"]').fill('35000');
    await page.locator('input[name="geo.latitude"]').fill(latitude);
    await page.locator('input[name="geo.longitude"]').fill(longitude);
    await page.locator('#q-geo-question').getByText(words).first().waitFor();
    await page.context().close();
  });

  it('takes over the record of a place, and says whose it was', async () => {
    const page = await form('?chercher=sofffa');
    await tabTo(page, 'a[href^="/publier/fiche?lieu="]');
    await page.keyboard.press('Enter');
    await page.getByText('Vous reprenez la fiche de').waitFor();
    expect(await value(page, 'wasDerivedFrom')).toBe('http://sofffa.localhost/');
    await page.context().close();
  });
});
