import { describe, expect, it } from 'vitest';
import { createDatasetReader } from '../../server/graph/dataset-reader.ts';
import { createEngineStore, type EngineQuery } from '../../server/graph/engine-store.ts';
import type { GraphChange } from '../../server/graph/graph.ts';
import { unpack } from '../../server/graph/load-tape.ts';

const content = (n: number, text = 'x'): GraphChange => ({
  iri: `http://g/${n}`,
  role: 'profile',
  triples: `<http://s/${n}> <http://p> "${text}" .`,
});
const readAll = async (reader: ReturnType<typeof createDatasetReader>) => {
  const all: GraphChange[] = [];
  for await (const packed of reader.parts()) all.push(...unpack(packed));
  return all;
};

describe('the dataset for the next replica', () => {
  it('is read once, and then comes from the tape with all that was changed since the reading began', async () => {
    let loads = 0;
    const reader = createDatasetReader(function* load() {
      loads++;
      yield content(1);
      reader.follow([content(3)]);
      yield content(2);
    });
    expect(await readAll(reader)).toEqual([content(1), content(2)]);
    reader.follow([content(1, 'y')]);
    expect(await readAll(reader)).toEqual([content(1), content(2), content(3), content(1, 'y')]);
    expect(loads).toBe(1);
  });

  it('keeps the order of many changes, played again and again between them', async () => {
    const reader = createDatasetReader(() => [content(0)]);
    await readAll(reader);
    const made = Array.from({ length: 12 }, (_, n) => content(n % 5, `${n}${'x'.repeat(90_000)}`));
    const told: GraphChange[] = [content(0)];
    for (const change of made) {
      reader.follow([change]);
      told.push(change);
      if (told.length % 3 === 0) expect(await readAll(reader)).toEqual(told);
    }
    expect(await readAll(reader)).toEqual(told);
  });

  it('comes in pieces where a graph beside the profiles is large, and says the same', async () => {
    const lines = Array.from({ length: 9_000 }, (_, n) => `<http://l/${n}> <http://p> "${'x'.repeat(60)}" .\n`);
    const large: GraphChange = { iri: 'http://leads', role: 'about', triples: lines.join('') };
    const reader = createDatasetReader(() => [content(1), large, content(2)]);
    const parts = [];
    for await (const packed of reader.parts()) parts.push(unpack(packed));
    expect(parts.length).toBeGreaterThan(2);
    const [one, other] = [createEngineStore(), createEngineStore()];
    for (const changes of parts) one.apply(changes);
    other.apply([content(1), large, content(2)]);
    const count = {
      text: 'SELECT (COUNT(*) AS ?n) { GRAPH <http://leads> { ?s ?p ?o } }',
      kind: 'bindings',
      format: 'csv',
    };
    for (const store of [one, other])
      expect(
        store
          .answer(count as EngineQuery)
          .trim()
          .split(/\s+/),
      ).toEqual(['n', '9000']);
    const all = { ...count, text: 'SELECT ?s { ?s ?p ?o } ORDER BY ?s' } as EngineQuery;
    expect(one.answer(all)).toBe(other.answer(all));
  });

  it('is read again when the reading broke off', async () => {
    let loads = 0;
    const reader = createDatasetReader(function* load() {
      loads++;
      yield content(1);
      if (loads === 1) throw new Error('the state file is gone');
    });
    await expect(readAll(reader)).rejects.toThrow('gone');
    expect(await readAll(reader)).toEqual([content(1)]);
  });

  it('is read again when too much was changed since', async () => {
    let loads = 0;
    const reader = createDatasetReader(() => {
      loads++;
      return [content(loads)];
    });
    await readAll(reader);
    reader.follow([content(9, 'x'.repeat(33_000_000))]);
    expect(await readAll(reader)).toEqual([content(2)]);
    expect(await readAll(reader)).toEqual([content(2)]);
    expect(loads).toBe(2);
  });
});
