import { readdirSync, readFileSync } from 'node:fs';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { EntityType } from '../server/directory/entity.ts';
import { sections } from '../server/http/sections.ts';
import { entityTexts, texts } from '../server/http/texts/texts.ts';
import type { Language } from '../server/rdf/text.ts';
import { mapReady, visiting } from './map-ui/open-page.ts';

const demo = visiting();

/** Opens an address as a person would who does not mind what moves. */
const open = (path: string, means: BrowserContextOptions = {}): Promise<Page> =>
  demo.open(path, { reducedMotion: 'no-preference', ...means });

describe('a new user', () => {
  it('is told the addresses and what was read', () => {
    expect(demo.site.said.join('\n')).toMatch(
      /Obsidienne is at http:\/\/127\.0\.0\.1:\d+[\s\S]*Read \d+ profiles \(.*changed.*\); \d+ places on the map/,
    );
    expect(demo.site.said.join('\n')).toContain('OBSIDIENNE_ORIGIN is not set');
  });

  it('finds SOFFFA by searching the map, opens its page and follows the link to its network', async () => {
    const page = await open('/');
    await mapReady(page);
    await page.getByRole('combobox').fill('soff');
    await page.getByRole('option', { name: /SOFFFA 1er/ }).click();
    const card = page.locator('#map-panel');
    await card.getByRole('heading', { name: 'SOFFFA 1er' }).waitFor();
    expect(page.url()).toContain('lieu=sofffa');
    await card.getByRole('link', { name: /fiche/i }).first().click();
    await page.getByRole('heading', { level: 1, name: 'SOFFFA 1er' }).waitFor();
    await page
      .getByRole('link', { name: /Archipel Kyosei/ })
      .first()
      .click();
    await page.getByRole('heading', { level: 1, name: /Archipel Kyosei/ }).waitFor();
    expect(await page.locator('main').textContent()).toContain('SOFFFA 1er');
    await page.context().close();
  });

  it('runs the query that lists needs by place', async () => {
    const page = await open('/sparql');
    await page.getByRole('link', { name: 'Qui cherche quoi ?' }).click();
    await page.getByRole('button', { name: 'Lancer la requête' }).click();
    const rows = page.locator('table tbody tr');
    await rows.first().waitFor();
    expect(await rows.count()).toBeGreaterThan(5);
    expect(await page.locator('table').textContent()).toContain('SOFFFA 1er');
    await page.context().close();
  });

  it('reads how to publish, copies the first profile, and it passes the check as it is', async () => {
    const page = await open('/publier');
    const snippet = await page.locator('pre', { hasText: 'application/ld+json' }).first().textContent();
    const answer = await fetch(`${demo.site.url}/check`, {
      method: 'POST',
      headers: { 'content-type': 'text/html' },
      body: `<!doctype html><title>x</title>${snippet}`,
    });
    expect(await answer.json()).toMatchObject({ conforms: true, card: { type: 'place' } });
    await page.context().close();
  });

  it('registers an address and reads what was met', async () => {
    const page = await open('/publier');
    await page.getByRole('textbox', { name: /adresse/i }).fill('http://kyosei.localhost/profil.ttl');
    await page.getByRole('button', { name: /inscrire|enregistrer|publier|envoyer/i }).click();
    await page.waitForURL(/\/registrations\//);
    expect(await page.locator('main').textContent()).toMatch(/kyosei\.localhost/);
    await page.context().close();
  });

  it('finds the places and their pages without script', async () => {
    const page = await open('/', { javaScriptEnabled: false });
    await page
      .getByRole('searchbox')
      .or(page.getByRole('combobox'))
      .or(page.getByRole('textbox'))
      .first()
      .fill('sofffa');
    await page.keyboard.press('Enter');
    await page
      .getByRole('link', { name: /SOFFFA 1er/ })
      .first()
      .click();
    await page.getByRole('heading', { level: 1, name: 'SOFFFA 1er' }).waitFor();
    await page.context().close();
  });

  it('changes to English with one click and keeps the place', async () => {
    const page = await open('/lieux/sofffa');
    await page.getByRole('link', { name: 'English' }).click();
    await page.waitForURL(/lang=en/);
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(page.url()).toContain('/lieux/sofffa');
    await page.context().close();
  });

  it('reaches the first place of the list with the keyboard alone', async () => {
    const page = await open('/');
    await mapReady(page);
    const reached: string[] = [];
    for (let i = 0; i < 60 && !reached.some((text) => /Artilect/.test(text)); i++) {
      await page.keyboard.press('Tab');
      reached.push(await page.evaluate(() => document.activeElement?.textContent ?? ''));
    }
    expect(reached.at(-1)).toMatch(/Artilect/);
    await page.context().close();
  });
});

describe('the gallery', () => {
  const folder = new URL('../server/http/queries/', import.meta.url);
  // Nobody in the examples was merged: test/http/identity.test.ts asks this one.
  const elsewhere = ['merged-records.rq'];
  // The graph is told the leads after the first round.
  beforeAll(() => demo.site.observatory.tellLeads());

  it.each(readdirSync(folder).filter((name) => name.endsWith('.rq') && !elsewhere.includes(name)))(
    '%s finds something in the examples',
    async (name) => {
      const query = readFileSync(new URL(name, folder), 'utf8');
      const answer = await fetch(`${demo.site.url}/sparql`, {
        method: 'POST',
        headers: { 'content-type': 'application/sparql-query', accept: 'text/csv, application/n-triples' },
        body: query,
      });
      expect(answer.status, await answer.clone().text()).toBe(200);
      expect((await answer.text()).trim().split('\n').length).toBeGreaterThan(1);
    },
  );
});

describe('the map', () => {
  it('opens the place that its address names, and filters by what its address says', async () => {
    const page = await open('/?lieu=sofffa&type=coworking');
    await mapReady(page);
    await page.locator('#map-panel').getByRole('heading', { name: 'SOFFFA 1er' }).waitFor();
    await page.goto(`${demo.site.url}/?type=coworking`);
    await mapReady(page);
    const coworking = demo.site.observatory.directory.list(
      { type: 'place', kind: ['coworking'] },
      { page: 1, size: 1, language: 'fr' },
    ).total;
    await page
      .getByText(new RegExp(`^${coworking} lieux`))
      .first()
      .waitFor();
    await page.context().close();
  });
});

describe('a printed place', () => {
  it.each(['sofffa', 'station-commune', 'hermitage', 'la-myne'])('%s fits one sheet', async (key) => {
    const page = await open(`/lieux/${key}`);
    const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
    await page.context().close();
  });
});

describe('in English', () => {
  it('no page of the demonstration shows a sentence of the French interface', async () => {
    const french = interfaceTexts('fr');
    const english = new Set(interfaceTexts('en'));
    // Proper names and words that both languages share; long ones only, which no profile writes by chance.
    const sentences = french.filter((text) => text.length > 14 && !english.has(text) && !text.includes('{'));
    const { directory } = demo.site.observatory;
    const keys = (type: EntityType) => [
      ...directory.list({ type }, { page: 1, size: 4, language: 'en' }).items.map(({ key }) => key),
    ];
    const paths = sections.flatMap(({ type, path }) => [path, ...keys(type).map((key) => `${path}/${key}`)]);
    for (const path of [
      ...paths,
      '/territoires/34',
      '/pratiques/repair-cafe',
      '/observatoire',
      '/a-propos',
      '/donnees',
      '/publier',
      '/verifier',
      '/exploitation',
      '/sparql',
    ]) {
      const answer = await fetch(`${demo.site.url}${path}?lang=en`, { headers: { accept: 'text/html' } });
      expect(answer.status, path).toBe(200);
      const text = (await answer.text()).replaceAll('&#39;', "'");
      const shown = sentences.filter((sentence) => text.includes(`>${sentence}<`) || text.includes(`"${sentence}"`));
      expect(shown, path).toEqual([]);
    }
  });
});

/** Every text of the pages' files in one language. */
function interfaceTexts(language: Language): string[] {
  const all = (value: unknown): string[] =>
    typeof value === 'string' ? [value] : Object.values(value as object).flatMap(all);
  return [texts(language), entityTexts(language)].flatMap(all);
}
