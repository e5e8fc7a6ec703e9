/** A mapping file cannot be used: which file, which of its parts, and the row it failed on when it was running. */
export class MappingError extends Error {
  readonly mapping: string;
  /** The key of the header or the expression at fault (`profile`, `id`, `records` …). */
  readonly part: string;
  /** Counted from 1, in the order of the set. */
  readonly row?: number;

  constructor(mapping: string, part: string, problem: string, row?: number) {
    const where = row === undefined ? '' : ` at row ${row}`;
    super(`Mapping ${mapping}: ${part}${where}: ${problem}`);
    this.mapping = mapping;
    this.part = part;
    if (row !== undefined) this.row = row;
  }
}
