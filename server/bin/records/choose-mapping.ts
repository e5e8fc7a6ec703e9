import { listFormats } from '../../crosswalk/list-mappings.ts';
import { type Mapping, mappingOfWritten, readFormat } from '../../crosswalk/mapping.ts';
import { type Look, lookAtFile } from '../../crosswalk/sketch/look-at-file.ts';
import { sketchMapping } from '../../crosswalk/sketch/sketch-mapping.ts';
import { given } from '../../rdf/given.ts';
import { detailsOfSaid, findMapping, type SaidOfSet } from './find-mapping.ts';
import type { Source } from './open-source.ts';
import { readThings } from './read-things.ts';

/** The word that stands for no mapping: the file is looked at. */
const byLooking = 'auto';

/** Looks at a source that nobody has written a mapping for. */
export function lookAtSource(source: Source, { inside }: Pick<SaidOfSet, 'inside'>): Promise<Look> {
  const dataFile = source.target.split(/[/\\]/).at(-1) || source.target;
  return lookAtFile(() => source.pages()[0] ?? [], { dataFile, ...given('inside', inside) }, readThings);
}

/** The mapping that a command names; with `auto`, or with a format of which only the envelope is known, what the source itself looks like. */
export async function chooseMapping(name: string, source: Source, said: SaidOfSet): Promise<Mapping> {
  const isFormat = (await listFormats()).includes(name);
  const isEnvelope = isFormat && (await readFormat(name)).profile === undefined;
  if (name !== byLooking && !isEnvelope) return findMapping(name, source.target, said);
  const details = detailsOfSaid(name, source.target, said);
  const look = await lookAtSource(source, said);
  if (isEnvelope && look.like?.name !== name)
    throw new Error(
      `${source.target} does not look like ${name}${look.like ? `, but like ${look.like.name}` : ''}: say “auto”`,
    );
  if (look.like?.isWhole) return findMapping(look.like.name, source.target, said);
  const { written, expected } = await sketchMapping(look);
  return mappingOfWritten(written, { ...details, ...given('expected', expected) });
}
