import type { Quad } from '@rdfjs/types';
import type { Language } from '../../../rdf/text.ts';

/** The literal of a property in the reader's language, else any. */
export function said(own: readonly Quad[], predicate: string, language: Language): string | undefined {
  const values = own.filter((q) => q.predicate.value === predicate);
  const inLanguage = values.find((q) => q.object.termType === 'Literal' && q.object.language === language);
  return (inLanguage ?? values[0])?.object.value;
}
