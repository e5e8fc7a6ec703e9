import { expect, test } from 'vitest';
import { parseLinkHeader } from '../../server/fetch/link-header.ts';
import { parseRetryAfter } from '../../server/fetch/retry-after.ts';

const base = 'https://a.example/lieux/page';

test('a Link header gives one entry per relation, targets resolved, quotes and commas understood', () => {
  expect(
    parseLinkHeader(
      ['<a,b;c>; title="one, \\"two\\"; three"; rel="alternate describedby"; type="Text/Turtle"', '</x>;rel=me'],
      base,
    ),
  ).toEqual([
    { target: 'https://a.example/lieux/a,b;c', rel: 'alternate', type: 'text/turtle' },
    { target: 'https://a.example/lieux/a,b;c', rel: 'describedby', type: 'text/turtle' },
    { target: 'https://a.example/x', rel: 'me' },
  ]);
});

test('a Link header about another resource, without relation or with a broken target is left out', () => {
  expect(
    parseLinkHeader(['</x>; rel=alternate; anchor="/other", </y>, <http://[bad>; rel=next, garbage'], base),
  ).toEqual([]);
  expect(parseLinkHeader(['</x>; rel=alternate; anchor="#lieu"'], base)).toHaveLength(1);
});

test('a hostile Link header costs little', () => {
  expect(parseLinkHeader([`${'</x>; rel=a, '.repeat(1000)}`], base)).toHaveLength(100);
  expect(parseLinkHeader([`<x>${';a="\\'.repeat(4000)}`], base)).toEqual([]);
  expect(parseLinkHeader(['<'.repeat(15_000)], base)).toEqual([]);
});

test('Retry-After is read as seconds or as a date, and never beyond a month', () => {
  const now = Date.parse('2026-11-23T12:00:00Z');
  expect(parseRetryAfter('60', now)).toBe(60_000);
  expect(parseRetryAfter('Mon, 23 Nov 2026 12:01:00 GMT', now)).toBe(60_000);
  expect(parseRetryAfter('Mon, 23 Nov 2020 12:01:00 GMT', now)).toBe(0);
  expect(parseRetryAfter('99999999999999', now)).toBe(30 * 24 * 3_600_000);
  expect(parseRetryAfter('soon', now)).toBeUndefined();
  expect(parseRetryAfter(undefined, now)).toBeUndefined();
});
