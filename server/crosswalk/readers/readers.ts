import type { Columns } from '../columns.ts';
import type { Fits } from '../read-position.ts';
import { createCells, type Traces } from './cells.ts';
import { codeReaders } from './codes.ts';
import { contactReaders } from './contact.ts';
import { placeReaders } from './place.ts';
import { tableReaders } from './tables.ts';
import { valueReaders } from './values.ts';

/** The functions that a mapping's expressions call, by column name; an empty cell gives nothing. */
export type Readers = Readonly<Record<string, unknown>>;

/**
 * Makes the functions for one record. Each one cleans a cell for what it is to be, and leaves a trace when the value had to
 * be changed (a guess) or could not be used (dropped).
 */
export function createReaders(columns: Columns, traces: Traces, fits?: Fits): Readers {
  const cells = createCells(columns, traces);
  const values = valueReaders(cells);
  return {
    text: cells.text,
    line: cells.line,
    ...values,
    ...contactReaders(cells),
    ...codeReaders(cells),
    ...placeReaders(cells, values, fits),
    ...tableReaders(cells, values),
    lookupColumn: (column: string) => cells.raw(column),
    drop: (column: string, why: string) => cells.drop(column, why),
    refuse: (why: string) => {
      traces.refused = why;
    },
  };
}
