import type { Term } from '@rdfjs/types';
import type { Bilingual } from '../rdf/text.ts';

/** The French and English wordings among some literals; one language stands in for the other. */
export function bilingual(terms: readonly Term[]): Bilingual | undefined {
  const literals = terms.filter((term) => term.termType === 'Literal');
  const inLanguage = (language: string) => literals.find((term) => term.language === language)?.value;
  const any = inLanguage('') ?? literals[0]?.value;
  if (any === undefined) return undefined;
  const [fr, en] = [inLanguage('fr'), inLanguage('en')];
  return { fr: fr ?? any, en: en ?? any };
}
