import type { Columns } from './columns.ts';
import { isEmptyCell } from './columns.ts';
import type { LossReport, Refused, Tell } from './loss-report.ts';
import { Tally } from './loss-report.ts';
import type { Mapping } from './mapping.ts';
import type { Traces } from './readers/cells.ts';
import { showUnread } from './show-unread.ts';

/** Refusals that are listed one by one; all are counted. */
const mostListed = 1000;

/** Keeps count of what a set loses on its way into profiles. */
export class Reckoning {
  readonly #mapping: Mapping;
  readonly #named: readonly string[];
  readonly #tallies = {
    reading: new Tally(),
    homeless: new Tally(),
    ignored: new Tally(),
    dropped: new Tally(),
    guesses: new Tally(),
    refusals: new Tally(),
  };
  readonly #refused: Refused[] = [];
  records = 0;
  profiles = 0;

  constructor(mapping: Mapping) {
    this.#mapping = mapping;
    this.#named = [mapping.id, mapping.profile, ...(mapping.modified ? [mapping.modified] : [])].flatMap((e) => [
      ...e.paths,
    ]);
  }

  /** Hears what was guessed to read the file. */
  readonly reading: Tell = (trace) => this.#tallies.reading.add(trace);
  readonly guess: Tell = (trace) => this.#tallies.guesses.add(trace);
  readonly drop: Tell = (trace) => this.#tallies.dropped.add(trace);

  refuse(row: number, { id, reason }: { readonly id?: string; readonly reason: string }): void {
    if (this.#refused.length < mostListed) this.#refused.push({ row, ...(id === undefined ? {} : { id }), reason });
    // What differs from row to row is no reason of its own.
    const why = reason.replace(/^line \d+: /, '').replace(/(?:: | row ).*$/s, '');
    this.#tallies.refusals.add({ column: '(row)', why, value: `row ${row}` });
  }

  /** Counts what a record that became a profile left behind, every cell included that no expression has read. */
  count(
    { columns, read }: { columns: Columns; read: ReadonlySet<string> },
    { guesses, dropped }: Pick<Traces, 'guesses' | 'dropped'>,
  ): void {
    guesses.forEach(this.guess);
    dropped.forEach(this.drop);
    for (const [column, value] of columns) {
      if (isEmptyCell(value) || read.has(column)) continue;
      if (this.#named.some((path) => column === path || column.startsWith(`${path}.`))) continue;
      const tally = this.#mapping.ignored.has(column) ? this.#tallies.ignored : this.#tallies.homeless;
      tally.add({ column, why: '', value: showUnread(column, value) });
    }
  }

  report(): LossReport {
    const { reading, homeless, ignored, dropped, guesses, refusals } = this.#tallies;
    return {
      records: this.records,
      profiles: this.profiles,
      reading: reading.lines().map(({ why: rule, ...line }) => ({ ...line, rule })),
      homeless: homeless.lines().map(({ why: _, ...line }) => line),
      ignored: ignored.lines().map(({ why: _, ...line }) => ({
        ...line,
        reason: this.#mapping.ignored.get(line.column) ?? { fr: '', en: '' },
      })),
      dropped: dropped.lines().map(({ why: reason, ...line }) => ({ ...line, reason })),
      guesses: guesses.lines().map(({ why: rule, ...line }) => ({ ...line, rule })),
      refused: this.#refused,
      refusals: refusals.lines().map(({ why: reason, ...line }) => ({ ...line, reason })),
    };
  }
}
