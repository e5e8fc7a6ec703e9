import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { newReader, openTab, visiting } from '../open-page.ts';

const demo = visiting({ webGl: false });

/** Opens the page with its editor ready, and remembers what the content security policy refuses. */
async function openQuery(path: string, means: BrowserContextOptions = {}): Promise<Page> {
  const reader = await newReader(demo.browser, means);
  await reader.addInitScript(() => {
    const refused: string[] = [];
    Object.assign(globalThis, { refused });
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      refused.push(`${violatedDirective} ${blockedURI}`),
    );
  });
  const page = await openTab(reader, new URL(path, demo.site.url).href);
  await editor(page).waitFor();
  return page;
}

const editor = (page: Page) => page.getByRole('textbox', { name: /^(Votre requête SPARQL|Your SPARQL query)$/ });
const sent = (page: Page) => page.locator('textarea[name="query"]').inputValue();
const refusals = (page: Page) => page.evaluate(() => (globalThis as unknown as { refused: string[] }).refused);

async function faults(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

/** Types a query in the place of the one that is there. */
async function type(page: Page, text: string): Promise<void> {
  await editor(page).focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
}

const queryAddress = (query: string) => `/sparql?${new URLSearchParams({ query, lang: 'fr' })}`;

describe('the editor of queries', () => {
  it('writes by keyboard a term by its label and declares the prefix of another, and the policy refuses nothing', async () => {
    const page = await openQuery('/sparql?lang=fr');
    await type(page, 'SELECT ?place WHERE { ?place ');
    await page.keyboard.type('tiers-lie');
    await page.getByRole('option', { name: /obs:ThirdPlace/ }).waitFor();
    for (let i = 0; i < 3; i++) await page.keyboard.press('Backspace');
    await page.keyboard.press('Escape');
    await type(page, 'SELECT ?place WHERE { ?place obs:pract');
    await page
      .getByRole('option', { name: /obs:practice\b/ })
      .first()
      .waitFor();
    // The list takes no key in the first moments, lest somebody chooses what they have not seen.
    await page.waitForTimeout(150);
    await page.keyboard.press('Enter');
    expect(await sent(page)).toMatch(
      /^PREFIX obs: <https:\/\/w3id\.org\/obsidienne\/ns#>\n\nSELECT .* obs:practice\}?$/,
    );
    await page.keyboard.type(' compost');
    await page.getByRole('option', { name: /Compostage partagé.*Pratiques/ }).waitFor();
    await page.waitForTimeout(150);
    await page.keyboard.press('Enter');
    expect(await sent(page)).toContain('obs:practice <https://w3id.org/obsidienne/practices/composting>');
    expect(await page.locator('.term-help').textContent()).toContain('Compostage partagé (Pratiques) — ');
    expect(await refusals(page)).toEqual([]);
    await page.context().close();
  });

  it('runs with Ctrl and Enter: the address keeps the query, IRIs are called by their names, rows can be sorted', async () => {
    const page = await openQuery('/sparql?lang=fr');
    await type(
      page,
      'PREFIX schema: <https://schema.org/>\nSELECT ?place ?name WHERE { ?place a <https://w3id.org/obsidienne/ns#ThirdPlace> ; schema:name ?name ',
    );
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Enter');
    await page.waitForURL(/[?&]query=PREFIX/);
    await editor(page).waitFor();
    expect(await sent(page)).toContain('schema:name ?name');
    const table = page.locator('.results table');
    const first = table.locator('tbody tr').first().locator('td');
    expect(await first.first().locator('a').first().getAttribute('href')).toMatch(/^\/lieux\//);
    expect(await first.first().locator('.iri').isVisible()).toBe(false);
    await page.getByLabel('Montrer aussi les adresses (IRI)').check();
    expect(await first.first().locator('.iri').textContent()).toMatch(/^https?:/);
    await page.getByRole('button', { name: 'name', exact: true }).click();
    const names = await table.locator('tbody td:nth-child(2)').allTextContents();
    expect(names).toEqual(names.toSorted(new Intl.Collator('fr', { numeric: true }).compare));
    await page.getByRole('button', { name: 'name', exact: true }).click();
    expect(await table.locator('tbody td:nth-child(2)').allTextContents()).toEqual(names.toReversed());
    expect(await page.getByRole('columnheader', { name: 'name' }).getAttribute('aria-sort')).toBe('descending');
    expect(await refusals(page)).toEqual([]);
    await page.context().close();
  });

  it('marks a mistake where the server found it, describes the field by it, and lets go of it once the query is changed', async () => {
    const page = await openQuery(queryAddress('SELECT ?x WHERE {\n  ?x <http://a> ?y FILTER(\n}'));
    const marks = page.locator('.cm-lintRange-error');
    await marks.first().waitFor();
    expect(await page.locator('.cm-line').filter({ has: marks }).count()).toBe(1);
    const line = Number(/Ligne (\d+)/.exec((await page.locator('#sparql-error').textContent()) ?? '')?.[1]);
    expect(
      await page
        .locator('.cm-line')
        .nth(line - 1)
        .locator('.cm-lintRange-error')
        .count(),
    ).toBeGreaterThan(0);
    expect(await editor(page).getAttribute('aria-invalid')).toBe('true');
    expect(await editor(page).getAttribute('aria-description')).toContain('Ligne');
    await type(page, 'SELECT * WHERE { ?s ?p ?o ');
    await page.keyboard.press('Escape');
    await expect.poll(() => marks.count()).toBe(0);
    await type(page, 'SELECT * WHERE { ?s obs:kind ?o ');
    await page.keyboard.press('Escape');
    await expect.poll(() => marks.count()).toBe(1);
    expect(await refusals(page)).toEqual([]);
    await page.context().close();
  });

  it('keeps the queries that were run in this browser, takes one up again, and forgets them all', async () => {
    const page = await openQuery('/sparql?lang=fr');
    await type(page, 'ASK { ?s ?p ?o ');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Enter');
    await page.waitForURL(/[?&]query=ASK/);
    await page.goto(`${demo.site.url}/sparql?lang=fr`);
    await page.getByText('Vos dernières requêtes (1)').click();
    await page.getByRole('button', { name: /^ASK/ }).click();
    expect(await sent(page)).toMatch(/^ASK \{ \?s \?p \?o /);
    await page.getByRole('button', { name: 'Tout effacer' }).click();
    expect(await page.evaluate(() => localStorage.getItem('sparql-queries'))).toBeNull();
    await page.context().close();
  });

  it.each([
    ['light', 1280],
    ['dark', 360],
  ] as const)(
    'has no fault that a machine can find with its proposals open (%s, %s pixels), and fits its window',
    async (colorScheme, width) => {
      const page = await openQuery('/sparql?example=places-of-kind&lang=fr', {
        colorScheme,
        viewport: { width, height: 800 },
      });
      expect(await faults(page)).toEqual([]);
      await type(page, 'SELECT * WHERE { ?s obs:practice comp');
      await page.locator('.cm-tooltip-autocomplete [role="option"]').first().waitFor();
      await page.locator('.cm-completionInfo').waitFor({ state: 'attached' });
      expect(await faults(page)).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBe(0);
      await page.context().close();
    },
  );
});

describe('the query page without script', () => {
  it('runs a query of the field on a day’s state and says how to cite it', async () => {
    const page = await demo.open('/sparql?lang=fr', { javaScriptEnabled: false });
    await page.getByLabel('Votre requête').fill('SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }');
    const today = new Date().toISOString().slice(0, 10);
    await page.getByLabel('État des données au').fill(today);
    await page.getByRole('button', { name: 'Lancer la requête' }).click();
    expect(new URL(page.url()).searchParams.get('at')).toBe(today);
    expect(Number(await page.locator('.results td').first().textContent())).toBeGreaterThan(100);
    await page.getByText('Citer', { exact: true }).click();
    expect(await page.locator('.citation').textContent()).toContain(`at=${today}`);
    await page.context().close();
  });
});
