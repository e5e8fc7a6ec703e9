import { kmOutsideDepartement } from '../geography/locate.ts';
import type { Columns } from './columns.ts';
import { flattenRecord, isEmptyCell } from './columns.ts';
import type { Expression } from './expression.ts';
import { describeJsonataError } from './expression.ts';
import type { LossReport } from './loss-report.ts';
import { showCell, Tally } from './loss-report.ts';
import type { Mapping } from './mapping.ts';
import { MappingError } from './mapping-error.ts';
import type { Traces } from './readers/cells.ts';
import type { Readers } from './readers/readers.ts';
import { createReaders } from './readers/readers.ts';
import { readRecords } from './records.ts';
import { toProfile } from './to-profile.ts';

/** One record as a profile. */
export interface Mapped {
  /** Unique in its set; letters, digits, `.`, `_`, `-`: it can stand in a URL as it is. */
  readonly id: string;
  /** Counted from 1. */
  readonly row: number;
  /** A JSON-LD document in our context; its IRIs are relative to wherever it will be published. */
  readonly profile: Readonly<Record<string, unknown>>;
  readonly guesses: Traces['guesses'];
  readonly dropped: Traces['dropped'];
}

/** A set's profiles and what was lost on the way. */
export interface Applied {
  readonly profiles: readonly Mapped[];
  readonly report: LossReport;
}

/** Sets reach a little further than the départements they are about. */
const expectedKm = 60;

type Outcome =
  | { readonly state: 'mapped'; readonly mapped: Mapped }
  | { readonly state: 'refused'; readonly reason: string; readonly id?: string; readonly fault?: Expression };

/**
 * Turns a set's file into profiles. A record that cannot become one is refused with its reason; throws a MappingError when the
 * file cannot be read at all, or when an expression fails on every record, which no record can be blamed for.
 */
export async function applyMapping(mapping: Mapping, bytes: Uint8Array): Promise<Applied> {
  const { records, notes } = await readRecords(mapping, bytes);
  const tallies = {
    reading: new Tally(),
    homeless: new Tally(),
    ignored: new Tally(),
    dropped: new Tally(),
    guesses: new Tally(),
  };
  for (const note of notes) tallies.reading.add(note);
  const profiles: Mapped[] = [];
  const refused: { row: number; id?: string; reason: string }[] = [];
  const faults: Expression[] = [];
  const taken = new Map<string, number>();
  for (const [index, record] of records.entries()) {
    const outcome = await mapRecord(mapping, { record, row: index + 1, taken, tallies });
    if (outcome.state === 'mapped') profiles.push(outcome.mapped);
    else
      refused.push({ row: index + 1, ...(outcome.id === undefined ? {} : { id: outcome.id }), reason: outcome.reason });
    if (outcome.state === 'refused' && outcome.fault) faults.push(outcome.fault);
  }
  const [fault] = faults;
  if (fault && faults.length === records.length)
    throw new MappingError(fault.mapping, fault.part, refused[0]?.reason ?? '', 1);
  const report = {
    records: records.length,
    profiles: profiles.length,
    reading: tallies.reading.lines().map(({ why: rule, ...line }) => ({ ...line, rule })),
    homeless: tallies.homeless.lines().map(({ why: _, ...line }) => line),
    ignored: tallies.ignored
      .lines()
      .map(({ why: _, ...line }) => ({ ...line, reason: mapping.ignored.get(line.column) ?? { fr: '', en: '' } })),
    dropped: tallies.dropped.lines().map(({ why: reason, ...line }) => ({ ...line, reason })),
    guesses: tallies.guesses.lines().map(({ why: rule, ...line }) => ({ ...line, rule })),
    refused,
  };
  return { profiles, report };
}

interface Row {
  readonly record: unknown;
  readonly row: number;
  readonly taken: Map<string, number>;
  readonly tallies: Readonly<Record<'homeless' | 'ignored' | 'dropped' | 'guesses', Tally>>;
}

async function mapRecord(mapping: Mapping, { record, row, taken, tallies }: Row): Promise<Outcome> {
  const flat = flattenRecord(record);
  if (flat.state === 'refused') return flat;
  const traces: Traces = { read: new Set(), guesses: [], dropped: [] };
  const run = new Run(record, createReaders(flat.columns, traces, fitting(mapping)));
  const id = await run.evaluate(mapping.id);
  const place = await run.evaluate(mapping.profile);
  const modified = mapping.modified ? await run.evaluate(mapping.modified) : undefined;
  if (run.failure) return { state: 'refused', ...run.failure };
  if (traces.refused !== undefined) return { state: 'refused', reason: traces.refused };
  const key = typeof id === 'number' || typeof id === 'string' ? String(id) : '';
  if (!/^[A-Za-z0-9][\w.-]{0,99}$/.test(key)) return { state: 'refused', reason: `no usable id: ${showCell(id)}` };
  const twin = taken.get(key);
  if (twin !== undefined) return { state: 'refused', id: key, reason: `same id as row ${twin}` };
  const profile = toProfile(mapping, { place, modified });
  if (!profile) return { state: 'refused', id: key, reason: 'no name' };
  taken.set(key, row);
  for (const trace of traces.guesses) tallies.guesses.add(trace);
  for (const trace of traces.dropped) tallies.dropped.add(trace);
  countUnread(mapping, { columns: flat.columns, read: traces.read, tallies });
  return { state: 'mapped', mapped: { id: key, row, profile, guesses: traces.guesses, dropped: traces.dropped } };
}

/** Whether a position is about where the set's places are supposed to be. */
function fitting({ expected }: Mapping) {
  return (
    expected &&
    ((position: { readonly lon: number; readonly lat: number }) =>
      expected.departements.some((code) => kmOutsideDepartement(code, position) < expectedKm))
  );
}

/** Runs the expressions of one record until one fails. */
class Run {
  readonly #record: unknown;
  readonly #readers: Readers;
  failure: { readonly reason: string; readonly fault: Expression } | undefined;

  constructor(record: unknown, readers: Readers) {
    this.#record = record;
    this.#readers = readers;
  }

  async evaluate(expression: Expression): Promise<unknown> {
    if (this.failure) return undefined;
    try {
      return await expression.evaluate(this.#record, this.#readers);
    } catch (error) {
      this.failure = {
        reason: `${expression.part}: ${describeJsonataError(error, expression.text)}`,
        fault: expression,
      };
      return undefined;
    }
  }
}

/** A cell that no expression has read is counted, so that a column can never disappear in silence. */
function countUnread(
  mapping: Mapping,
  record: { columns: Columns; read: ReadonlySet<string>; tallies: Row['tallies'] },
): void {
  const named = [mapping.id, mapping.profile, ...(mapping.modified ? [mapping.modified] : [])].flatMap((e) => [
    ...e.paths,
  ]);
  for (const [column, value] of record.columns) {
    if (isEmptyCell(value) || record.read.has(column)) continue;
    if (named.some((path) => column === path || column.startsWith(`${path}.`))) continue;
    const tally = mapping.ignored.has(column) ? record.tallies.ignored : record.tallies.homeless;
    tally.add({ column, why: '', value: showCell(value) });
  }
}
