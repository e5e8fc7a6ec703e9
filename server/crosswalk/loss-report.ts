import type { Bilingual } from '../rdf/text.ts';

/** Values of one column that share a fate, counted, with at most three examples as they stand in the set. */
export interface Loss {
  readonly column: string;
  readonly count: number;
  readonly examples: readonly string[];
}

/** What a set lost, guessed or refused on its way into profiles: nothing is dropped without standing here. */
export interface LossReport {
  readonly records: number;
  readonly profiles: number;
  /** What was guessed to read the file at all (its encoding, what separates its cells), and its rows that have another number of cells. */
  readonly reading: readonly (Loss & { readonly rule: string })[];
  /** Columns that the mapping neither reads nor leaves out on purpose. */
  readonly homeless: readonly Loss[];
  /** Columns that the mapping leaves out on purpose. */
  readonly ignored: readonly (Loss & { readonly reason: Bilingual })[];
  /** Values that the mapping meant to carry over and could not. */
  readonly dropped: readonly (Loss & { readonly reason: string })[];
  /** Values that were carried over in another form; an example reads `before → after`. */
  readonly guesses: readonly (Loss & { readonly rule: string })[];
  /** Records that gave no profile, by row counted from 1: the first thousand. */
  readonly refused: readonly Refused[];
  /** All of them, by reason; an example is a row. */
  readonly refusals: readonly (Loss & { readonly reason: string })[];
}

export interface Refused {
  readonly row: number;
  readonly id?: string;
  readonly reason: string;
}

/** What happened to one value of one record. */
export interface Trace {
  readonly column: string;
  /** The rule that was applied or the reason it was dropped, as a stable code (`number-as-text`, `personal-email`). */
  readonly why: string;
  /** The value as found, shortened to 80 characters. */
  readonly value: string;
  /** What it became; nothing when it was dropped. */
  readonly became?: string;
}

/** Hears of a trace. */
export type Tell = (trace: Trace) => void;

/** A file whose records share no columns would make a report without end. */
const mostLines = 2000;

/** Counts traces of many records into lines, the most frequent first. */
export class Tally {
  readonly #lines = new Map<string, { column: string; why: string; count: number; examples: string[] }>();

  add({ column, why, value, became }: Trace): void {
    const own = JSON.stringify([column, why]);
    const isFull = this.#lines.size >= mostLines && !this.#lines.has(own);
    const key = isFull ? why : own;
    const line = this.#lines.get(key) ?? { column: isFull ? '(others)' : column, why, count: 0, examples: [] };
    this.#lines.set(key, line);
    line.count++;
    const example = became === undefined ? value : `${value} → ${became}`;
    if (line.examples.length < 3 && !line.examples.includes(example)) line.examples.push(example);
  }

  lines(): readonly (Loss & { readonly why: string })[] {
    return [...this.#lines.values()].sort((a, b) => b.count - a.count || a.column.localeCompare(b.column));
  }
}

/** A cell in a report: JSON for what is not text, shortened to 80 characters, without control characters. */
export function showCell(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  const oneLine = text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim();
  return oneLine.length > 80 ? `${oneLine.slice(0, 79)}…` : oneLine;
}
