import type { Language } from '../rdf/text.ts';

/** Between a number and its unit no line breaks, in either language. */
const firm = '\u00a0';

/** "0,4 s", "12 s"; "moins de 0,1 s" below. */
export function seconds(ms: number, language: Language): string {
  if (ms < 100) return language === 'fr' ? `moins de 0,1${firm}s` : `less than 0.1${firm}s`;
  return `${decimal(ms / 1000, language)}${firm}s`;
}

const units: Readonly<Record<Language, readonly string[]>> = {
  fr: ['octets', 'ko', 'Mo', 'Go', 'To'],
  en: ['bytes', 'kB', 'MB', 'GB', 'TB'],
};

/** "3,4 Mo", "12 GB": thousands of bytes, as disks are sold. */
export function bytes(count: number, language: Language): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(count, 1)) / 3), units[language].length - 1);
  return `${decimal(count / 1000 ** power, language)}${firm}${units[language][power]}`;
}

/** "95 %", "95%". */
export function percent(share: number, language: Language): string {
  return new Intl.NumberFormat(language, { style: 'percent' }).format(share);
}

/** One digit after the comma where the number is small. */
function decimal(value: number, language: Language): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
}
