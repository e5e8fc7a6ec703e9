import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainSpaces } from '../plain-spaces.ts';
import { type Served, serve } from './serve.ts';

let site: Served;
const asked: string[] = [];
beforeAll(async () => {
  site = await serve({
    async geocode(address) {
      asked.push(address);
      return address.startsWith('1 quai') ? { lat: 48.1, lon: -1.7, label: '1 Quai du Pont 35000 Rennes' } : undefined;
    },
  });
});
afterAll(() => site.close());

const post = (path: string, pairs: Record<string, string>) =>
  fetch(site.url + path, {
    method: 'POST',
    body: new URLSearchParams(pairs),
    headers: { accept: path.endsWith('position') ? '*/*' : 'text/html' },
  });
const address = { 'address.streetAddress': '1 quai du Pont', 'address.postalCode': '35000' };

describe('where an operator has a geocoder', () => {
  it('puts the pin at the door without script, and says which address that is', async () => {
    const html = plainSpaces(await (await post('/publier/fiche', { name: 'X', ...address })).text());
    expect(html).toContain('value="48.10000"');
    expect(html).toContain('Adresse reconnue : 1 Quai du Pont 35000 Rennes');
    expect(html).toContain('value="Rennes"');
    expect(html).toContain('data-can-place="true"');
  });

  it('asks nobody where there is no street, or where the pin stands already', async () => {
    asked.length = 0;
    await post('/publier/fiche', { name: 'X', 'address.postalCode': '35000' });
    await post('/publier/fiche', { name: 'X', ...address, 'geo.latitude': '48', 'geo.longitude': '-1' });
    expect(asked).toEqual([]);
  });

  it('answers the page’s script, and says when an address is not known', async () => {
    expect(await (await post('/publier/position', address)).json()).toMatchObject({ lat: 48.1, lon: -1.7 });
    const unknown = await post('/publier/position', { ...address, 'address.streetAddress': '9 rue de Nulle Part' });
    expect(unknown.status).toBe(404);
    expect(await unknown.text()).toContain('placez l’épingle à la main');
    expect((await post('/publier/position', { 'address.postalCode': '35000' })).status).toBe(400);
  });
});
