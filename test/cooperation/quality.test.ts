import { describe, expect, it } from 'vitest';
import { readLabelledSet, towns } from './labelled-set.ts';
import { measureQuality } from './measure-quality.ts';
import { concepts } from './scene.ts';

const { needs, offers, judgements } = readLabelledSet();

describe('the labelled set', () => {
  it('judges two hundred pairs and more, each with its reason, of notices that exist', () => {
    expect(judgements.length).toBeGreaterThanOrEqual(200);
    const known = new Set([...needs, ...offers].map(({ id }) => id));
    for (const { need, offer, why } of judgements) {
      expect(known, need).toContain(need);
      expect(known, offer).toContain(offer);
      expect(why, `${need} ${offer}`).toMatch(/^\p{Lu}.*\.$/u);
    }
    const pairs = judgements.map(({ need, offer }) => `${need} ${offer}`);
    expect(pairs).toEqual([...new Set(pairs)]);
  });

  it('names resources and towns that exist', () => {
    for (const { id, resource, town } of [...needs, ...offers]) {
      expect(Object.keys(towns), id).toContain(town);
      if (resource) expect(concepts.resolve('resources', resource), id).toBeDefined();
    }
  });
});

describe('the leads for its needs', () => {
  const { engine, equal, text, mistakes } = measureQuality();

  it('are four in five relevant among the first five', () => {
    expect(engine.precisionAt5, mistakes.join('\n')).toBeGreaterThanOrEqual(0.8);
  });

  it('find more of what is relevant, and for more needs, than equal concepts and than likeness of texts', () => {
    for (const baseline of [equal, text]) {
      expect(engine.ofPossibleAt5).toBeGreaterThan(baseline.ofPossibleAt5);
      expect(engine.recallAt10).toBeGreaterThan(baseline.recallAt10);
      expect(engine.coverage).toBeGreaterThan(baseline.coverage);
    }
    expect(engine.precisionAt5).toBeGreaterThan(text.precisionAt5);
  });
});
