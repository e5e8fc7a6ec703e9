const months = 'janv fevr mars avr mai juin juil aout sept oct nov dec'.split(' ');
/** As feeds and mails write them (RFC 5322): `Mon, 04 Mar 2024`. */
const englishMonths = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const dayMs = 86_400_000;
/** Day 0 of spreadsheets, which count days and believe in a 29 February 1900. */
const spreadsheetStart = Date.UTC(1899, 11, 30);

/** A date read from a text, as ISO, and the rule that it took, when it took one. */
export interface ReadDate {
  readonly iso: string;
  readonly rule?: 'date-rewritten' | 'spreadsheet-day' | 'milliseconds';
}

/**
 * Reads `2020-06-30`, `2020/06/30 14:16:50`, `30/06/2020`, `30.6.20`, `30 juin 2020`, `30-juin-20`, the day of a spreadsheet (`45321`) and
 * milliseconds or seconds since 1970; a time of day is left out. Undefined for what is no date.
 */
export function parseDate(written: string): ReadDate | undefined {
  const iso = /^(\d{4})[-/.]?(\d\d)[-/.]?(\d\d)(?:\D|$)/.exec(written);
  if (iso && !/^\d{5,7}$/.test(written)) return rewritten(written, iso[1], iso[2], iso[3]);
  const french = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?:\D|$)/.exec(written);
  if (french) return rewritten(written, century(french[3] ?? ''), french[2], french[1]);
  const words = /^(?:[a-zé]+[.,]*\s+)?(?:le\s+)?(\d{1,2})(?:er)?[\s-]+([a-zéûàô.]+)[\s-]+(\d{4}|\d{2}$)/i.exec(written);
  if (words) {
    const name = (words[2] ?? '')
      .toLowerCase()
      .normalize('NFD')
      .replace(/[^a-z]/g, '');
    const begins = (list: readonly string[]) =>
      list.findIndex((one) => name.startsWith(one.slice(0, Math.max(3, Math.min(one.length, name.length)))));
    const french = begins(months);
    const month = french < 0 ? begins(englishMonths) : french;
    return month < 0 ? undefined : rewritten(written, century(words[3] ?? ''), String(month + 1), words[1]);
  }
  if (/^[2-6]\d{4}(?:[.,]\d+)?$/.test(written)) {
    const day = Math.floor(Number(written.replace(',', '.')));
    return { iso: new Date(spreadsheetStart + day * dayMs).toISOString().slice(0, 10), rule: 'spreadsheet-day' };
  }
  const epoch = /^1\d{12}$/.test(written)
    ? Number(written)
    : /^1\d{9}$/.test(written)
      ? Number(written) * 1000
      : undefined;
  return epoch === undefined ? undefined : { iso: new Date(epoch).toISOString().slice(0, 10), rule: 'milliseconds' };
}

function century(year: string): string {
  return year.length === 2 ? `20${year}` : year;
}

function rewritten(written: string, year = '', month = '', day = ''): ReadDate | undefined {
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const read = new Date(`${iso}T00:00:00Z`);
  // 31 April is nobody's date.
  if (Number.isNaN(read.getTime()) || read.toISOString().slice(0, 10) !== iso) return undefined;
  return iso === written ? { iso } : { iso, rule: 'date-rewritten' };
}
