import { postalCodesOf } from '../geography/communes.ts';
import { foldText } from '../rdf/fold-text.ts';
import { isRegisterNumber } from '../rdf/register-number.ts';
import { VOCAB } from '../rdf/terms.ts';
import { cleanText, isPlaceholder, maxTextLength } from './clean-text.ts';
import type { Columns } from './columns.ts';
import { isEmptyCell } from './columns.ts';
import type { Trace } from './loss-report.ts';
import { showCell } from './loss-report.ts';
import { isFunctionMailbox } from './mailbox.ts';
import type { OpeningHours } from './opening-hours.ts';
import { readOpeningHours } from './opening-hours.ts';
import { readPosition } from './read-position.ts';
import { repairText } from './repair-text.ts';
import { readWebAddress } from './web-address.ts';

/** What reading one record leaves behind for the loss report. */
export interface Traces {
  readonly read: Set<string>;
  readonly guesses: Trace[];
  readonly dropped: Trace[];
  /** Why the record is not to become a profile. */
  refused?: string;
}

/** The functions that a mapping's expressions call, by column name; an empty cell gives nothing. */
export type Readers = Readonly<Record<string, unknown>>;

/**
 * Makes the functions for one record. Each one cleans a cell for what it is to be, and leaves a trace when the value had to
 * be changed (a guess) or could not be used (dropped).
 */
export function createReaders(
  columns: Columns,
  traces: Traces,
  fits?: (position: { readonly lon: number; readonly lat: number }) => boolean,
): Readers {
  const guess = (column: string, why: string, value: unknown, became: unknown) =>
    note(traces.guesses, { column, why, value: showCell(value), became: showCell(became) });
  const drop = (column: string, why: string, value: unknown = columns.get(column)): undefined => {
    traces.read.add(column);
    note(traces.dropped, { column, why, value: showCell(value) });
  };

  /** The cell as clean text, or nothing when it is empty or only fills the field. */
  const text = (column: string): string | undefined => {
    traces.read.add(column);
    const value = columns.get(column);
    if (isEmptyCell(value)) return undefined;
    if (typeof value === 'object') return drop(column, 'not-a-text');
    const raw = String(value);
    const repaired = repairText(raw);
    if (repaired !== undefined) guess(column, 'encoding-repaired', raw, repaired);
    const clean = cleanText(repaired ?? raw);
    if (clean === '') return drop(column, 'no-text-left');
    if (isPlaceholder(clean)) return drop(column, 'placeholder');
    if ((repaired ?? raw) !== clean) guess(column, /[<&]/.test(raw) ? 'markup-removed' : 'blanks-removed', raw, clean);
    if (clean.length <= maxTextLength) return clean;
    guess(column, 'shortened', raw, `${maxTextLength} characters`);
    return clean.slice(0, maxTextLength).toWellFormed();
  };

  /** Text on one line: line breaks become commas. */
  const line = (column: string) => text(column)?.replace(/[\s,]*\n+/g, ', ');

  const url = (column: string): string | undefined => {
    const written = text(column);
    if (written === undefined) return undefined;
    const address = readWebAddress(written);
    if (!address) return drop(column, 'not-a-web-address');
    if (address.guess) guess(column, address.guess, written, address.iri);
    return address.iri;
  };

  const telephone = (column: string): string | undefined => {
    const written = text(column);
    if (written === undefined) return undefined;
    if (typeof columns.get(column) === 'number' && /^[1-9]\d{8}$/.test(written)) {
      guess(column, 'leading-zero-added', written, `0${written}`);
      return `0${written}`;
    }
    return /^\+?[\d .()/-]{8,24}$|^[13]\d ?\d\d$/.test(written) ? written : drop(column, 'not-a-telephone-number');
  };

  /** An address that is not clearly an organisation's is dropped; `names` says what the place calls itself. */
  const email = (column: string, names?: string | readonly string[]): string | undefined => {
    const written = text(column);
    if (written === undefined) return undefined;
    if (/^masque@example\.org/i.test(written)) return drop(column, 'masked');
    if (!/^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}$/i.test(written))
      return drop(column, 'not-an-e-mail-address', written.replace(/[^\s@]+@/g, '…@'));
    if (isFunctionMailbox(written, [names ?? []].flat())) return written;
    // The report says that there was one; it does not repeat it.
    return drop(column, 'personal-e-mail', `…${written.slice(written.lastIndexOf('@'))}`);
  };

  /** Five digits; what is cut short is completed by the name of the commune, when only one of its codes begins so. */
  const postalCode = (column: string, city?: string): string | undefined => {
    const written = text(column);
    if (written === undefined) return undefined;
    const digits = written.replaceAll(' ', '');
    const ofCity = /^\d{3,4}$/.test(digits) && city ? postalCodesOf(city) : [];
    const begun = ofCity.filter((one) => one.startsWith(digits));
    const code = begun.length === 1 && begun[0] ? begun[0] : /^\d{4}$/.test(digits) ? `0${digits}` : digits;
    if (!/^\d{5}$/.test(code)) return drop(column, 'not-a-postal-code');
    if (code === begun[0]) guess(column, 'completed-by-the-commune', written, code);
    else if (code !== written) guess(column, 'leading-zero-added', written, code);
    else if (typeof columns.get(column) === 'number') guess(column, 'number-as-text', columns.get(column), `"${code}"`);
    return code;
  };

  const flag = (column: string): boolean | undefined => {
    const written = text(column);
    if (written === undefined) return undefined;
    const truth = /^(?:true|vrai|oui|yes|o|1)$/i.test(written)
      ? true
      : /^(?:false|faux|non|no|n|0)$/i.test(written)
        ? false
        : undefined;
    if (truth === undefined) return drop(column, 'neither-yes-nor-no');
    if (typeof columns.get(column) !== 'boolean') guess(column, 'text-as-boolean', columns.get(column), truth);
    return truth;
  };

  /** A list held in one cell: `{EPN,"Promeneur du net"}`, `a, b`, `a;b`. */
  const list = (column: string): string[] | undefined => {
    traces.read.add(column);
    const value = columns.get(column);
    if (Array.isArray(value)) return value.map((item) => cleanText(String(item))).filter((item) => item !== '');
    const written = text(column);
    if (written === undefined) return undefined;
    const inner = written.replace(/^\{(.*)\}$/s, '$1');
    // A comma parts the values only where nothing stronger does.
    const items = inner
      .split(/[;|\n]/.test(inner) ? /[;|\n]/ : ',')
      .map((item) =>
        item
          .trim()
          .replace(/^"(.*)"$/, '$1')
          .trim(),
      )
      .filter((item) => item !== '');
    if (items.length > 1 || items[0] !== written) guess(column, 'text-as-list', value, items);
    return items;
  };

  /** ISO date of `2020/06/30 14:16:50`, `30/06/2020` or an ISO date and time; a time of day without zone is left out. */
  const date = (column: string): string | undefined => {
    const written = text(column);
    if (written === undefined) return undefined;
    const [, year, month, day] = /^(\d{4})[-/](\d\d)[-/](\d\d)/.exec(written) ?? [];
    const [, dayFirst, monthSecond, yearLast] = /^(\d\d)\/(\d\d)\/(\d{4})/.exec(written) ?? [];
    const iso = `${year ?? yearLast}-${month ?? monthSecond}-${day ?? dayFirst}`;
    if (Number.isNaN(Date.parse(iso))) return drop(column, 'not-a-date');
    if (iso !== written) guess(column, 'date-rewritten', written, iso);
    return iso;
  };

  const number = (column: string): number | undefined => {
    traces.read.add(column);
    const value = columns.get(column);
    if (isEmptyCell(value)) return undefined;
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    const written = typeof value === 'string' ? value.trim() : '';
    if (!/^-?\d{1,15}(?:[.,]\d{1,15})?$/.test(written)) return drop(column, 'not-a-number');
    guess(column, 'text-as-number', value, written.replace(',', '.'));
    return Number(written.replace(',', '.'));
  };

  /** A schema:GeoCoordinates of two columns, or of one that holds GeoJSON's [longitude, latitude], or both as a text. */
  const position = (longitude: string, latitude?: string) => {
    traces.read.add(longitude);
    const pair = columns.get(longitude);
    const [x, y] = latitude === undefined ? pairOf(pair) : [number(longitude), number(latitude)];
    if (isEmptyCell(pair)) return undefined;
    const found = typeof x === 'number' && typeof y === 'number' ? readPosition(x, y, fits) : undefined;
    if (!found) return drop(longitude, 'not-a-position');
    const { lon, lat } = found;
    if (found.guess) guess(longitude, found.guess, [x, y], [lon, lat]);
    return { type: 'GeoCoordinates', latitude: lat, longitude: lon };
  };

  /** A number of the French register of companies, which ends with a digit that proves the others. */
  const identifier = (column: string, length: number): string | undefined => {
    const written = text(column)?.replace(/[\s.]/g, '');
    if (written === undefined) return undefined;
    if (/^(\d)\1*$/.test(written)) return drop(column, 'placeholder-identifier');
    return written.length === length && isRegisterNumber(written) ? written : drop(column, 'not-a-register-number');
  };

  /** Opening hours of a text, with the days of another column when the text names none. */
  const hours = (column: string, daysColumn?: string) => {
    const written = text(column);
    const days = daysColumn === undefined ? [] : (list(daysColumn) ?? []);
    if (written === undefined)
      return daysColumn !== undefined && days.length > 0 ? drop(daysColumn, 'days-without-hours') : undefined;
    const found = readOpeningHours(written, days);
    if (!found) return drop(column, 'hours-not-plain-enough');
    guess(column, 'hours-read', written, `${found.length} × schema:OpeningHoursSpecification`);
    return found.map(toSpecification);
  };

  /** Concepts of a scheme for a value (or each value of a list) by a table; what the table does not know is dropped aloud, unless it is `partial`. */
  const concepts = (
    column: string,
    scheme: string,
    table: Readonly<Record<string, string | readonly string[]>>,
    isPartial = false,
  ) => {
    const slugs = (list(column) ?? []).flatMap((value) => {
      const found = Object.hasOwn(table, value.toLowerCase()) ? table[value.toLowerCase()] : undefined;
      if (found === undefined && !isPartial) drop(column, `no-concept-in-${scheme}`, value);
      return found ?? [];
    });
    const iris = [...new Set(slugs)].map((slug) => concept(scheme, slug));
    return iris.length > 0 ? iris : undefined;
  };

  /** What a table says of a value, by its lower-case words; another value is dropped aloud. */
  const lookupIn = (column: string, table: Readonly<Record<string, string>>): string | undefined => {
    const written = text(column);
    if (written === undefined) return undefined;
    const found = Object.hasOwn(table, written.toLowerCase()) ? table[written.toLowerCase()] : undefined;
    if (found === undefined) return drop(column, 'not-in-the-table');
    if (found !== written) guess(column, 'by-the-table', written, found);
    return found;
  };

  /** An id made of the words of some columns, for records that have none. */
  const slug = (...names: readonly string[]): string | undefined =>
    foldText(names.flatMap((column) => line(column) ?? []).join(' '))
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 100) || undefined;

  return {
    ...{
      slug,
      lookupIn,
      webAddress: (value: unknown) => readWebAddress(String(value ?? ''))?.iri,
      text,
      line,
      url,
      telephone,
      email,
      postalCode,
      flag,
      list,
      date,
      number,
      position,
      hours,
      concepts,
      concept,
    },
    siret: (column: string) => identifier(column, 14),
    siren: (column: string) => identifier(column, 9),
    drop: (column: string, why: string) => drop(column, why),
    refuse: (why: string) => {
      traces.refused = why;
    },
  };
}

/** Both coordinates of one cell: a pair of numbers, or a text of two. */
function pairOf(cell: unknown): readonly (number | undefined)[] {
  const parts: readonly unknown[] = Array.isArray(cell) ? cell : String(cell ?? '').split(/\s*[,;]\s*|\s+/);
  return parts.length === 2 ? parts.map((part) => (part === '' ? undefined : Number(part))) : [];
}

/** A cell that two expressions read leaves one trace. */
function note(traces: Trace[], trace: Trace): void {
  if (!traces.some(({ column, why, value }) => column === trace.column && why === trace.why && value === trace.value))
    traces.push(trace);
}

function concept(scheme: string, slug: string): string {
  return `${VOCAB}${scheme}/${slug}`;
}

function toSpecification({ days, opens, closes }: OpeningHours) {
  return { type: 'OpeningHoursSpecification', dayOfWeek: days, opens, closes };
}
