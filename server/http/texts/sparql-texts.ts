import type { Bilingual, Language } from '../../rdf/text.ts';
import en from './sparql.en.json' with { type: 'json' };
import fr from './sparql.fr.json' with { type: 'json' };
import helpEn from './sparql-help.en.json' with { type: 'json' };
import helpFr from './sparql-help.fr.json' with { type: 'json' };
import { fill } from './texts.ts';

/** The sentences of the query page and of the endpoint's errors. */
export type SparqlTexts = typeof fr;

const all: Readonly<Record<Language, SparqlTexts>> = { fr, en };

type Sentence = { [K in keyof SparqlTexts]: SparqlTexts[K] extends string ? K : never }[keyof SparqlTexts];

export function sparqlTexts(language: Language): SparqlTexts {
  return all[language];
}

/** The page that helps to write queries. */
export function sparqlHelp(language: Language): typeof helpFr {
  return language === 'fr' ? helpFr : helpEn;
}

/** One sentence in both languages, its holes filled. */
export function say(key: Sentence, values: Readonly<Record<string, string | number>> = {}): Bilingual {
  return { fr: fill(fr[key], values), en: fill(en[key], values) };
}
