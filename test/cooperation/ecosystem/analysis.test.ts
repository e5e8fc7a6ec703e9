import { describe, expect, it } from 'vitest';
import { analyseActors } from '../../../server/cooperation/ecosystem/analyse-actors.ts';
import { drawEcosystem } from '../../../server/cooperation/ecosystem/draw-ecosystem.ts';
import { findBridges } from '../../../server/cooperation/ecosystem/find-bridges.ts';
import { findGroups } from '../../../server/cooperation/ecosystem/find-groups.ts';

const pairs = (list: readonly (readonly [number, number])[]) =>
  list.map(([from, to]) => ({ from, to, isMutual: false, relations: ['cooperatesWith'] }));
/** Two triangles and a tail: 0-1-2, 2-3, 3-4-5, 5-6. */
const known = pairs([
  [0, 1],
  [1, 2],
  [0, 2],
  [2, 3],
  [3, 4],
  [4, 5],
  [3, 5],
  [5, 6],
]);

describe('bridges', () => {
  it('are those without whom others would be cut off, with whom they hold', () => {
    expect(findBridges(8, known).map(({ actor, who }) => ({ actor, cutOff: who() }))).toEqual([
      { actor: 3, cutOff: [4, 5, 6] },
      { actor: 2, cutOff: [0, 1] },
      { actor: 5, cutOff: [6] },
    ]);
  });

  it('agree with taking each actor out and counting', () => {
    // A fixed sequence of odd graphs.
    let seed = 7;
    const chance = () => {
      seed = (seed * 48271) % 2147483647;
      return seed / 2147483647;
    };
    for (let round = 0; round < 60; round++) {
      const count = 4 + Math.floor(chance() * 9);
      const some = pairs(
        [
          ...new Set(
            Array.from({ length: count + 2 }, () =>
              [Math.floor(chance() * count), Math.floor(chance() * count)].sort((a, b) => a - b).join(),
            ),
          ),
        ]
          .map((pair) => pair.split(',').map(Number) as [number, number])
          .filter(([a, b]) => a !== b),
      );
      const found = new Map(findBridges(count, some).map(({ actor, cutOff }) => [actor, cutOff]));
      for (let actor = 0; actor < count; actor++) {
        const parts = partsWithout(actor, some);
        const largest = Math.max(0, ...parts);
        const cut = parts.reduce((sum, one) => sum + one, 0) - largest;
        expect(found.get(actor) ?? 0, JSON.stringify([some.map(({ from, to }) => [from, to]), actor])).toBe(cut);
      }
    }
  });

  it('are found in a chain of 50,000 without running out of stack', () => {
    const chain = pairs(Array.from({ length: 49_999 }, (_, i) => [i, i + 1] as const));
    const [middle] = findBridges(50_000, chain);
    expect(middle).toMatchObject({ cutOff: 24_999 });
    expect(middle?.who()).toHaveLength(24_999);
  });
});

/** The sizes of the parts that the neighbours of an actor are in when it is gone. */
function partsWithout(actor: number, ties: readonly { from: number; to: number }[]): number[] {
  const around = (one: number) =>
    ties.flatMap(({ from, to }) => (from === one ? to : to === one ? from : [])).filter((other) => other !== actor);
  const seen = new Set<number>();
  return ties
    .flatMap(({ from, to }) => (from === actor ? to : to === actor ? from : []))
    .flatMap((start) => {
      if (seen.has(start)) return [];
      const part = new Set([start]);
      for (const one of part) for (const other of around(one)) part.add(other);
      for (const one of part) seen.add(one);
      return part.size;
    });
}

describe('groups', () => {
  it('part two triangles, the same way each time', () => {
    const groups = findGroups(known);
    expect(groups).toEqual([
      [3, 4, 5, 6],
      [0, 1, 2],
    ]);
    expect(findGroups(known)).toEqual(groups);
    expect(findGroups([])).toEqual([]);
  });
});

describe('an ecosystem', () => {
  const actors = Array.from({ length: 8 }, (_, i) => ({
    id: 100 + i,
    iri: `https://a.example/${i}`,
    type: 'place' as const,
    key: `lieu-${i}`,
    kinds: [],
    scales: i === 0 ? ['building'] : [],
    practices: i < 3 ? ['social'] : ['nobody-knows'],
    disciplines: [],
  }));
  const question = {
    view: 'rings',
    sectors: 'practice',
    sectorOrder: ['social'],
    offset: 0,
    limit: 5,
  } as const;
  const all = new Set(actors.map(({ id }) => id));

  it('counts the whole and draws the most linked, with the ties among those drawn', () => {
    const drawing = drawEcosystem(analyseActors({ actors, ties: known }, { among: all }), question);
    expect(drawing).toMatchObject({ total: 8, links: 8, mutual: 0, isolated: { count: 1, first: [107] } });
    expect(drawing.actors.map(({ id, links }) => [id, links])).toEqual([
      [102, 3],
      [103, 3],
      [105, 3],
      [100, 2],
      [101, 2],
    ]);
    expect(drawing.actors.map(({ sector }) => sector)).toEqual(['social', 'unsaid', 'unsaid', 'social', 'social']);
    expect(drawing.ties).toHaveLength(5);
    expect(drawing.bridges.items[0]).toEqual({ actor: 103, cutOff: { count: 3, first: [105, 104, 106] } });
    const analysis = analyseActors({ actors, ties: known }, { among: all });
    expect(drawEcosystem(analysis, { ...question, offset: 5 }).actors).toHaveLength(3);
  });

  it('chooses by number, by key and by IRI, and counts only links among the chosen', () => {
    const chosen = { among: new Set([100]), named: ['place/lieu-1', 'https://a.example/3'] };
    const { actors: shown, links } = drawEcosystem(analyseActors({ actors, ties: known }, chosen), question);
    expect(shown.map(({ id }) => id)).toEqual([100, 101, 103]);
    expect(links).toBe(1);
  });
});
