import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Chunks } from '../../crosswalk/reading/decode-chunks.ts';

/** A set's file, or the pages that an address gave, to be read as often as one likes. */
export interface Source {
  readonly target: string;
  readonly isWeb: boolean;
  /** Begins anew. */
  pages(): readonly Chunks[];
}

/** As much of a file as is held at once. */
const pieceBytes = 256 * 1024;

/** Opens what a command names: a file, which is read piece by piece, or a web address through the guarded fetch with all its pages; throws one plain line when it cannot. */
export async function openSource(target: string, limitBytes: number): Promise<Source> {
  if (/^https?:\/\//i.test(target)) {
    // What reads the web is heavy, and a file needs none of it.
    const { readWebPages } = await import('../read-web.ts');
    const bodies = await readWebPages(target, limitBytes);
    return { target, isWeb: true, pages: () => bodies.map((body) => [body]) };
  }
  const found = await stat(target).catch((error: NodeJS.ErrnoException) => {
    throw new Error(
      error.code === 'ENOENT' ? `there is no file ${target}` : `${target} cannot be read (${error.code})`,
    );
  });
  if (!found.isFile()) throw new Error(`${target} is no file`);
  return { target, isWeb: false, pages: () => [createReadStream(target, { highWaterMark: pieceBytes })] };
}
