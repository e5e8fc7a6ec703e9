import { foldText } from '../../rdf/fold-text.ts';
import { cleanText } from '../clean-text.ts';
import { splitList } from '../split-list.ts';
import type { SampledColumn } from './guess-columns.ts';
import { kindOfWords } from './kind-words.ts';
import { indent, quote } from './write-jsonata.ts';

/** Rows of a table that a person can look over. */
const mostRows = 60;

/** The columns that say what kind of place it is, by their role. */
export interface KindColumns {
  readonly kind: SampledColumn | undefined;
  readonly keywords: SampledColumn | undefined;
  /** Columns that say yes or no to what their name says. */
  readonly flags: readonly SampledColumn[];
}

/** JSONata for the kind of place: by a table of the words that occur and that speak of a kind, for a person to look over; else by its name. */
export function writeKind({ kind, keywords, flags }: KindColumns): string {
  const tables = [kind, keywords].flatMap((column) => (column ? (tableOf(column) ?? []) : []));
  const byWords = `$kindOf($name${flags.length > 0 ? ', $flags' : ''})`;
  if (tables.length === 0) return byWords;
  return `($kinds := ${tables.length === 1 ? tables[0] : `$distinct($append(${tables.join(', ')}))`}; $kinds ? $kinds : ${byWords})`;
}

/** JSONata for the free words: what the columns say in their own words, which no table loses. */
export function writeKeywords({ kind, keywords, flags }: KindColumns): string | undefined {
  const columns = [kind, keywords].flatMap((column) => (column ? [quote(column.path)] : []));
  const words = columns.length > 0 ? `$keywords(${columns.join(', ')})` : undefined;
  if (flags.length === 0) return words;
  return words ? `$append(${words}, $flags)` : '$flags';
}

/** JSONata for what is said yes to. */
export function writeFlags(flags: readonly SampledColumn[]): string | undefined {
  if (flags.length === 0) return undefined;
  const name = (path: string) => path.split('.').at(-1) ?? path;
  const each = flags.map(({ path }) => `$flag(${quote(path)}) ? ${quote(name(path))}`);
  return `$flags := [\n${indent(each.join(',\n'))}\n];`;
}

function tableOf(column: SampledColumn): string | undefined {
  const words = new Set(
    column.values.flatMap((value) =>
      (Array.isArray(value) ? value.map(String) : splitList(cleanText(String(value)))).map((word) =>
        cleanText(word).toLowerCase(),
      ),
    ),
  );
  const rows = [...words].flatMap((word) => {
    const kind = kindOfWords(foldText(word));
    return kind === 'other' ? [] : `${quote(word)}: ${quote(kind)}`;
  });
  if (rows.length === 0) return undefined;
  return `$concepts(${quote(column.path)}, 'kinds', {\n${indent(rows.slice(0, mostRows).join(',\n'))}\n}, true)`;
}
