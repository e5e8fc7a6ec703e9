import type { Term } from '@rdfjs/types';
import type { Text } from '../../rdf/text.ts';

/** Literals by language; of several in one language the first. */
export function readText(terms: readonly Term[]): Text {
  const text: Record<string, string> = {};
  for (const term of terms) if (term.termType === 'Literal') text[term.language] ??= term.value.trim();
  return text;
}
