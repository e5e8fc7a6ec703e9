/** A coordinate read from a text: degrees or metres, and whether it was written in degrees and minutes. */
export interface Coordinate {
  readonly value: number;
  readonly isSexagesimal: boolean;
  /** What a letter says it is. */
  readonly axis?: 'longitude' | 'latitude';
}

const sexagesimal =
  /^([NSEWO])?\s*(-)?(\d{1,3})\s*[°º]\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*['’′´]\s*)?(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:["”″]|['’′]{2})\s*)?([NSEWO])?$/i;

/** Reads `48,117`, `-1.68`, `1 352 123,4`, `48°07'02" N`, `1°40,5' O`; undefined for what is none. */
export function readCoordinate(text: string): Coordinate | undefined {
  const written = text.trim();
  const plain = written.replace(/(\d)[\s\u00a0\u202f](?=\d{3}(?:\D|$))/g, '$1').replace(/\s*°$/, '');
  const number = /^([NSEWO])?\s*([+-]?\d{1,9}(?:[.,]\d{1,15})?)\s*°?\s*([NSEWO])?$/i.exec(plain);
  if (number) {
    const letter = number[1] ?? number[3];
    const value = Number(number[2]?.replace(',', '.'));
    return { value: signed(value, letter), isSexagesimal: false, ...axisOf(letter) };
  }
  const found = sexagesimal.exec(written);
  if (!found) return undefined;
  const [, before, minus, degrees, minutes, seconds, after] = found;
  const part = (one: string | undefined) => Number((one ?? '0').replace(',', '.'));
  if (part(minutes) >= 60 || part(seconds) >= 60) return undefined;
  const value = Number(degrees) + part(minutes) / 60 + part(seconds) / 3600;
  const letter = before ?? after;
  return { value: Number(signed(minus ? -value : value, letter).toFixed(7)), isSexagesimal: true, ...axisOf(letter) };
}

const pairSeparators = [
  /\s*[;|/]\s*/,
  /\s*,\s+/,
  /\s*,\s*/,
  // Behind a letter of the wind rose, or before one: blanks stand on both sides of it.
  /(?<=[NSEWO])\s+(?=[-+\d])/i,
  /\s+(?=[NSEWO]\s*[-+\d])/i,
  /\s+(?=[-+NSEWO\d])/i,
];

/** Both coordinates of one cell: `48.1, -1.6`, `48,1 ; -1,6`, `(48.1|-1.6)`, `48°07'N 1°40'O`, `48,1 N 1,6 O`, `N 48,1 O 1,6`. */
export function readPair(text: string): readonly [Coordinate, Coordinate] | undefined {
  const inner = text.trim().replace(/^[([{]\s*(.*?)\s*[)\]}]$/s, '$1');
  // A comma parts the two only where nothing else does.
  for (const separator of pairSeparators) {
    const parts = inner.split(separator);
    // A third is the height; three with slashes are a date.
    if (parts.length < 2 || parts.length > 3 || (parts.length === 3 && inner.includes('/'))) continue;
    const [first, second] = parts.map(readCoordinate);
    if (first && second) return [first, second];
  }
  return undefined;
}

function signed(value: number, letter: string | undefined): number {
  return letter && /[SWO]/i.test(letter) ? -Math.abs(value) : value;
}

function axisOf(letter: string | undefined): { readonly axis?: 'longitude' | 'latitude' } {
  if (!letter) return {};
  return { axis: /[NS]/i.test(letter) ? 'latitude' : 'longitude' };
}
