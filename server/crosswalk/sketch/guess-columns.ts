import { foldText } from '../../rdf/fold-text.ts';
import { type Clue, clues, isWords, ofOthers, type Role, roles, text } from './column-clues.ts';

/** The columns that were found for roles. */
export type Guesses = ReadonlyMap<Role, SampledColumn>;

/** A column with its values that are not empty. */
export interface SampledColumn {
  readonly path: string;
  readonly values: readonly unknown[];
  /** How many records have one. */
  readonly filled: number;
  /** Whether no two records have the same, and hardly any has none. */
  readonly isKey?: boolean;
  /** Whether every record has the same. */
  readonly isConstant?: boolean;
}

/** Of so few records, categories may all differ. */
const few = 5;

/** A share of values that fit below which a name alone convinces nobody. */
const leastFitting = 0.5;

/** Proposes a column for each role: by the words of its name and by what its values look like; the same column serves one role only. */
export function guessColumns(all: readonly SampledColumn[]): Guesses {
  // The first of a list of things is no column of the place.
  const columns = all.filter(({ path }) => !/\.\d+(?:\.|$)/.test(path));
  const taken = new Set<string>();
  const found = new Map<Role, SampledColumn>();
  const take = (role: Role, column: SampledColumn | undefined) => {
    if (!column) return;
    found.set(role, column);
    taken.add(column.path);
  };
  for (const role of roles) {
    const [best] = columns
      .filter(({ path }) => !taken.has(path))
      .map((column) => ({ column, score: scoreOf(column, clues[role]) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score);
    take(role, best?.column);
  }
  if (found.has('longitude') && found.has('latitude'))
    for (const role of ['position', 'shape'] as const) found.delete(role);
  if (!found.has('name')) take('name', likeNames(columns.filter(({ path }) => !taken.has(path))));
  // One axis alone says nothing, and both may stand in one cell all the same.
  for (const [one, other] of [
    ['longitude', 'latitude'],
    ['latitude', 'longitude'],
  ] as const)
    if (!found.has(other)) found.delete(one);
  return found;
}

/** The folded words of a column's name, and of its last part. */
function wordsOf(path: string): { readonly leaf: string; readonly whole: string } {
  // Forms say in brackets what is to be written.
  const plain = (name: string) => name.replace(/\([^)]*\)/g, ' ').trim() || name;
  const fold = (name: string) =>
    foldText(
      plain(name)
        .replace(/([a-zà-ÿ\d])([A-Z])/g, '$1 $2')
        .replace(/[^\p{L}\p{N}]+/gu, ' '),
    )
      .trim()
      .replace(/^(?:bf|c|properties|fields|attributes|liste) /, '');
  const last = path.split('.').at(-1) ?? path;
  return { leaf: fold(last.replace(/^[\w-]+:/, '')), whole: fold(path) };
}

function scoreOf(
  { path, values, filled, isKey }: SampledColumn,
  { names, not, plain, fits, isPlain = false, repeats }: Clue,
): number {
  if (values.length === 0) return 0;
  const share = values.filter((value) => fits(value, path)).length / values.length;
  if (share < leastFitting) return 0;
  const distinct = new Set(values.map(String)).size;
  if (repeats === 'never' && !isKey) return 0;
  if (repeats === 'mostly' && (distinct < 2 || distinct > Math.max(values.length / 2, few))) return 0;
  const { leaf, whole } = wordsOf(path);
  if (not?.test(leaf)) return 0;
  const isNamed = names.test(leaf) || names.test(whole);
  if (!isNamed && !(isPlain && share > 0.9)) return 0;
  // Of two that could be it, the shorter name and the fuller column.
  // What is called twice, as the name of the place and of its owner, is the one that differs from row to row.
  const differing = repeats === 'seldom' ? (distinct / values.length) * 20 : 0;
  const plainly = plain?.test(leaf) ? 20 : 0;
  return (isNamed ? 100 : 10) * share + differing + plainly + Math.min(filled, 1000) / 100 - leaf.length / 2;
}

/** Where no column is called so: short words, hardly one twice. */
function likeNames(columns: readonly SampledColumn[]): SampledColumn | undefined {
  return columns
    .filter(({ path, values }) => {
      const words = values.map(text).filter((value) => isWords(value) && value.length >= 3 && value.length <= 90);
      return (
        words.length >= values.length * 0.9 &&
        words.length > 0 &&
        new Set(words).size > words.length * 0.9 &&
        !ofOthers.test(wordsOf(path).leaf) &&
        !/^https?:/.test(words[0] ?? '')
      );
    })
    .sort((a, b) => b.filled - a.filled)[0];
}
