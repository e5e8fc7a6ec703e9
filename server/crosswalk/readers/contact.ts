import { isFunctionMailbox } from '../mailbox.ts';
import { readWebAddress } from '../web-address.ts';
import type { Cells } from './cells.ts';

/** One number, of which slashes part the pairs. */
const inSlashes = /^0\d(?:\/\d\d){4}$/;

/** Readers of how somebody is reached. */
export function contactReaders({ raw, text, guess, drop }: Cells) {
  const url = (column: string): string | undefined => {
    const written = text(column);
    if (written === undefined) return undefined;
    const address = readWebAddress(written);
    if (!address) return drop(column, 'not-a-web-address');
    if (address.guess) guess(column, address.guess, written, address.iri);
    return address.iri;
  };

  const telephone = (column: string): string | undefined => {
    const cell = raw(column);
    const written = Array.isArray(cell) ? cell.filter((one) => typeof one !== 'object').join(' ; ') : text(column);
    if (!written) return undefined;
    // Spreadsheets take numbers for numbers; none of nine digits begins otherwise in France.
    if (/^[1-9]\d{8}$/.test(written)) {
      guess(column, 'leading-zero-added', written, `0${written}`);
      return `0${written}`;
    }
    // Numbers of several desks, and what each is for, stand in one cell.
    const [first = '', ...others] = (inSlashes.test(written) ? written.replaceAll('/', ' ') : written)
      .replace(/\(\+33\)/g, '+33')
      .replace(/[\s,–-]*\b(?:poste|ext(?:ension)?)\.?\s*\d{1,5}\b/gi, '')
      .split(
        /\s*(?:[;|,\n]|\bou\b|\bor\b|\s[-–]\s(?=[+0])|\s\/\s|\/(?=\s*(?:0|\+))|(?<=\b0\d(?:[ .-]?\d\d){4})\s(?=0\d|\+))\s*/i,
      )
      .map((one) =>
        one
          .replace(/\([^\d)]*\)/g, '')
          .replace(/^[^\d+(]+|[^\d)]+$/g, '')
          .replace(/^(\+33|0033)[\s.]*\(0\)[\s.]*/, '$1 '),
      )
      .filter((one) => /\d/.test(one));
    if (!/^\+?[\d .()/-]{8,24}$|^[13]\d ?\d\d$/.test(first)) return drop(column, 'not-a-telephone-number');
    if (others.length > 0) guess(column, 'first-of-several', written, first);
    else if (first !== written) guess(column, 'telephone-rewritten', written, first);
    return first;
  };

  /** An address that is not clearly an organisation's is dropped; `names` says what the place calls itself. */
  const email = (column: string, names?: string | readonly string[]): string | undefined => {
    const cell = text(column);
    if (cell === undefined) return undefined;
    const [written = '', ...others] = cell
      .replace(/^mailto:/i, '')
      .split(/[\s;,|]+/)
      .filter(Boolean);
    if (others.length > 0 && others.every((one) => one.includes('@')))
      guess(column, 'first-of-several', `${others.length + 1} addresses`, '1 address');
    else if (others.length > 0) return drop(column, 'not-an-e-mail-address', cell.replace(/[^\s@]+@/g, '…@'));
    if (/^masque@example\.org/i.test(written)) return drop(column, 'masked');
    if (!/^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}$/i.test(written))
      return drop(column, 'not-an-e-mail-address', written.replace(/[^\s@]+@/g, '…@'));
    if (isFunctionMailbox(written, [names ?? []].flat())) return written;
    // The report says that there was one; it does not repeat it.
    return drop(column, 'personal-e-mail', `…${written.slice(written.lastIndexOf('@'))}`);
  };

  return { url, telephone, email, webAddress: (value: unknown) => readWebAddress(String(value ?? ''))?.iri };
}
