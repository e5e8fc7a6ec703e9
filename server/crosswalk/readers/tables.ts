import { foldText } from '../../rdf/fold-text.ts';
import { VOCAB } from '../../rdf/terms.ts';
import { kindOfWords } from '../sketch/kind-words.ts';
import type { Cells } from './cells.ts';
import type { valueReaders } from './values.ts';

/** Readers that go by a table of the mapping. */
export function tableReaders({ text, guess, drop }: Cells, { list }: ReturnType<typeof valueReaders>) {
  const concept = (scheme: string, slug: string) => `${VOCAB}${scheme}/${slug}`;

  /** Concepts of a scheme for a value (or each value of a list) by a table; what the table does not know is dropped aloud, unless it is `partial`. */
  const concepts = (
    column: string,
    scheme: string,
    table: Readonly<Record<string, string | readonly string[]>>,
    isPartial = false,
  ) => {
    const slugs = (list(column) ?? []).flatMap((value) => {
      const found = Object.hasOwn(table, value.toLowerCase()) ? table[value.toLowerCase()] : undefined;
      if (found === undefined && !isPartial) drop(column, `no-concept-in-${scheme}`, value);
      return found ?? [];
    });
    // “Other” says nothing beside a kind.
    const said = slugs.filter(
      (slug, _, all) => !(scheme === 'kinds' && slug === 'other' && all.some((one) => one !== slug)),
    );
    const iris = [...new Set(said)].map((slug) => concept(scheme, slug));
    return iris.length > 0 ? iris : undefined;
  };

  /** What a table says of a value, by its lower-case words; another value is dropped aloud. */
  const lookupIn = (column: string, table: Readonly<Record<string, string>>): string | undefined => {
    const written = text(column);
    if (written === undefined) return undefined;
    const found = Object.hasOwn(table, written.toLowerCase()) ? table[written.toLowerCase()] : undefined;
    if (found === undefined) return drop(column, 'not-in-the-table');
    if (found !== written) guess(column, 'by-the-table', written, found);
    return found;
  };

  /** The kind of place that words speak of. */
  const kindOf = (...words: readonly unknown[]) => {
    const said = words.flat().filter((one) => one !== undefined && one !== null);
    const slug = kindOfWords(foldText(said.join(' ')));
    guess('(kind)', slug === 'other' ? 'kind-not-said' : 'kind-by-its-words', said.join(', '), slug);
    return concept('kinds', slug);
  };

  return { concept, concepts, lookupIn, kindOf };
}
