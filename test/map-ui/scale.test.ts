import type { Page, Route } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ListAnswer } from '../../server/http/contract.ts';
import { serveEmpty } from '../served.ts';
import { mapReady, middleOfMap, visiting } from './open-page.ts';
import { publishPlace, type ToldPlace } from './publish-place.ts';

const empty = visiting({ start: serveEmpty });

/** Where two thousand places share one address, and how the map looks at it. */
const crowd = { lat: 45.23, lon: 3.27, count: 2000 };
const atCrowd = `#13/${crowd.lat}/${crowd.lon}`;

beforeAll(() => {
  const kinds = ['coworking', 'fablab', 'cultural-place', 'living-lab'];
  for (let i = 0; i < 400; i++)
    publish({
      host: `lieu-${i}`,
      name: `Lieu ${i}`,
      kind: kinds[i % 4] ?? '',
      at: [43 + (i % 20) * 0.3, -1 + Math.floor(i / 20) * 0.35],
    });
  for (let i = 0; i < crowd.count; i++)
    publish({ host: `foule-${i}`, name: `Foule ${i}`, kind: 'other', at: [crowd.lat, crowd.lon] });
  publish({ host: 'nord', name: 'Au pôle Nord', at: [90, 0] });
  publish({ host: 'sud', name: 'Au pôle Sud', at: [-90, 0] });
  publish({ host: 'est', name: 'À l’est', at: [-17, 180] });
  publish({ host: 'ouest', name: 'À l’ouest', at: [-17, -180] });
  publish({ host: 'nulle-part', name: 'Nulle part' });
});

const publish = (place: ToldPlace) => publishPlace(empty.site, place);

/** What the page says over its list, once it says so. */
const says = (page: Page, text: RegExp) =>
  expect.poll(() => page.locator('.results-header h2').textContent(), { timeout: 20_000 }).toMatch(text);
const rows = (page: Page) => page.locator('.map-results .entity-row');
const hasRows = (page: Page) => rows(page).first().waitFor();
const trouble = (page: Page) => page.locator('#map-message');

async function listed(query: string): Promise<ListAnswer> {
  return (await (await fetch(`${empty.site.url}/api/places?${query}`)).json()) as ListAnswer;
}

const written = (count: number) => count.toLocaleString('fr-FR').replace(/\s/g, '\\s');

describe.each(['local', 'serveur'])('the map with its index %s', (whereabouts) => {
  const address = (query: string, hash = '') => `/?indice=${whereabouts}${query && `&${query}`}${hash}`;

  it('asks only for what it needs', async () => {
    const page = await (await empty.browser.newContext()).newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(empty.site.url + address(''));
    await mapReady(page);
    expect(asked.some((path) => path.endsWith('.bin'))).toBe(whereabouts === 'local');
    expect(asked.some((path) => path.startsWith('/tiles/'))).toBe(whereabouts === 'serveur');
    await page.context().close();
  });

  it('counts what the lists count, in all and in view, and narrows both with one click', async () => {
    const page = await empty.openMap(address(''));
    const all = await listed('');
    await says(page, new RegExp(`dans la vue sur ${written(all.total)}`));
    await page.getByRole('checkbox', { name: /^Fablab/ }).check();
    const { total } = await listed('kind=fablab');
    await says(page, new RegExp(`^\\d+ lieux dans la vue sur ${total}`));
    expect(page.url()).toContain('type=fablab');
    await page.goBack();
    await says(page, new RegExp(`sur ${written(all.total)}`));
    await page.context().close();
  });

  it('opens two thousand places at one point as a list that goes on to the last', async () => {
    const page = await empty.openMap(address('', atCrowd));
    const { x, y } = await middleOfMap(page);
    await page.mouse.click(x, y);
    await says(page, /^2\s000 lieux à cet endroit/);
    await expect.poll(() => rows(page).count(), { timeout: 20_000 }).toBe(50);
    await page.getByRole('button', { name: 'Afficher plus de lieux' }).click();
    await expect.poll(() => rows(page).count(), { timeout: 20_000 }).toBe(100);
    await rows(page).first().getByRole('link').click();
    await page.getByRole('heading', { name: /^Foule \d+/ }).waitFor();
    await page.context().close();
  });

  it('opens a place that is clicked on the map', async () => {
    const page = await empty.openMap(address('', '#14/43.6/-1'));
    const { x, y } = await middleOfMap(page);
    await page.mouse.click(x, y);
    await page.getByRole('heading', { name: 'Lieu 2', exact: true }).waitFor();
    await page.context().close();
  });

  it('keeps what it shows when the server is gone, says so, and goes on when it is back', async () => {
    const page = await empty.openMap(address('', '#7/45/2'));
    await says(page, /dans la vue/);
    await page.locator('.map-results ul[aria-busy="false"]').waitFor();
    await hasRows(page);
    const before = await rows(page).allTextContents();
    const dead = (route: Route) => route.abort('connectionrefused');
    await page.context().route(/\/(api|tiles)\//, dead);
    await page.locator('#map-canvas canvas').focus();
    for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowRight');
    await trouble(page).getByRole('button', { name: 'Réessayer' }).waitFor();
    expect(await rows(page).allTextContents()).toEqual(before);
    await page.getByRole('checkbox', { name: /^Fablab/ }).check();
    await page.waitForTimeout(300);
    expect(await rows(page).allTextContents()).toEqual(before);
    await page.context().unroute(/\/(api|tiles)\//, dead);
    await trouble(page).getByRole('button', { name: 'Réessayer' }).click();
    await expect.poll(() => trouble(page).textContent(), { timeout: 20_000 }).toBe('');
    const { total } = await listed('kind=fablab');
    await says(page, new RegExp(`sur ${total}|^${total} lieux`));
    await page.context().close();
  });

  it('takes the newest places when the version it shows is gone, without a word', async () => {
    const page = await empty.openMap(address(''));
    publish({ host: `nouveau-${whereabouts}`, name: 'Un nouveau lieu', at: [46.5, 2.5] });
    empty.site.observatory.points.forget();
    const { total } = await listed('');
    // The names of what is near were not asked for yet, and a count on the server neither.
    await page.goto(`${page.url().split('#')[0]}#11/46.5/2.5`);
    await says(page, new RegExp(`sur ${written(total)}`));
    expect(await trouble(page).textContent()).toBe('');
    await page.context().close();
  });

  it('shows the ends of the world, and counts there what the list counts', async () => {
    const page = await empty.openMap(address('', '#3/-17/179'));
    for (const hash of ['#2/84/0', '#2/-84/0', '#3/-17/-179', '#1.5/0/0']) {
      const [request] = await Promise.all([
        page.waitForRequest(/\/api\/places\?.*bbox=/),
        page.evaluate((to) => {
          location.hash = to;
        }, hash),
      ]);
      const { total } = await listed(new URL(request.url()).search.slice(1));
      expect(total, hash).toBeGreaterThan(0);
      await says(page, new RegExp(`^${written(total)} lieux? dans la vue`));
    }
    expect(await trouble(page).textContent()).toBe('');
    await page.context().close();
  });

  it('makes sense of an address that nobody wrote by clicking', async () => {
    const page = await empty.openMap(
      address('type=n-importe&territoire=99999&lecture=jamais&ouvert=peut-etre&q=%3Cscript%3E', '#99/x'),
    );
    await page.getByText('Aucun lieu ne correspond').waitFor();
    await page.locator('.map-results').getByRole('button', { name: 'Effacer les filtres' }).click();
    await hasRows(page);
    expect(await trouble(page).textContent()).toBe('');
    await page.context().close();
  });
});

describe('the page of the map', () => {
  it('tells at once which scripts and data it will need, and they are there', async () => {
    const links = (await fetch(empty.site.url)).headers.get('link') ?? '';
    const wanted = [...links.matchAll(/<([^>]+)>; rel=(?:modulepreload|preload)/g)].map(([, path]) => path);
    expect(wanted.length).toBeGreaterThan(2);
    for (const path of wanted) expect([path, (await fetch(empty.site.url + path)).status]).toEqual([path, 200]);
    expect(wanted.some((path) => path?.includes('engine'))).toBe(true);
  });
});

describe('a reader who spares data', () => {
  it('gets tiles instead of all places', async () => {
    const context = await empty.browser.newContext();
    await context.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { saveData: true } }));
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(empty.site.url);
    await mapReady(page);
    expect(asked.some((path) => path.endsWith('.bin'))).toBe(false);
    expect(asked.some((path) => path.startsWith('/tiles/'))).toBe(true);
    await context.close();
  });
});
