import type { Language } from '../../rdf/text.ts';
import { typesetTexts } from '../../rdf/typeset-french.ts';

/** Texts by language, as pages say them. */
export interface TextsOf<T> {
  (language: Language): T;
  /** With plain spaces, for data, feeds, answers of the API and what is copied into somebody's own file. */
  plain(language: Language): T;
}

/** Texts in both languages: French sets the keys, is written with plain spaces and said with those that no line breaks at. */
export function inBoth<T>(fr: T, en: NoInfer<T>): TextsOf<T> {
  const said = { fr: typesetTexts(fr), en };
  const written = { fr, en };
  return Object.assign((language: Language) => said[language], { plain: (language: Language) => written[language] });
}
