import { cleanText } from '../clean-text.ts';
import { isEmptyCell } from '../columns.ts';
import { parseDate } from '../read-date.ts';
import { splitList } from '../split-list.ts';
import type { Cells } from './cells.ts';

const mostWords = 10;
const longestWord = 60;

/** Readers of plain values. */
export function valueReaders({ raw, text, guess, drop }: Cells) {
  const flag = (column: string): boolean | undefined => {
    const written = text(column);
    if (written === undefined) return undefined;
    const truth = /^(?:true|vrai|oui|yes|o|x|✓|✔|1)$/i.test(written)
      ? true
      : /^(?:false|faux|non|no|n|0)$/i.test(written)
        ? false
        : undefined;
    if (truth === undefined) return drop(column, 'neither-yes-nor-no');
    if (typeof raw(column) !== 'boolean') guess(column, 'text-as-boolean', raw(column), truth);
    return truth;
  };

  /** A list held in one cell: `{EPN,"Promeneur du net"}`, `a, b`, `a;b`. */
  const list = (column: string): readonly string[] | undefined => {
    const value = raw(column);
    if (Array.isArray(value)) return value.map((item) => cleanText(String(item))).filter((item) => item !== '');
    const written = text(column);
    if (written === undefined) return undefined;
    const items = splitList(written);
    if (items.length > 1 || items[0] !== written) guess(column, 'text-as-list', value, items);
    return items;
  };

  /** An ISO date of what `parseDate` reads; a time of day without zone is left out. */
  const date = (column: string): string | undefined => {
    const written = text(column);
    if (written === undefined) return undefined;
    const found = parseDate(written);
    if (!found) return drop(column, 'not-a-date');
    if (found.rule) guess(column, found.rule, written, found.iso);
    return found.iso;
  };

  const number = (column: string): number | undefined => {
    const value = raw(column);
    if (isEmptyCell(value)) return undefined;
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    const written = typeof value === 'string' ? value.trim() : '';
    if (!/^-?\d{1,15}(?:[.,]\d{1,15})?$/.test(written)) return drop(column, 'not-a-number');
    guess(column, 'text-as-number', value, written.replace(',', '.'));
    return Number(written.replace(',', '.'));
  };

  /** Free words of some columns, at most ten that are short enough to be words; what is more is said. */
  const keywords = (...columns: readonly string[]): string[] | undefined => {
    const words = new Map<string, string>();
    for (const column of columns)
      for (const word of list(column) ?? []) {
        if (word.length > longestWord) drop(column, 'too-long-for-a-keyword', word);
        else if (words.size >= mostWords && !words.has(word.toLowerCase()))
          drop(column, 'more-than-ten-keywords', word);
        else if (!words.has(word.toLowerCase())) words.set(word.toLowerCase(), word);
      }
    return words.size > 0 ? [...words.values()] : undefined;
  };

  return { flag, list, date, number, keywords };
}
