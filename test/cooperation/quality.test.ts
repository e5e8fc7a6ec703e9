import { describe, expect, it } from 'vitest';
import { rankByEqualConcepts, rankByText } from './quality/baselines.ts';
import { rankByEngine } from './quality/engine.ts';
import { parts, readLabelledSet, towns } from './quality/labelled-set.ts';
import { mistakesOf } from './quality/mistakes.ts';
import { rate } from './quality/rate.ts';
import { concepts } from './scene.ts';

const { needs, offers, judgements } = readLabelledSet();

describe('the labelled set', () => {
  it('judges three hundred pairs and more, a hundred of them held out, each with its reason, of notices that exist', () => {
    expect(judgements.length).toBeGreaterThanOrEqual(300);
    const heldOut = new Set(needs.flatMap(({ id, part }) => (part === 'held-out' ? [id] : [])));
    expect(judgements.filter(({ need }) => heldOut.has(need)).length).toBeGreaterThanOrEqual(100);
    const [sought, offered] = [new Set(needs.map(({ id }) => id)), new Set(offers.map(({ id }) => id))];
    for (const { need, offer, why } of judgements) {
      expect(sought, need).toContain(need);
      expect(offered, offer).toContain(offer);
      expect(why, `${need} ${offer}`).toMatch(/^\p{Lu}.*\.$/u);
    }
    const pairs = judgements.map(({ need, offer }) => `${need} ${offer}`);
    expect(pairs).toEqual([...new Set(pairs)]);
  });

  it('names resources, towns and parts that exist', () => {
    for (const { id, resource, town } of [...needs, ...offers]) {
      expect(Object.keys(towns), id).toContain(town);
      if (resource) expect(concepts.resolve('resources', resource), id).toBeDefined();
    }
    for (const { id, part } of needs) expect(parts, id).toContain(part);
  });
});

describe('the leads for its needs', () => {
  const ranking = rankByEngine();
  const baselines = [rankByEqualConcepts(), rankByText()];

  it.each(parts)('are four in five relevant among the first five, of the %s part', (part) => {
    const told = part === 'tuning' ? mistakesOf(ranking).join('\n') : 'held out: nothing to read';
    expect(rate(ranking, part).precisionAt5, told).toBeGreaterThanOrEqual(0.8);
  });

  it.each(parts)(
    'are better than equal concepts and than likeness of texts by every measure, of the %s part',
    (part) => {
      const ours = rate(ranking, part);
      for (const theirs of baselines.map((baseline) => rate(baseline, part)))
        for (const measure of [
          'precisionAt5',
          'precisionOfFivePlaces',
          'successAt5',
          'f1At5',
          'ndcgAt10',
          'recallAt10',
        ] as const)
          expect(ours[measure], measure).toBeGreaterThan(theirs[measure]);
    },
  );

  it('are none where nothing fits', () => {
    for (const part of parts) {
      const [silent, of] = rate(ranking, part).rightlySilent;
      expect(silent).toBe(of);
    }
  });
});
