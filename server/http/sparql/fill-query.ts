import { isIri } from '../../rdf/iri.ts';
import type { Bilingual } from '../../rdf/text.ts';

/** What a reader may change of a ready-made query without reading it. */
export interface GalleryParameter {
  /** The variable whose VALUES line it fills, and its name in the address. */
  readonly name: string;
  readonly kind: (typeof parameterKinds)[number];
  readonly label: Bilingual;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** Of concepts, the scheme to choose from. */
  readonly scheme?: string | undefined;
  readonly default: string;
}

export const parameterKinds = ['text', 'code', 'number', 'date', 'language', 'concept', 'iri', 'wkt'] as const;

/** A ready-made query with the values of a reader, or the parameter whose value cannot be used. */
export type FilledQuery =
  | { readonly state: 'filled'; readonly query: string }
  | { readonly state: 'refused'; readonly parameter: GalleryParameter; readonly value: string };

/** The one line of a query that a parameter fills: `VALUES ?name { term }`. */
const lineOf = (name: string) => new RegExp(String.raw`(VALUES \?${name} \{ )(.*)( \})$`, 'm');

/** What the file itself gives a parameter, as a reader writes it; throws when the query has no line for it. */
export function defaultOf(query: string, name: string): string {
  const term = lineOf(name).exec(query)?.[2];
  if (term === undefined) throw new Error(`the query has no line VALUES ?${name} { … }`);
  return term.replace(/^["<](.*)[">]$/, '$1');
}

/**
 * Puts a reader's values into a query. A value becomes one term, written by its kind and escaped as SPARQL asks (§19.8): it
 * can end neither its line nor its quotation marks.
 */
export function fillQuery(
  { query, parameters }: { readonly query: string; readonly parameters: readonly GalleryParameter[] },
  given: (name: string) => string | undefined,
): FilledQuery {
  let filled = query;
  for (const parameter of parameters) {
    const value = given(parameter.name)?.trim();
    if (value === undefined || value === '') continue;
    const term = termOf(parameter, value);
    if (term === undefined) return { state: 'refused', parameter, value };
    filled = filled.replace(lineOf(parameter.name), (_, before, __, after) => before + term + after);
  }
  return { state: 'filled', query: filled };
}

const maxLength = 500;

function termOf({ kind, min, max }: GalleryParameter, value: string): string | undefined {
  if (value.length > maxLength) return undefined;
  switch (kind) {
    case 'text':
      return quoted(value);
    case 'code':
      return /^[0-9A-Za-z-]{1,20}$/.test(value) ? quoted(value) : undefined;
    case 'number': {
      const number = value.replace(',', '.');
      const isIn = Number(number) >= (min ?? -1e9) && Number(number) <= (max ?? 1e9);
      return /^-?\d{1,9}(?:\.\d{1,9})?$/.test(number) && isIn ? number : undefined;
    }
    case 'date':
      return /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/.test(value) ? quoted(value) : undefined;
    case 'language':
      return /^(?:fr|en)$/.test(value) ? quoted(value) : undefined;
    case 'wkt':
      return /^[A-Za-z]+ ?\([-+0-9.,() ]+\)$/.test(value) ? quoted(value) : undefined;
    case 'concept':
    case 'iri':
      return isIri(value) ? `<${value}>` : undefined;
    default:
      return kind satisfies never;
  }
}

const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '"': '\\"', '\\': '\\\\' };

function quoted(text: string): string {
  return `"${text.replaceAll(/["\\\n\r\t]/g, (one) => escapes[one] ?? one)}"`;
}
