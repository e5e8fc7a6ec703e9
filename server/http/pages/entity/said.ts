import type { Quad } from '@rdfjs/types';
import type { Language } from '../../../rdf/text.ts';
import { typesetFrench } from '../../../rdf/typeset-french.ts';

/** What our own data say of something in the reader's language, else in any, as pages show it. */
export function said(own: readonly Quad[], predicate: string, language: Language): string | undefined {
  const values = own.filter((q) => q.predicate.value === predicate);
  const inLanguage = values.find((q) => q.object.termType === 'Literal' && q.object.language === language);
  const text = (inLanguage ?? values[0])?.object.value;
  return text !== undefined && inLanguage && language === 'fr' ? typesetFrench(text) : text;
}
