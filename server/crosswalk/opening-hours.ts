/** Hours of opening as schema.org has them: IRIs of days, times as `HH:MM`. */
export interface OpeningHours {
  readonly days: readonly string[];
  readonly opens: string;
  readonly closes: string;
}

const dayNames = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'];
const dayIris = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'].map(
  (day) => `https://schema.org/${day}`,
);

type Token = { readonly day: number } | { readonly time: string } | 'to' | 'dash' | 'and' | 'unknown';

/**
 * Reads French hours when they are said plainly ("du lundi au vendredi de 9h à 12h et de 14h à 17h"); `days` (French names) holds
 * for hours without a day. Undefined as soon as a word is not understood: half-read hours would send people to a closed door.
 */
export function readOpeningHours(text: string, days: readonly string[]): readonly OpeningHours[] | undefined {
  const tokens = tokenize(text);
  if (tokens.length === 0 || tokens.includes('unknown')) return undefined;
  const given = days.map(dayIndex).filter((day) => day >= 0);
  const named: number[] = [];
  const hours: OpeningHours[] = [];
  for (let at = 0; at < tokens.length; ) {
    const block = readDays(tokens, at);
    if (!block || (block.days.length === 0 && at > 0)) return undefined;
    named.push(...block.days);
    const current = block.days.length > 0 ? block.days : given;
    const times = readTimes(tokens, block.next);
    if (!times || current.length === 0) return undefined;
    for (const [opens, closes] of times.ranges) hours.push({ days: toIris(current), opens, closes });
    at = times.next;
  }
  if (new Set(named).size < named.length) return undefined;
  // The days column and the text must tell the same story when both speak of days.
  if (named.length > 0 && given.length > 0 && toIris(named).join() !== toIris(given).join()) return undefined;
  return hours;
}

function toIris(days: readonly number[]): string[] {
  return [...new Set(days)].sort().map((day) => dayIris[day] ?? '');
}

function dayIndex(name: string): number {
  return dayNames.indexOf(name.trim().toLowerCase());
}

const day = '(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s?(?![a-zà-ÿ])';
const time = '(\\d{1,2}) ?(?:h|:)(?: ?(\\d{2})(?!\\d| ?h))?';
const to = '((?<![a-zà-ÿ])(?:au|à)(?![a-zà-ÿ]))';
const pattern = new RegExp(
  `${day}|${time}|${to}|([-–])|([,/;:]|et(?![a-zà-ÿ])|puis(?![a-zà-ÿ]))|[a-zà-ÿ0-9]+|\\S`,
  'g',
);

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const [whole, dayName, hour, minute, until, dash, and] of text.toLowerCase().matchAll(pattern)) {
    if (dayName) tokens.push({ day: dayIndex(dayName) });
    else if (hour) tokens.push(clockTime(hour, minute));
    else if (until) tokens.push('to');
    else if (dash) tokens.push('dash');
    else if (and) tokens.push('and');
    else if (!/^(?:du|de|le|les|\.)$/.test(whole)) tokens.push('unknown');
  }
  return tokens;
}

function clockTime(hour: string, minute = '00'): Token {
  return Number(hour) < 24 && Number(minute) < 60 ? { time: `${hour.padStart(2, '0')}:${minute}` } : 'unknown';
}

/** "lundi au jeudi" is a range; "lundi - jeudi" may be a range or a list, so that it is not understood. */
function readDays(
  tokens: readonly Token[],
  start: number,
): { readonly days: number[]; readonly next: number } | undefined {
  const days: number[] = [];
  let joint: Token | undefined;
  let at = start;
  for (; at < tokens.length; at++) {
    const token = tokens[at];
    if (token === 'to' || token === 'dash') joint = days.length > 0 ? token : undefined;
    else if (typeof token === 'object' && 'day' in token) {
      const last = days.at(-1) ?? token.day;
      if (joint && (token.day <= last || (joint === 'dash' && token.day > last + 1))) return undefined;
      if (joint) for (let between = last + 1; between < token.day; between++) days.push(between);
      days.push(token.day);
      joint = undefined;
    } else if (token !== 'and') break;
  }
  return { days, next: at };
}

function readTimes(tokens: readonly Token[], start: number) {
  const times: string[] = [];
  let at = start;
  for (; at < tokens.length; at++) {
    const token = tokens[at];
    if (typeof token === 'object' && 'time' in token) times.push(token.time);
    else if (typeof token === 'object') break;
  }
  const isRising = times.every((moment, index) => index === 0 || (times[index - 1] ?? '') < moment);
  if (times.length === 0 || times.length % 2 === 1 || !isRising) return undefined;
  const ranges = Array.from(
    { length: times.length / 2 },
    (_, i) => [times[2 * i] ?? '', times[2 * i + 1] ?? ''] as const,
  );
  return { ranges, next: at };
}
