import { decodeColumns } from '../../server/points/columns-file.ts';
import type { PointsManifest } from '../../server/points/manifest.ts';
import { createPointEngine, type PointEngine } from '../../server/points/point-engine.ts';
import { writeSelection } from '../../server/points/selection.ts';
import type { PlaceName } from '../../server/points/tile-format.ts';
import { readBytes, readJson } from './read-answer.ts';

export interface EngineSources {
  readonly names: (rows: readonly number[]) => Promise<readonly PlaceName[]>;
  /** Hears that names could not be had for a tile, which is better than none without them. */
  readonly onLacking: (error: unknown) => void;
  /** The site, where it is not this page's. */
  readonly origin?: string;
  readonly now?: () => Date;
  /** How long a tile waits for its names, in milliseconds. */
  readonly patienceMs?: number;
}

function tooLate(ms: number): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error('The names took too long')), ms);
  });
}

/** Reads the file of columns of a version and lets the engine work on it here. */
export async function openEngine(
  manifest: PointsManifest,
  { names, onLacking, origin = '', now = () => new Date(), patienceMs = 3000 }: EngineSources,
): Promise<PointEngine> {
  const base = `${origin}/api/points/${manifest.version}`;
  return createPointEngine({
    manifest,
    columns: decodeColumns(await readBytes(`${base}.bin`)),
    async rowsOf(selection) {
      const { rows } = await readJson<{ rows: number[] }>(`${base}/rows?${writeSelection(selection)}`);
      for (let i = 1; i < rows.length; i++) rows[i] = (rows[i] as number) + (rows[i - 1] as number);
      return rows;
    },
    namesOf: (rows) =>
      Promise.race([names(rows), tooLate(patienceMs)]).catch((error: unknown) => {
        onLacking(error);
        return [];
      }),
    now,
    // All places, and as many again for what is chosen of them.
    keptRows: manifest.count * 2,
  });
}
