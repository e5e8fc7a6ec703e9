/** Names of the HTML entities that turn up in directories; numeric ones are all known. */
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** Longest text a profile takes over from a set, in characters. */
export const maxTextLength = 5000;

/** Text without markup: line breaks kept as `\n`, tags removed, entities resolved, blanks at the ends and doubled ones gone. */
export function cleanText(raw: string): string {
  return raw
    .replace(/<(script|style)\b[^>]{0,200}>[\s\S]{0,2000}?<\/\1\s*>/gi, ' ')
    .replace(/<br\s*\/?>|<\/p\s*>/gi, '\n')
    .replace(/<\/?(?:a|abbr|b|em|i|small|span|strong|sub|sup|u)(?:\s[^<>]*)?>/gi, '')
    .replace(/<\/?[a-z][^<>]*>|<!--[^>]{0,500}-->/gi, ' ')
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi, resolveEntity)
    .replace(/[^\P{Cc}\n]+|[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu, ' ')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .toWellFormed();
}

function resolveEntity(whole: string, decimal?: string, hexadecimal?: string, name?: string): string {
  if (name) return entities[name.toLowerCase()] ?? whole;
  const code = decimal ? Number.parseInt(decimal, 10) : Number.parseInt(hexadecimal ?? '', 16);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
}

/** Whether a text only fills a form's field: `-`, `--`, `?`, `n/a`, `néant`. */
export function isPlaceholder(text: string): boolean {
  return /^(?:[-–—_./?*\s]+|n\/?a|n\.c\.?|néant|null|undefined)$/i.test(text);
}
