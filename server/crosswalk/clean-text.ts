/** Names of the HTML entities of the letters from U+00A0 to U+00FF, in their order, and of the marks that writers use; numeric ones are all known. */
const latin =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';
const entities: ReadonlyMap<string, string> = new Map([
  ...latin.split(' ').map((name, at) => [name, name === 'nbsp' ? ' ' : String.fromCodePoint(0xa0 + at)] as const),
  ...Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", euro: '€', hellip: '…', bull: '•' }),
  ...Object.entries({ lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', ndash: '–', mdash: '—', oelig: 'œ', OElig: 'Œ' }),
]);

/** Longest text a profile takes over from a set, in characters. */
export const maxTextLength = 5000;

/** Text without markup: line breaks kept as `\n`, tags removed, entities resolved, blanks at the ends and doubled ones gone. */
export function cleanText(raw: string): string {
  // Escaped twice, as exports of exports are.
  return raw
    .replace(/&amp;(?=#?\w{2,8};)/gi, '&')
    .replace(/<(script|style)\b[^>]{0,200}>[\s\S]{0,2000}?<\/\1\s*>/gi, ' ')
    .replace(/<br\s*\/?>|<\/p\s*>/gi, '\n')
    .replace(/<\/?(?:a|abbr|b|em|i|small|span|strong|sub|sup|u)(?:\s[^<>]*)?>/gi, '')
    .replace(/<\/?[a-z][^<>]*>|<!--[^>]{0,500}-->/gi, ' ')
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}[1-4]{0,2}));/gi, resolveEntity)
    .replace(/[^\P{Cc}\n]+|[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu, ' ')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .toWellFormed();
}

function resolveEntity(whole: string, decimal?: string, hexadecimal?: string, name?: string): string {
  if (name) return entities.get(name) ?? entities.get(name.toLowerCase()) ?? whole;
  const code = decimal ? Number.parseInt(decimal, 10) : Number.parseInt(hexadecimal ?? '', 16);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
}

/** Whether a text only fills a form's field: `-`, `--`, `?`, `n/a`, `N/C`, `néant`, `non renseigné`. */
export function isPlaceholder(text: string): boolean {
  return /^(?:[-–—_./?*\s]+|n\/?a|n[./]?c\.?|néant|non (?:renseigné|communiqué|disponible)e?s?|null|undefined)$/i.test(
    text,
  );
}
