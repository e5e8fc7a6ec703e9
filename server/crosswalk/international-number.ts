/** Country codes of numbers that begin so within France (national numbering plan, 2022). */
const overseas: readonly (readonly [RegExp, string])[] = [
  [/^0(?:590|690|691)/, '590'],
  [/^0(?:594|694)/, '594'],
  [/^0(?:596|696|697)/, '596'],
  [/^0(?:262|263|692|693|269|639)/, '262'],
];

/** A telephone number of France as other countries dial it (ITU-T E.123, without blanks); undefined for short numbers and what is none. */
export function internationalNumber(written: unknown): string | undefined {
  const digits = String(written ?? '')
    .replace(/\(0\)/g, '')
    .replace(/[^\d+]/g, '')
    .replace(/^00/, '+');
  if (/^\+\d{8,15}$/.test(digits)) return digits;
  if (!/^0[1-9]\d{8}$/.test(digits)) return undefined;
  const code = overseas.find(([pattern]) => pattern.test(digits))?.[1] ?? '33';
  return `+${code}${digits.slice(1)}`;
}
