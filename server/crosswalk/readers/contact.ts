import { isFunctionMailbox } from '../mailbox.ts';
import { readWebAddress } from '../web-address.ts';
import type { Cells } from './cells.ts';

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
    const written = text(column);
    if (written === undefined) return undefined;
    if (typeof raw(column) === 'number' && /^[1-9]\d{8}$/.test(written)) {
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

  return { url, telephone, email, webAddress: (value: unknown) => readWebAddress(String(value ?? ''))?.iri };
}
