import type { Bilingual } from '../rdf/text.ts';
import { notXml } from './answer-formats.ts';

/** An error of the query's author, placed where the engine could read no further (from 1) when it says so. */
export interface QueryError {
  readonly message: Bilingual;
  readonly line?: number;
  readonly column?: number;
}

const sentences: readonly (readonly [RegExp, Bilingual])[] = [
  [
    /^Prefix not found/,
    {
      fr: 'le préfixe n’est pas déclaré : ajoutez une ligne PREFIX',
      en: 'the prefix is not declared: add a PREFIX line for it',
    },
  ],
  [/^IRI parsing failed/, { fr: 'l’IRI est mal formée', en: 'the IRI is not well-formed' }],
  [
    /^The SELECT contains a variable that is unbound/,
    {
      fr: 'SELECT nomme une variable qui n’est ni groupée ni définie : ajoutez-la à GROUP BY ou agrégez-la',
      en: 'SELECT names a variable that is neither grouped nor bound: add it to GROUP BY or aggregate it',
    },
  ],
];

/** Turns the engine's message (a list of grammar alternatives) into a sentence with its place. */
export function explainQueryError(engineMessage: string, query: string): QueryError {
  if (engineMessage === notXml)
    return {
      message: {
        fr: 'une propriété de cette réponse ne s’écrit pas en RDF/XML : demandez Turtle, N-Triples ou JSON-LD',
        en: 'a property of this answer cannot be written in RDF/XML: ask for Turtle, N-Triples or JSON-LD',
      },
    };
  const place = /^error at (\d+):(\d+): expected (?:one of )?([\s\S]*)$/.exec(engineMessage);
  if (!place) return { message: { fr: engineMessage, en: engineMessage } };
  const line = Number(place[1]);
  const column = Number(place[2]);
  const lines = query.split('\n');
  const read = lines[line - 1]?.slice(0, column - 1) ?? '';
  const unread = [lines[line - 1]?.slice(column - 1) ?? '', ...lines.slice(line)].join('\n');
  return { message: withNear(reason(place[3] ?? '', read, unread), read), line, column };
}

function reason(expected: string, read: string, unread: string): Bilingual {
  const offered = alternatives(expected);
  for (const [pattern, sentence] of sentences)
    if (offered.some((alternative) => pattern.test(alternative))) return sentence;
  const iri = /<([^<>\s]*)>\s*$/.exec(read)?.[1];
  if (iri !== undefined && !/^[A-Za-z][A-Za-z0-9+.-]*:/.test(iri))
    return {
      fr: `l’IRI <${iri}> est relative et la requête n’a pas de BASE`,
      en: `the IRI <${iri}> is relative and the query has no BASE`,
    };
  if (unread.trim() === '' && offered.length > 0)
    return {
      fr: 'la requête s’arrête avant d’être complète : il manque peut-être une accolade ou un guillemet',
      en: 'the query ends before it is complete: a brace or a quotation mark may be missing',
    };
  const words = offered.filter((alternative) => /^(?:"[^"]+"|[A-Z]+|[A-Z][a-z].* .*)$/.test(alternative));
  // A lone OPTIONAL is what the grammar reports when it could make nothing of a pattern: saying so would mislead.
  if (words.length === 0 || (words.length === 1 && words[0] === 'OPTIONAL'))
    return { fr: 'la requête est illisible à partir d’ici', en: 'the query cannot be read from here' };
  const list = words.slice(0, 8).join(' ');
  return {
    fr: words.length === 1 ? `attendu : ${list}` : `attendu, au choix : ${list}`,
    en: words.length === 1 ? `expected ${list}` : `expected one of ${list}`,
  };
}

/** Character classes (`['A' ..= 'Z' …]`) are dropped: they say nothing to a reader. */
function alternatives(expected: string): readonly string[] {
  return expected
    .replaceAll(/\[[^\]]*\]/g, '')
    .split(/,\s+(?=["A-Z[<'])|,\s*$/)
    .map((alternative) => alternative.replace(/,\s*$/, '').trim())
    .filter((alternative) => alternative !== '');
}

function withNear({ fr, en }: Bilingual, read: string): Bilingual {
  const near = read.trimEnd().slice(-30).trimStart();
  return near === '' ? { fr, en } : { fr: `${fr} (après « ${near} »)`, en: `${en} (after “${near}”)` };
}
