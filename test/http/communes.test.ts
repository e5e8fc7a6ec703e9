import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Served, serve } from './serve.ts';

let site: Served;
beforeAll(async () => {
  site = await serve();
});
afterAll(() => site.close());

const communes = async (query: string) => (await site.get(`/api/communes?${query}`)).json();

it('finds a commune by its postcode, with its INSEE code and its middle', async () => {
  expect(await communes('q=35000')).toMatchObject({
    total: 1,
    items: [
      {
        code: '35238',
        name: 'Rennes',
        departement: { code: '35', name: 'Ille-et-Vilaine' },
        centre: { lon: expect.closeTo(-1.67, 1) },
      },
    ],
  });
});

it('puts the commune of that very name first, then the largest', async () => {
  const { items } = (await communes('q=saint-denis&limit=3')) as { items: { name: string }[] };
  expect(items.map(({ name }) => name)).toEqual(['Saint-Denis', 'Saint-Denis', 'Saint-Denis']);
});

it.each(['q=x&limit=0', 'q=x&limit=21', 'commune=x'])('answers 400 to %s', async (query) => {
  expect((await site.get(`/api/communes?${query}`)).status).toBe(400);
});
