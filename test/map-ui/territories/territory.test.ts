import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { territories } from '../../../map-ui/basemap/territories.ts';
import { classBreaks, classOf, measure } from '../../../map-ui/territories/territory.ts';

describe('the classes of départements', () => {
  it.each([
    ['nothing where nothing is', [0, 0], []],
    ['one class of equal numbers', [0, 3, 3, 3], [3]],
    ['as many in each', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [1, 3, 5, 7, 9]],
    ['what few numbers give', [7, 1, 0], [1, 7]],
  ])('are %s', (_name, values, breaks) => {
    expect(classBreaks(values)).toEqual(breaks);
  });

  it('hold every number but zero, a greater one never in a lower class', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(500)), (values) => {
        const breaks = classBreaks(values);
        expect(breaks.length).toBeLessThanOrEqual(5);
        const sorted = values.toSorted((a, b) => a - b);
        const classes = sorted.map((value) => classOf(value, breaks));
        expect(classes).toEqual(classes.toSorted((a, b) => a - b));
        for (const [i, value] of sorted.entries()) expect(classes[i] === -1).toBe(value === 0);
      }),
    );
  });
});

describe('the outlines of the territories', () => {
  it('are those of all 101 départements, each with its people', () => {
    const { features } = territories();
    expect(features).toHaveLength(101);
    expect(new Set(features.map(({ properties }) => properties.code)).size).toBe(101);
    for (const { properties, geometry } of features) {
      expect(properties.population, properties.name).toBeGreaterThan(70_000);
      expect(geometry.coordinates.length, properties.name).toBeGreaterThan(0);
    }
    const total = features.reduce((sum, { properties }) => sum + properties.population, 0);
    expect(total).toBeGreaterThan(64_000_000);
    expect(total).toBeLessThan(72_000_000);
    expect(measure({ code: '48', name: 'Lozère', population: 50_000 }, 2, 'density').value).toBe(4);
  });
});
