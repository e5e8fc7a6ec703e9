import { performance } from 'node:perf_hooks';
import { launchBrowser } from '../browser.ts';
import { freePort, serveBeside } from '../map-ui/pod/pod-scene.ts';
import { untilOnMap } from '../map-ui/publish-place.ts';
import { printTable } from './measure.ts';

/**
 * From an empty form to a dot on the map by way of a pod made on the spot, in a real browser and with a real Solid server, part by
 * part: what the machines take, without the person.
 */
const podsPort = await freePort();
const site = await serveBeside({}, { podsPort });
const browser = await launchBrowser();
const page = await (await browser.newContext({ locale: 'fr-FR', viewport: { width: 360, height: 780 } })).newPage();
const parts: [string, number][] = [];
const part = async (name: string, work: () => Promise<unknown>) => {
  const begun = performance.now();
  await work();
  parts.push([name, performance.now() - begun]);
};

await part('the form is open', () => page.goto(`${site.url}/publier/fiche`));
await page.locator('[name="name"]').fill('La Fabrique du quai');
await page.locator('[name="address.addressLocality"]').fill('Rennes');
await page.locator('[name="address.postalCode"]').fill('35000');
await page.locator('[name="geo.latitude"]').fill('48.1113');
await page.locator('[name="geo.longitude"]').fill('-1.68');
await part('its answers are checked (after a rest of 0.9 s)', () =>
  page.locator('[data-ways]:not([hidden])').waitFor(),
);
await part('the page of the pod is open', async () => {
  await page.locator('a[href="/publier/pod"]').click();
  await page.locator('.notice.good').waitFor();
});
await page.locator('[name="email"]').fill('ana@quai.example');
await page.locator('[name="password"]').fill('une phrase longue');
await part('the pod is made, and signed in to', async () => {
  await page.getByRole('button', { name: 'Créer mon espace' }).click();
  await page.getByRole('button', { name: 'Publier' }).waitFor();
});
const done = (step: number) => page.locator(`.pod-steps .done:nth-child(${step})`).waitFor();
await part('the profile is written', async () => {
  await page.getByRole('button', { name: 'Publier' }).click();
  await done(1);
});
await part('everybody can read it', () => done(2));
await part('the type index names it', () => done(3));
await part('it is registered', () => done(4));
await part('it is visited', () => done(5));
await part('the map has its dot', () => untilOnMap(site));
const url = site.observatory.registry.list({ page: 1, size: 1 }).items[0]?.url ?? '';
const begun = performance.now();
await (await fetch(url)).arrayBuffer();
const plain = performance.now() - begun;
await browser.close();
await site.stop();

const total = parts.reduce((sum, [, ms]) => sum + ms, 0);
printTable(
  ['from an empty form to the map, by a pod', 'seconds', 'share'],
  [...parts, ['all of it', total] as const].map(([name, ms]) => [
    name,
    (ms / 1000).toFixed(2),
    `${((ms / total) * 100).toFixed(0)} %`,
  ]),
);
console.log(`beside: one plain GET of the profile from the pod, ${(plain / 1000).toFixed(3)} s`);
