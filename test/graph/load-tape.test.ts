import { describe, expect, it } from 'vitest';
import { createDatasetReader } from '../../server/graph/dataset-reader.ts';
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
    reader.follow([content(9, 'x'.repeat(9_000_000))]);
    expect(await readAll(reader)).toEqual([content(2)]);
    expect(await readAll(reader)).toEqual([content(2)]);
    expect(loads).toBe(2);
  });
});
