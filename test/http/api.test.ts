import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fabrique, type Served, serve } from './serve.ts';

let site: Served;
beforeAll(async () => {
  site = await serve();
  site.publish('https://fabrique.example/fiche', fabrique);
  for (let i = 0; i < 24; i++)
    site.publish(
      `https://lieu${i}.example/fiche`,
      `<> foaf:primaryTopic <#lieu> . <#lieu> a obs:ThirdPlace ; schema:name "Lieu ${String(i).padStart(2, '0')}" ; obs:kind kinds:coworking .`,
    );
  site.publish(
    'https://tableur.example/fiche',
    '<> foaf:primaryTopic <#lieu> . <#lieu> a obs:ThirdPlace ; schema:name "=HYPERLINK(\\"https://evil.example\\")" .',
  );
});
afterAll(() => site.close());

const json = async (path: string) => (await site.get(path)).json();

describe('a list of the API', () => {
  it('counts the whole list and leads to its other pages', async () => {
    const response = await site.get('/api/places?kind=coworking&size=10&page=2');
    const answer = await response.json();
    expect(answer).toMatchObject({ total: 24, page: 2, size: 10 });
    expect(answer.items).toHaveLength(10);
    const link = response.headers.get('link') ?? '';
    for (const [rel, page] of [
      ['first', 1],
      ['prev', 1],
      ['next', 3],
      ['last', 3],
    ])
      expect(link).toContain(`</api/places?kind=coworking&size=10&page=${page}>; rel="${rel}"`);
  });

  it('gives every item once when the next links are followed', async () => {
    const keys: string[] = [];
    let next: string | undefined = '/api/places?size=7';
    while (next) {
      const response: Response = await site.get(next);
      keys.push(...(await response.json()).items.map((item: { key: string }) => item.key));
      next = /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
    }
    expect(new Set(keys).size).toBe(26);
    expect(keys).toHaveLength(26);
  });

  it('gives a facet’s count as the length of the list behind it', async () => {
    const { facets } = await json('/api/places');
    for (const { key, count } of facets.kind) expect((await json(`/api/places?kind=${key}`)).total).toBe(count);
  });

  it('takes a concept by key or by IRI', async () => {
    const byIri = `/api/places?kind=${encodeURIComponent('https://w3id.org/obsidienne/kinds/coworking')}`;
    expect((await json(byIri)).total).toBe(24);
  });

  it.each([
    ['/api/places?size=500', 'size', '500'],
    ['/api/places?page=0', 'page', '0'],
    ['/api/places?bbox=1,2,3', 'bbox', '1,2,3'],
    ['/api/places?near=91,0', 'near', '91,0'],
    ['/api/places?sort=random', 'sort', 'random'],
    ['/api/places?knid=fablab', 'knid', 'fablab'],
    ['/api/places?kind=fabblab', 'kind', 'fabblab'],
  ])('refuses %s, naming parameter, value and what is allowed', async (path, parameter, value) => {
    const response = await site.get(path);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    const problem = await response.json();
    expect(problem).toMatchObject({ status: 400, parameter, value });
    expect(problem.allowed.length).toBeGreaterThan(0);
  });

  it('asks for the point that a radius is measured from', async () => {
    expect(await json('/api/places?radius=5')).toMatchObject({ status: 400, parameter: 'near' });
  });

  it('finds what is near and what is in a box', async () => {
    expect((await json('/api/places?near=47.42,-0.53&radius=5')).items[0].key).toBe('fabrique');
    expect((await json('/api/places?bbox=-1,47,0,48')).total).toBe(1);
    expect((await json('/api/places?bbox=1,47,2,48')).total).toBe(0);
  });
});

describe('files to take away', () => {
  it('hold the whole list, never a cut one', async () => {
    const csv = await (await site.get('/api/places.csv')).text();
    expect(csv.trim().split('\r\n')).toHaveLength(27);
    const features = await json('/api/places.geojson');
    expect(features.features).toHaveLength(26);
    expect(features.features.filter((feature: { geometry: unknown }) => feature.geometry)).toHaveLength(1);
  });

  it('are chosen by Accept too', async () => {
    const response = await site.get('/api/places', { accept: 'text/csv' });
    expect(response.headers.get('content-type')).toContain('text/csv');
  });

  it('contain no cell that a spreadsheet would run', async () => {
    const csv = await (await site.get('/api/places.csv')).text();
    expect(csv).toContain(`"'=HYPERLINK(""https://evil.example"")"`);
    expect(csv).not.toMatch(/(^|,)"?[=+@]/m);
    expect(csv).toContain(',-0.5264,');
  });
});

describe('the description of the API', () => {
  it('lists each parameter of each list as the server reads it', async () => {
    const { paths } = await json('/api/openapi.json');
    const names = paths['/api/places'].get.parameters.map(({ name }: { name: string }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['q', 'kind', 'practice', 'bbox', 'near', 'radius', 'sort', 'page', 'size']),
    );
    for (const path of Object.keys(paths).filter((one) => /^\/api\/[a-z]+$/.test(one))) {
      const parameters: { name: string; required: boolean; schema: { enum?: string[] } }[] =
        paths[path].get.parameters ?? [];
      const needed = parameters.flatMap(({ name, required, schema }) =>
        required && schema.enum ? [`${name}=${schema.enum.at(-1)}`] : [],
      );
      expect((await site.get(`${path}?${needed.join('&')}`)).status, path).toBe(200);
    }
  });
});

describe('the operator’s answer', () => {
  it('has the members that the description tells', async () => {
    const { components } = await json('/api/openapi.json');
    expect(Object.keys(await json('/exploitation')).sort()).toEqual(
      Object.keys(components.schemas.Operation.properties).sort(),
    );
  });
});

describe('an unexpected failure', () => {
  it('is logged under an id that the asker sees, and nothing else leaks', async () => {
    site.publish(
      'https://broken.example/fiche',
      '<> foaf:primaryTopic <#lieu> . <#lieu> a obs:ThirdPlace ; schema:name "Broken" .',
    );
    const { items } = await json('/api/places?q=broken');
    const response = await site.get(`/lieux/${items[0].key}.ttl`);
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(text).not.toContain('secret');
    expect(site.logged.at(-1)?.details).toMatchObject({ id: JSON.parse(text).id });
  });
});
