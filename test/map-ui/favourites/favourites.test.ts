import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { keptAddress, mostShared, readKept } from '../../../map-ui/favourites/kept.ts';
import { mapReady, newReader, openTab, visiting } from '../open-page.ts';

const demo = visiting();

/** A reader with a browser of their own, who lets the page write to the clipboard. */
const reader = () => newReader(demo.browser, { permissions: ['clipboard-read', 'clipboard-write'] });

const open = (context: BrowserContext, path: string): Promise<Page> => openTab(context, demo.site.url + path);

const copied = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

describe('the favourites', () => {
  it('are kept on the card, the list and the page of a place, found again later, and handed on as a link', async () => {
    const context = await reader();
    const page = await open(context, '/');
    const panel = page.locator('#map-panel');
    await panel.getByRole('button', { name: 'Mes favoris 0' }).click();
    await panel.getByText('Touchez l’étoile d’un lieu').waitFor();
    await panel.getByRole('button', { name: 'Revenir à la liste' }).click();
    await panel.getByRole('button', { name: 'Favori : Artilect' }).first().click();
    await panel.getByRole('button', { name: 'Mes favoris 1' }).waitFor();

    const other = await open(context, '/lieux/sofffa');
    const star = other.getByRole('button', { name: 'Favori : SOFFFA 1er' });
    await star.click();
    expect(await star.getAttribute('aria-pressed')).toBe('true');

    await panel.getByRole('button', { name: 'Mes favoris 2' }).click();
    await panel.getByRole('heading', { name: '2 favoris' }).waitFor();
    await panel.locator('.entity-row').nth(1).waitFor();
    expect(await panel.locator('.entity-row-name').allTextContents()).toEqual([
      'SOFFFA 1er',
      expect.stringContaining('Artilect'),
    ]);
    await panel.getByText('gardés dans ce navigateur seulement, sans compte').waitFor();
    await panel.getByRole('button', { name: 'Partager cette liste' }).click();
    await panel.getByText('Adresse copiée').waitFor();
    const link = await copied(page);

    const friend = await (await reader()).newPage();
    await friend.goto(link);
    await friend.getByRole('heading', { name: '2 lieux choisis pour vous' }).waitFor();
    await friend.locator('#map-panel .entity-row').nth(1).waitFor();
    await friend.getByRole('button', { name: 'Garder ces lieux dans mes favoris' }).click();
    await friend.getByRole('heading', { name: '2 favoris' }).waitFor();
    await friend.context().close();
    await context.close();
  });

  it('lead back to their list from an opened place, and say which places are gone', async () => {
    const context = await reader();
    await context.addInitScript(() =>
      localStorage.setItem(
        'favourites',
        JSON.stringify([{ key: 'sofffa', name: 'SOFFFA 1er', kinds: [] }, { key: 'parti', name: 'Lieu parti' }, 7]),
      ),
    );
    const page = await open(context, '/?favoris=');
    await page.getByText('« Lieu parti » n’est plus dans l’annuaire').waitFor();
    await page.locator('#map-panel').getByRole('link', { name: 'SOFFFA 1er' }).click();
    await page.locator('.place-card').getByRole('heading', { name: 'SOFFFA 1er' }).waitFor();
    await page.getByRole('button', { name: 'Revenir à la liste' }).click();
    await page.getByRole('heading', { name: '2 favoris' }).waitFor();
    await page.getByRole('button', { name: 'Retirer Lieu parti de mes favoris' }).click();
    await page.getByRole('heading', { name: '1 favori' }).waitFor();
    await page.goBack();
    await page.goBack();
    expect(new URL(page.url()).searchParams.get('favoris')).toBe('');
    await context.close();
  });

  it('are never sent: only the places of an open list are asked for', async () => {
    const context = await reader();
    await context.addInitScript(() =>
      localStorage.setItem('favourites', JSON.stringify([{ key: 'sofffa', name: 'SOFFFA 1er', kinds: [] }])),
    );
    const asked: string[] = [];
    const page = await context.newPage();
    page.on('request', (request) => asked.push(request.url() + (request.postData() ?? '')));
    await page.goto(demo.site.url);
    await page.getByRole('button', { name: 'Mes favoris 1' }).waitFor();
    await mapReady(page);
    expect(asked.filter((url) => url.includes('sofffa'))).toEqual([]);
    await context.close();
  });
});

describe('sharing', () => {
  it('copies the whole address of what is seen on the map, and says so aloud', async () => {
    const context = await reader();
    const page = await open(context, '/?type=coworking#6/46.5/2.5');
    await mapReady(page);
    await page.locator('.map-tools').getByRole('button', { name: 'Partager' }).click();
    await page.getByRole('status').filter({ hasText: 'Adresse copiée' }).waitFor();
    expect(await copied(page)).toBe(page.url());
    expect(page.url()).toMatch(/\?type=coworking#6\/46\.5\/2\.5$/);
    await context.close();
  });

  it('uses the share sheet where there is one, and shows the address where nothing can be copied', async () => {
    const context = await reader();
    await context.addInitScript(() => {
      Object.assign(navigator, {
        share: async (data: ShareData) => {
          document.body.dataset['shared'] = data.url ?? '';
        },
      });
    });
    const page = await open(context, '/reseaux/kyosei-archipel');
    await page.getByRole('button', { name: 'Partager' }).click();
    await expect.poll(() => page.locator('body').getAttribute('data-shared')).toBe(page.url());
    await context.close();

    const closed = await newReader(demo.browser);
    const poor = await open(closed, '/lieux/sofffa');
    await poor.getByRole('button', { name: 'Partager' }).click();
    expect(await poor.getByLabel('Copiez cette adresse').inputValue()).toBe(poor.url());
    await closed.close();
  });
});

describe('the address of kept places', () => {
  const read = (query: string) => readKept(new URLSearchParams(query));

  it('says which, and leaves out what nobody can have kept', () => {
    expect(read('')).toBeUndefined();
    expect(read('favoris=')).toBe('own');
    expect(read('favoris=,,')).toBe('own');
    expect(read('favoris=a,b,a')).toEqual(['a', 'b']);
    expect(read(`favoris=${'x'.repeat(501)},b`)).toEqual(['b']);
    expect(read(`favoris=${Array.from({ length: 300 }, (_, i) => i).join()}`)).toHaveLength(mostShared);
  });

  it('keeps the language and nothing else of the address it was made at', () => {
    expect(keptAddress([{ key: 'a' }, { key: 'b' }], 'https://o.example/?lang=en&q=x#6/1/2')).toBe(
      'https://o.example/?lang=en&favoris=a,b',
    );
  });
});
