import { cleanText, isPlaceholder, maxTextLength } from '../clean-text.ts';
import type { Columns } from '../columns.ts';
import { isEmptyCell } from '../columns.ts';
import type { Trace } from '../loss-report.ts';
import { showCell } from '../loss-report.ts';
import { repairText } from '../repair-text.ts';

/** What reading one record leaves behind for the loss report. */
export interface Traces {
  readonly read: Set<string>;
  readonly guesses: Trace[];
  readonly dropped: Trace[];
  /** Why the record is not to become a profile. */
  refused?: string;
}

/** The cells of one record, by column: whoever reads one says what had to be changed or could not be used. */
export interface Cells {
  /** The cell as it stands. */
  raw(column: string): unknown;
  /** The cell as clean text, or nothing when it is empty or only fills the field. */
  text(column: string): string | undefined;
  /** Text on one line: line breaks become commas. */
  line(column: string): string | undefined;
  /** Notes that a value was carried over in another form. */
  guess(column: string, why: string, value: unknown, became: unknown): void;
  /** Notes that a value could not be used. */
  drop(column: string, why: string, value?: unknown): undefined;
}

/** Opens the cells of a record. */
export function createCells(columns: Columns, traces: Traces): Cells {
  const raw = (column: string) => {
    traces.read.add(column);
    return columns.get(column);
  };
  const guess = (column: string, why: string, value: unknown, became: unknown) =>
    note(traces.guesses, { column, why, value: showCell(value), became: showCell(became) });

  const drop = (column: string, why: string, value: unknown = columns.get(column)): undefined => {
    traces.read.add(column);
    note(traces.dropped, { column, why, value: showCell(value) });
  };

  const text = (column: string): string | undefined => {
    const value = raw(column);
    if (isEmptyCell(value)) return undefined;
    if (typeof value === 'object') return drop(column, 'not-a-text');
    const written = String(value);
    const repaired = repairText(written);
    if (repaired !== undefined) guess(column, 'encoding-repaired', written, repaired);
    const clean = cleanText(repaired ?? written);
    if (clean === '') return drop(column, 'no-text-left');
    if (isPlaceholder(clean)) return drop(column, 'placeholder');
    if ((repaired ?? written) !== clean)
      guess(column, /[<&]/.test(written) ? 'markup-removed' : 'blanks-removed', written, clean);
    if (clean.length <= maxTextLength) return clean;
    guess(column, 'shortened', written, `${maxTextLength} characters`);
    return clean.slice(0, maxTextLength).toWellFormed();
  };

  return { raw, text, line: (column) => text(column)?.replace(/[\s,]*\n+/g, ', '), guess, drop };
}

/** A cell that two expressions read leaves one trace. */
function note(traces: Trace[], trace: Trace): void {
  if (!traces.some(({ column, why, value }) => column === trace.column && why === trace.why && value === trace.value))
    traces.push(trace);
}
