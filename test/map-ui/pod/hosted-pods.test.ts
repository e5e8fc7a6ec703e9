import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SmallWeb, startSmallWeb } from '../../../fixtures/small-web.ts';
import texts from '../../../map-ui/texts/pod/fr.json' with { type: 'json' };
import type { Served } from '../../../server/bin/commands/serve.ts';
import type { ListAnswer } from '../../../server/http/contract.ts';
import { launchBrowser } from '../../browser.ts';
import { placeTurtle, site as siteOf } from '../../observatory.ts';
import { freePort, openPhoneAt, serveBeside, signIn } from './pod-scene.ts';

const ana = { name: 'la-fabrique-du-quai', email: 'ana@quai.example', password: 'une phrase longue' };

let elsewhere: SmallWeb;
let site: Served;
let browser: Browser;
/** What the addresses of pods begin with. */
let pods: string;
beforeAll(async () => {
  const podsPort = await freePort();
  pods = `http://localhost:${podsPort}/`;
  elsewhere = await startSmallWeb([siteOf('quai.localhost', { '/fiche.ttl': placeTurtle('La Fabrique du quai') })]);
  [site, browser] = await Promise.all([serveBeside(elsewhere.hosts, { podsPort }), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
  await elsewhere?.close();
});

const openPhone = (): Promise<Page> => openPhoneAt(browser, site.url);
const profile = () => `${pods}${ana.name}/lieux/la-fabrique-du-quai.ttl`;

async function create(page: Page, { name, email, password }: Partial<typeof ana>): Promise<void> {
  if (name) await page.getByLabel('Nom de l’espace').fill(name);
  if (email) await page.getByLabel('Votre e-mail').fill(email);
  if (password) await page.getByLabel('Mot de passe').fill(password);
  await page.getByRole('button', { name: 'Créer mon espace' }).click();
}

describe('a place without a site and without a pod', () => {
  it('gets a pod with its own address from the page, and is on the map without having left it', async () => {
    const page = await openPhone();
    await page.getByText('est prête à être publiée').waitFor();
    expect(await page.getByLabel('Nom de l’espace').inputValue()).toBe(ana.name);
    // With the keyboard alone, and the focus where things go on.
    await page.getByLabel('Votre e-mail').focus();
    await page.keyboard.type(ana.email);
    await page.keyboard.press('Tab');
    await page.keyboard.type(ana.password);
    await page.keyboard.press('Enter');
    await page.getByText(`Connecté : ${pods}${ana.name}/profile/card#me`).waitFor();
    await page.getByLabel('Dossier').waitFor();
    const isFocused = (name: string) =>
      page.getByRole('button', { name }).evaluate((at) => at === document.activeElement);
    for (let tabs = 0; tabs < 5 && !(await isFocused('Publier')); tabs++) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Voir sa page' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('notice good');
    expect(await (await fetch(profile())).text()).toContain('La Fabrique du quai');
    const { items } = (await (await fetch(`${site.url}/api/places`)).json()) as ListAnswer;
    expect(items).toMatchObject([{ name: 'La Fabrique du quai', iri: `${profile()}#lieu` }]);
    await page.context().close();
  });

  it('has neighbours whom nobody can list, and no room beside the pods', async () => {
    const headers = { accept: 'text/turtle', 'content-type': 'text/turtle' };
    expect(await (await fetch(pods, { headers })).text()).not.toContain(ana.name);
    expect((await fetch(`${pods}.internal/accounts/`, { headers })).status).toBe(401);
    expect((await fetch(`${pods}a.ttl`, { method: 'PUT', body: '', headers })).status).toBe(401);
    expect((await fetch(`${pods}${ana.name}/b.ttl`, { method: 'PUT', body: '', headers })).status).toBe(401);
  });

  it('is told when the e-mail or the name is taken, and goes on with another', async () => {
    const page = await openPhone();
    const told = page.getByRole('alert');
    // What is told instead, where it is something else.
    const isTold = (text: string) => expect.poll(() => told.allTextContents(), { timeout: 20_000 }).toEqual([text]);
    await create(page, ana);
    await isTold(texts.createFailures['email-taken']);
    await create(page, { email: 'bob@quai.example' });
    await isTold(texts.createFailures['name-taken']);
    await create(page, { name: 'atelier-de-bob' });
    await page.getByText(`${pods}atelier-de-bob/profile/card#me`).waitFor();
    await page.context().close();
  });

  it('signs in again a month later, and takes everything with it', async () => {
    const page = await openPhone();
    await signIn(page, ana, pods);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Télécharger mon espace' }).click();
    const files = unzipSync(readFileSync(await (await download).path()));
    expect(Object.keys(files)).toEqual(
      expect.arrayContaining(['lieux/la-fabrique-du-quai.ttl', 'profile/card.ttl', 'settings/publicTypeIndex.ttl']),
    );
    expect(new TextDecoder().decode(files['lieux/la-fabrique-du-quai.ttl'])).toContain('La Fabrique du quai');
    await page.getByText(/fichiers emportés/).waitFor();
    await page.context().close();
  });

  it('moves away: the old address leads to the new one, which is registered and shown', async () => {
    const page = await openPhone();
    await signIn(page, ana, pods);
    await page.getByText('Déménager').click();
    const to = 'http://quai.localhost/fiche.ttl';
    await page.getByLabel('Nouvelle adresse').fill('http://quai.localhost/rien.ttl');
    await page.getByRole('button', { name: 'Faire suivre' }).click();
    await page.getByText('Nous ne trouvons pas de fiche valable').waitFor();
    expect((await fetch(profile(), { redirect: 'manual' })).status).toBe(200);

    await page.getByLabel('Nouvelle adresse').fill(to);
    await page.getByRole('button', { name: 'Faire suivre' }).click();
    await page.getByText('L’ancienne adresse conduit maintenant à').waitFor();
    const old = await fetch(profile(), { redirect: 'manual' });
    expect([old.status, old.headers.get('location')]).toEqual([301, to]);
    await expect.poll(() => site.observatory.registry.findByUrl(to)?.status, { timeout: 10_000 }).toBe('listed');
    await page.context().close();
  });

  it('makes no more accounts than come from a workshop within an hour', async () => {
    const make = async () => (await fetch(`${pods}.account/account/`, { method: 'POST', body: '{}' })).status;
    const statuses: number[] = [];
    while (statuses.length < 70 && statuses.at(-1) !== 429) statuses.push(await make());
    expect(statuses.at(-1)).toBe(429);
    const page = await openPhone();
    await create(page, { name: 'trop', email: 'trop@quai.example', password: ana.password });
    await page.getByRole('alert').getByText('Beaucoup d’espaces viennent d’être créés').waitFor();
    await page.context().close();
  });
});
