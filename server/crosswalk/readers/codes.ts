import { postalCodesOf } from '../../geography/communes.ts';
import { communeByCode } from '../../geography/km-from-commune.ts';
import { foldText } from '../../rdf/fold-text.ts';
import { isRegisterNumber } from '../../rdf/register-number.ts';
import { splitAddress } from '../split-address.ts';
import type { Cells } from './cells.ts';

/** Readers of what names something: postal codes, register numbers, ids. */
export function codeReaders({ raw, text, line, guess, drop }: Cells) {
  /** Five digits; what is cut short is completed by the name of the commune, when only one of its codes begins so. */
  const postalCode = (column: string, city?: string): string | undefined => {
    const cell = text(column);
    if (cell === undefined) return undefined;
    // As a narrow column of a spreadsheet shows it, when no digit is lost.
    const written = /^\d(?:[.,]\d{1,4})?e\+0?4$/i.test(cell) ? String(Number(cell.replace(',', '.'))) : cell;
    if (written !== cell) guess(column, 'scientific-notation', cell, written);
    const longer = /^\d{5}\.0$/.test(written)
      ? { postalCode: written.slice(0, 5) }
      : /^\d{2} ?\d{3}$/.test(written)
        ? undefined
        : splitAddress(written);
    if (longer) {
      guess(column, 'code-in-a-longer-text', written, longer.postalCode);
      return longer.postalCode;
    }
    const digits = written.replaceAll(' ', '');
    const ofCity = /^\d{3,4}$/.test(digits) && city ? postalCodesOf(city) : [];
    const begun = ofCity.filter((one) => one.startsWith(digits));
    const code = begun.length === 1 && begun[0] ? begun[0] : /^\d{4}$/.test(digits) ? `0${digits}` : digits;
    if (!/^\d{5}$/.test(code)) return drop(column, 'not-a-postal-code');
    if (code === begun[0]) guess(column, 'completed-by-the-commune', written, code);
    else if (code !== written) guess(column, 'leading-zero-added', written, code);
    else if (typeof raw(column) === 'number') guess(column, 'number-as-text', raw(column), `"${code}"`);
    return code;
  };

  /** Whether what is said of a country means France, or nothing is said. */
  const isFrance = (country: unknown): boolean =>
    /^(?:|fr|fra|france|france m[ée]tropolitaine)$/i.test(String(country ?? '').trim());

  /** A value that no cell says, but that holds of the whole set. */
  const assume = (property: string, value: string): string => {
    guess(`(${property})`, 'assumed-of-all', 'not said', value);
    return value;
  };

  /** What an INSEE code says of its commune: its name, or its postal code where it has only one. */
  const commune = (column: string, part: 'name' | 'postalCode' = 'name'): string | undefined => {
    const written = text(column);
    if (written === undefined) return undefined;
    const found = communeByCode(written);
    if (!found) return drop(column, 'not-a-commune');
    const said = part === 'name' ? found.name : found.postalCodes.length === 1 ? found.postalCodes[0] : undefined;
    if (said !== undefined) guess(column, 'by-the-code-of-the-commune', written, said);
    return said;
  };

  /** One part of an address that stands in one cell. */
  const addressPart = (column: string, part: 'street' | 'postalCode' | 'city'): string | undefined => {
    const written = line(column);
    if (written === undefined) return undefined;
    const found = splitAddress(written);
    if (!found) return part === 'street' ? written : undefined;
    if (part === 'postalCode') guess(column, 'address-split', written, Object.values(found).join(' | '));
    return found[part];
  };

  /** A number of the French register of companies, which ends with a digit that proves the others. */
  const identifier = (column: string, length: number): string | undefined => {
    const written = text(column)?.replace(/\.0$/, '').replace(/[\s.]/g, '');
    if (written === undefined) return undefined;
    if (/^(\d)\1*$/.test(written)) return drop(column, 'placeholder-identifier');
    return written.length === length && isRegisterNumber(written) ? written : drop(column, 'not-a-register-number');
  };

  /** An id made of the words of some columns, for records that have none. */
  const slug = (...names: readonly string[]): string | undefined =>
    foldText(names.flatMap((column) => line(column) ?? []).join(' '))
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 100) || undefined;

  return {
    postalCode,
    slug,
    addressPart,
    commune,
    isFrance,
    assume,
    siret: (column: string) => identifier(column, 14),
    siren: (column: string) => identifier(column, 9),
  };
}
