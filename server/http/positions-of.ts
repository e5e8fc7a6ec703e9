import type { Filter, Position } from '../directory/entity.ts';
import type { Language } from '../rdf/text.ts';
import type { DirectoryReader } from './deps.ts';

/** More dots than these are one spot on a drawing of some hundred pixels. */
const shownDots = 2000;

/** Where what a list holds is, for a small map: as many as can be told apart. */
export function positionsOf(
  filter: Filter,
  directory: Pick<DirectoryReader, 'all'>,
  language: Language,
): readonly Position[] {
  const found: Position[] = [];
  for (const piece of directory.all(filter, { language }).pieces) {
    found.push(...piece.flatMap(({ position }) => position ?? []));
    if (found.length >= shownDots) break;
  }
  return found;
}
