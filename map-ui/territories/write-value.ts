import { pageLanguage } from '../texts/texts.ts';
import type { Measure } from './territory.ts';

/** A number of places as it is, and a number for 100,000 inhabitants to one decimal. */
export function writeValue(value: number, by: Measure): string {
  return new Intl.NumberFormat(pageLanguage(), { maximumFractionDigits: by === 'count' ? 0 : 1 }).format(value);
}
