import { kmOutsideDepartement } from '../geography/locate.ts';
import { checkPlace } from './check-place.ts';
import type { Columns } from './columns.ts';
import { flattenRecord } from './columns.ts';
import type { Expression } from './expression.ts';
import { describeJsonataError } from './expression.ts';
import { type LossReport, showCell } from './loss-report.ts';
import type { Mapped } from './mapped.ts';
import type { Mapping } from './mapping.ts';
import { MappingError } from './mapping-error.ts';
import { mergePlaces } from './merge-places.ts';
import { type MetRecords, openMetRecords } from './met-records.ts';
import type { Traces } from './readers/cells.ts';
import type { Readers } from './readers/readers.ts';
import { createReaders } from './readers/readers.ts';
import type { Chunks } from './reading/decode-chunks.ts';
import { type ReadThings, readRecords } from './reading/read-records.ts';
import type { ReadRow } from './reading/read-row.ts';
import { readyGeography } from './ready-geography.ts';
import { Reckoning } from './reckoning.ts';
import { isRowOfTotals } from './row-of-totals.ts';
import { toProfile } from './to-profile.ts';

/** A set on its way into profiles. */
export interface MappedSet {
  /** One by one as the file is read; rejects with a MappingError as `mapRecords` says. */
  readonly profiles: AsyncIterable<Mapped>;
  /** What was lost so far: all of it once the profiles have been read. */
  report(): LossReport;
}

/** A set's profiles and what was lost on the way. */
export interface Applied {
  readonly profiles: readonly Mapped[];
  readonly report: LossReport;
}

export interface MappingOptions {
  readonly readThings?: ReadThings | undefined;
  /** Refuses rows of a table that have more cells than its header, which otherwise end the reading. */
  readonly skipBadRows?: boolean | undefined;
}

/** Sets reach a little further than the départements they are about. */
const expectedKm = 60;
/** A mapping that fails on so many records, and on nothing else, will not do better with the next. */
const faultsInARow = 1000;

type Outcome =
  | { readonly state: 'mapped'; readonly mapped: Mapped; readonly columns: Columns; readonly read: ReadonlySet<string> }
  | { readonly state: 'refused'; readonly reason: string; readonly id?: string; readonly fault?: Expression };

/** Turns the whole of a set's file into profiles. */
export async function applyMapping(
  mapping: Mapping,
  bytes: Uint8Array | readonly Uint8Array[],
  options: MappingOptions = {},
): Promise<Applied> {
  const pages = [bytes].flat() as readonly Uint8Array[];
  const set = mapRecords(
    mapping,
    pages.map((page) => [page]),
    options,
  );
  const profiles: Mapped[] = [];
  for await (const mapped of set.profiles) profiles.push(mapped);
  return { profiles, report: set.report() };
}

/**
 * Turns a set's file, or the pages that it came in, into profiles, record by record. A record that cannot become one is refused with its reason; the
 * profiles reject with a MappingError when the file cannot be read at all, or when an expression fails on every record,
 * which no record can be blamed for.
 */
export function mapRecords(
  mapping: Mapping,
  pages: readonly Chunks[],
  { readThings, skipBadRows }: MappingOptions = {},
): MappedSet {
  const reckoning = new Reckoning(mapping);

  async function* rowsOf(all: readonly Chunks[]): AsyncGenerator<ReadRow> {
    for (const page of all) yield* readRecords(mapping, page, { tell: reckoning.reading, readThings, skipBadRows });
  }

  async function* profiles(): AsyncGenerator<Mapped> {
    readyGeography();
    const met = openMetRecords();
    try {
      yield* mapAll(met);
    } finally {
      met.close();
    }
  }

  async function* mapAll(met: MetRecords): AsyncGenerator<Mapped> {
    let faults = 0;
    let first: { readonly fault: Expression; readonly reason: string; readonly row: number } | undefined;
    for await (const read of rowsOf(pages)) {
      const row = ++reckoning.records;
      const outcome: Outcome =
        read.state === 'unreadable'
          ? { state: 'refused', reason: read.reason }
          : await mapRecord(mapping, read.record, row);
      if (outcome.state === 'refused') {
        reckoning.refuse(row, outcome);
        if (!outcome.fault) continue;
        first ??= { fault: outcome.fault, reason: outcome.reason, row };
        if (++faults === row && faults >= faultsInARow) break;
        continue;
      }
      const { mapped } = outcome;
      const twin = met.meet(mapped.id, row);
      if (twin !== undefined && !mapping.merge) {
        reckoning.refuse(row, { id: mapped.id, reason: `same id as row ${twin}` });
        continue;
      }
      reckoning.count(outcome, mapped);
      const known = twin === undefined ? undefined : met.kept(mapped.id);
      if (mapping.merge) met.keep(known ? mergePlaces(known, mapped, reckoning) : withoutTraces(mapped));
      else {
        reckoning.profiles++;
        yield mapped;
      }
    }
    if (first && faults === reckoning.records)
      throw new MappingError(first.fault.mapping, first.fault.part, first.reason, first.row);
    reckoning.profiles += met.count();
    yield* met.all();
  }

  return { profiles: profiles(), report: () => reckoning.report() };
}

/** They are counted; a place that waits for further rows need not carry them. */
function withoutTraces(mapped: Mapped): Mapped {
  return { ...mapped, guesses: [], dropped: [] };
}

async function mapRecord(mapping: Mapping, record: unknown, row: number): Promise<Outcome> {
  const flat = flattenRecord(record);
  if (flat.state === 'refused') return flat;
  const { columns } = flat;
  const traces: Traces = { read: new Set(), guesses: [], dropped: [] };
  const run = new Run(record, createReaders(columns, traces, fitting(mapping)));
  const id = await run.evaluate(mapping.id);
  const place = await run.evaluate(mapping.profile);
  const modified = mapping.modified ? await run.evaluate(mapping.modified) : undefined;
  if (run.failure) return { state: 'refused', ...run.failure };
  if (traces.refused !== undefined) return { state: 'refused', reason: traces.refused };
  const key = typeof id === 'number' || typeof id === 'string' ? String(id) : '';
  const isUsable = /^[A-Za-z0-9][\w.-]{0,99}$/.test(key);
  const profile = toProfile(mapping, { place, modified });
  if (!profile) return { state: 'refused', ...(isUsable ? { id: key } : {}), reason: 'no name' };
  if (!isUsable)
    return {
      state: 'refused',
      reason: `no usable id: ${id === undefined ? 'the expression gives nothing' : showCell(id)}`,
    };
  if (isRowOfTotals(profile['primaryTopic'] as object)) return { state: 'refused', id: key, reason: 'a row of totals' };
  const { changes, traces: found } = checkPlace(profile['primaryTopic'] as object);
  profile['primaryTopic'] = { ...(profile['primaryTopic'] as object), ...changes };
  const { read, dropped } = traces;
  const guesses = [...traces.guesses, ...found];
  return { state: 'mapped', mapped: { id: key, row, profile, guesses, dropped }, columns, read };
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
