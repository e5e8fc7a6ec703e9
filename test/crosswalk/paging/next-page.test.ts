import { describe, expect, it } from 'vitest';
import { firstPage, nextPage } from '../../../server/crosswalk/paging/next-page.ts';
import { pageContent } from '../../../server/crosswalk/paging/page-content.ts';

const ods = 'https://data.example/api/explore/v2.1/catalog/datasets/lieux/records';

describe('the next page of a list', () => {
  it.each([
    [
      'Opendatasoft',
      `${ods}?limit=100`,
      { total_count: 150, results: Array(100).fill({}) },
      `${ods}?limit=100&offset=100`,
    ],
    [
      'ArcGIS',
      'https://gis.example/0/query?f=json',
      { exceededTransferLimit: true, features: [{}, {}] },
      'https://gis.example/0/query?f=json&resultOffset=2',
    ],
    [
      'ArcGIS as GeoJSON',
      'https://gis.example/0/query?f=geojson&resultOffset=2',
      { properties: { exceededTransferLimit: true }, features: [{}] },
      'https://gis.example/0/query?f=geojson&resultOffset=3',
    ],
    [
      'WFS',
      'https://gis.example/wfs?SERVICE=WFS&startIndex=10',
      { numberMatched: 12, features: [{}] },
      'https://gis.example/wfs?SERVICE=WFS&startIndex=11',
    ],
    [
      'OGC API',
      'https://gis.example/items',
      { features: [{}], links: [{ rel: 'next', href: '/items?page=2' }] },
      'https://gis.example/items?page=2',
    ],
    [
      'JSON:API',
      'https://a.example/lieux',
      { data: [], links: { next: 'https://a.example/lieux?p=2' } },
      'https://a.example/lieux?p=2',
    ],
    [
      'Drupal’s JSON:API',
      'https://a.example/lieux',
      { data: [{}], links: { next: { href: 'https://a.example/lieux?p=2' } } },
      'https://a.example/lieux?p=2',
    ],
    ['HAL', 'https://a.example/lieux', { _links: { next: { href: '?p=2' } } }, 'https://a.example/lieux?p=2'],
    [
      'OData',
      'https://a.example/lieux',
      { value: [{}], '@odata.nextLink': '/lieux?p=2' },
      'https://a.example/lieux?p=2',
    ],
    [
      'Opendatasoft’s first version',
      'https://data.example/api/records/1.0/search/?dataset=l&rows=2',
      { nhits: 3, records: [{}, {}] },
      'https://data.example/api/records/1.0/search/?dataset=l&rows=2&start=2',
    ],
    [
      'CKAN',
      'https://data.example/api/3/action/datastore_search?resource_id=r',
      { result: { records: [{}, {}], total: 5 } },
      'https://data.example/api/3/action/datastore_search?resource_id=r&offset=2',
    ],
    [
      'Socrata',
      'https://data.example/resource/abcd-1234.json?$limit=2&$offset=2',
      [{}, {}],
      'https://data.example/resource/abcd-1234.json?%24limit=2&%24offset=4',
    ],
    [
      'a server that believes to be asked without encryption',
      'https://a.example/lieux',
      { next: 'http://a.example/lieux?p=2' },
      'https://a.example/lieux?p=2',
    ],
    [
      'a text',
      'https://a.example/lieux',
      { results: [], next: 'https://a.example/lieux?p=2' },
      'https://a.example/lieux?p=2',
    ],
  ])('is told by %s', (_, url, content, next) => expect(nextPage(url, content)).toEqual({ url: next }));

  it('is told by the header before all else', () => {
    expect(nextPage('https://a.example/lieux', [], '?page=2')).toEqual({ url: 'https://a.example/lieux?page=2' });
  });

  it.each([
    ['the last of Opendatasoft', `${ods}?limit=100&offset=100`, { total_count: 150, results: Array(50).fill({}) }],
    ['a file of features', 'https://a.example/lieux.geojson', { numberMatched: 9, features: [{}] }],
    ['a page that names itself', 'https://a.example/lieux', { next: 'https://a.example/lieux' }],
    ['a list', 'https://a.example/lieux', [{}]],
  ])('is none after %s', (_, url, content) => expect(nextPage(url, content)).toBeUndefined());

  it('is not followed elsewhere', () => {
    expect(nextPage('https://a.example/', { next: 'https://b.example/?p=2' })).toEqual({
      problem: expect.stringContaining('elsewhere'),
    });
  });

  it('is the export of all where Opendatasoft counts no further', () => {
    expect(nextPage(`${ods}?where=a%3D1&limit=100`, { total_count: 30_000, results: Array(100).fill({}) })).toEqual({
      whole: `${ods.replace('/records', '/exports/json')}?where=a%3D1`,
      as: 'results',
    });
    const first = 'https://data.example/api/records/1.0/search/?dataset=l&rows=1000';
    expect(nextPage(first, { nhits: 20_000, records: Array(1000).fill({}) })).toEqual({
      whole: 'https://data.example/api/records/1.0/download/?dataset=l&format=json',
      as: 'records',
    });
  });

  it.each([
    [
      '<?xml version="1.0"?><wfs:FeatureCollection numberMatched="30" numberReturned="10" xmlns:wfs="w"><wfs:member/>',
      'https://gis.example/wfs?service=WFS&startIndex=10',
    ],
    [
      '<wfs:FeatureCollection next="https://gis.example/wfs?service=WFS&amp;startIndex=10" numberMatched="unknown">',
      'https://gis.example/wfs?service=WFS&startIndex=10',
    ],
    [
      '<feed xmlns="http://www.w3.org/2005/Atom"><link rel="next" href="/wfs?page=2"/></feed>',
      'https://gis.example/wfs?page=2',
    ],
  ])('is told by XML: %s', (body, next) => {
    const content = pageContent(new TextEncoder().encode(body));
    expect(nextPage('https://gis.example/wfs?service=WFS', content)).toEqual({ url: next });
  });

  it('begins with as many as Opendatasoft gives at once', () => {
    expect(firstPage(ods)).toBe(`${ods}?limit=100`);
    expect(firstPage(`${ods}?limit=20`)).toBe(`${ods}?limit=20`);
    expect(firstPage('https://a.example/lieux')).toBe('https://a.example/lieux');
  });
});
