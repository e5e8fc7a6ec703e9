import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { SmallWeb } from '../../../fixtures/small-web.ts';
import { type Served, serve } from '../../../server/bin/commands/serve.ts';
import { readConfig } from '../../../server/bin/config.ts';
import type { Account } from '../../pod.ts';

/** An observatory that knows nobody yet and can dial `hosts`; `origin` is what it takes for its public address. */
export async function serveBeside(
  hosts: SmallWeb['hosts'],
  { port = 0, origin, podsPort }: { readonly port?: number; readonly origin?: string; readonly podsPort?: number } = {},
): Promise<Served> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'obsidienne-'));
  const config = readConfig({
    PORT: String(port),
    OBSIDIENNE_DATA: dataFolder,
    OBSIDIENNE_DEMO: '0',
    OBSIDIENNE_LOG: 'silent',
    OBSIDIENNE_FETCH_GAP_MS: '0',
    ...(podsPort ? { OBSIDIENNE_PODS: `http://localhost:${podsPort}/`, OBSIDIENNE_PODS_PORT: String(podsPort) } : {}),
  });
  const served = await serve({ ...config, ...(origin ? { origin } : {}) }, { say: () => undefined, hosts });
  return {
    ...served,
    async stop() {
      await served.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/** A port of the loopback that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** The page of the pod on a phone that keeps the answers of its owner. */
export async function openPhoneAt(browser: Browser, site: string): Promise<Page> {
  const phone = await browser.newContext({ locale: 'fr-FR', viewport: { width: 360, height: 780 } });
  await phone.addInitScript((kept) => {
    if (!localStorage.getItem('obsidienne-fiche')) localStorage.setItem('obsidienne-fiche', kept);
  }, JSON.stringify(answers));
  const page = await phone.newPage();
  page.on('pageerror', (error) => expect.unreachable(error.message));
  page.on('dialog', (dialog) => void dialog.accept());
  await page.goto(`${site}/publier/pod`);
  return page;
}

/** What somebody has typed into the form. */
export const answers = [
  ['name', 'La Fabrique du quai'],
  ['kind', 'fablab'],
  ['practice', 'repair-cafe'],
  ['address.postalCode', '35000'],
  ['address.addressLocality', 'Rennes'],
  ['address.addressCountry', 'FR'],
  ['geo.latitude', '48.1113'],
  ['geo.longitude', '-1.68'],
  ['license', 'https://creativecommons.org/licenses/by/4.0/'],
] as const;

/** Signs in at a Community Solid Server and comes back; `address` is what is typed unless this device remembers it. */
export async function signIn(page: Page, account: Account, address: string | undefined): Promise<void> {
  if (address) await page.getByLabel('Adresse de votre espace').fill(address);
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await page.getByRole('button', { name: /Log in|Authorize/ }).waitFor();
  if (await page.getByLabel('Email').isVisible()) {
    await page.getByLabel('Email').fill(account.email);
    await page.getByLabel('Password').fill(account.password);
    await page.getByRole('button', { name: 'Log in' }).click();
  }
  await page.getByRole('button', { name: 'Authorize' }).click();
  await page.getByText('Connecté').waitFor();
}
