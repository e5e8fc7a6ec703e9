import type { Bilingual } from '../../rdf/text.ts';
import type { Guesses, SampledColumn } from './guess-columns.ts';

/** Columns that are left out on purpose, and why. */
export interface LeftOut {
  readonly columns: readonly string[];
  readonly reason: Bilingual;
}

const mechanics: Bilingual = { fr: 'Mécanique de la source.', en: 'Workings of the source.' };
const byName: Bilingual = {
  fr: 'La commune est trouvée par son nom et son code postal.',
  en: 'The commune is found by its name and postal code.',
};

/** What formats of maps carry beside the data: kinds of shapes, boxes, names of systems, and a type that never differs. */
export function isMechanics({ path, isConstant, values }: SampledColumn): boolean {
  if (path === 'type') return isConstant || values.every((value) => value === 'Feature');
  return /^(?:bbox|geometry\.type|geometry_name|geometry\.crs.*|crs|styleUrl)$|(?:^|\.)@(?:gml:id|srsName|srsDimension|xmlns.*)$/.test(
    path,
  );
}

/** The columns that nobody would miss: the source's workings, and codes of a commune whose name is known. */
export function leaveOut(
  columns: readonly SampledColumn[],
  { guesses, taken }: { readonly guesses: Guesses; readonly taken: ReadonlySet<string> },
): readonly LeftOut[] {
  const free = columns.filter(({ path }) => !taken.has(path));
  const workings = free.filter(isMechanics).map(({ path }) => path);
  const codes = guesses.has('city') ? free.flatMap(({ path }) => (/insee/i.test(path) ? [path] : [])) : [];
  return [
    ...(workings.length > 0 ? [{ columns: workings, reason: mechanics }] : []),
    ...(codes.length > 0 ? [{ columns: codes, reason: byName }] : []),
  ];
}
