import { describe, expect, it } from 'vitest';
import { firstPage, nextPage } from '../../server/crosswalk/next-page.ts';

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

  it('is not followed elsewhere, nor beyond what Opendatasoft counts', () => {
    expect(nextPage('https://a.example/', { next: 'https://b.example/?p=2' })).toEqual({
      problem: expect.stringContaining('elsewhere'),
    });
    const far = nextPage(`${ods}?limit=100&offset=9900`, { total_count: 30_000, results: Array(100).fill({}) });
    expect(far).toEqual({ problem: expect.stringMatching(/30000 records.*exports\/json/) });
  });

  it('begins with as many as Opendatasoft gives at once', () => {
    expect(firstPage(ods)).toBe(`${ods}?limit=100`);
    expect(firstPage(`${ods}?limit=20`)).toBe(`${ods}?limit=20`);
    expect(firstPage('https://a.example/lieux')).toBe('https://a.example/lieux');
  });
});
