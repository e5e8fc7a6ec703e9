import type { Quad, Term } from '@rdfjs/types';

/** Writes triples as N-Triples in the canonical form of RDF 1.1 N-Triples (section 4), one a line; graph names are left out. */
export function writeNTriples(quads: readonly Quad[]): string {
  let text = '';
  for (const { subject, predicate, object } of quads)
    text += `${writeTerm(subject)} ${writeTerm(predicate)} ${writeTerm(object)} .\n`;
  return text;
}

const stringDatatype = 'http://www.w3.org/2001/XMLSchema#string';

function writeTerm(term: Term): string {
  switch (term.termType) {
    case 'NamedNode':
      return `<${escapeIri(term.value)}>`;
    case 'BlankNode':
      return `_:${term.value}`;
    case 'Literal': {
      const { language, datatype } = term;
      const text = `"${escapeText(term.value)}"`;
      if (language !== '') return `${text}@${language}`;
      return datatype.value === stringDatatype ? text : `${text}^^<${datatype.value}>`;
    }
    default:
      throw new Error(`a ${term.termType} cannot be written as N-Triples`);
  }
}

const shortEscapes: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r' };

function escapeText(text: string): string {
  return text.replace(/["\\\n\r]/g, (character) => shortEscapes[character] ?? character);
}

function escapeIri(iri: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return iri.replace(/[\u0000-\u0020<>"{}|^`\\]/g, (character) => {
    const code = character.charCodeAt(0).toString(16).toUpperCase();
    return `\\u${code.padStart(4, '0')}`;
  });
}
