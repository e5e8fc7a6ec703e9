import type { Bilingual } from '../../rdf/text.ts';
import { inBoth } from './in-both.ts';
import en from './sparql.en.json' with { type: 'json' };
import fr from './sparql.fr.json' with { type: 'json' };
import helpEn from './sparql-help.en.json' with { type: 'json' };
import helpFr from './sparql-help.fr.json' with { type: 'json' };
import { fill } from './texts.ts';

/** The sentences of the query page and of the endpoint's errors. */
export type SparqlTexts = typeof fr;

type Sentence = { [K in keyof SparqlTexts]: SparqlTexts[K] extends string ? K : never }[keyof SparqlTexts];

export const sparqlTexts = inBoth<SparqlTexts>(fr, en);

/** A paragraph of the help page, an example to copy, or terms that are explained. */
export interface HelpBlock {
  readonly text?: string;
  readonly code?: readonly string[];
  /** The example is one for `live=1`. */
  readonly live?: boolean;
  readonly terms?: readonly { readonly term: string; readonly text: string }[];
  /** A list that only this endpoint has. */
  readonly show?: string;
  /** What must be offered, or must not, for it to be said. */
  readonly when?: string;
}

/** What the help page is made of. */
export type HelpTexts = Omit<typeof helpFr, 'sections'> & {
  readonly sections: readonly { readonly id: string; readonly title: string; readonly blocks: readonly HelpBlock[] }[];
};

/** The page that helps to write queries. */
export const sparqlHelp = inBoth<HelpTexts>(helpFr, helpEn);

/** One sentence in both languages, its holes filled. */
export function say(key: Sentence, values: Readonly<Record<string, string | number>> = {}): Bilingual {
  return { fr: fill(fr[key], values), en: fill(en[key], values) };
}
