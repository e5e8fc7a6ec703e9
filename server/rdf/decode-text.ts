import type { ReadingNote } from './reading-note.ts';

export interface Decoded {
  readonly text: string;
  readonly notes: readonly ReadingNote[];
}

/**
 * Turns bytes into text: byte order mark, then the declared charset, then what the document itself says (`<meta>`, the XML
 * declaration), then UTF-8. What is declared is not believed where the bytes are UTF-8 all the same; what is neither is
 * read line by line as UTF-8 or Windows-1252 (WHATWG Encoding's name for Latin-1). All of it is noted.
 */
export function decodeText(body: Uint8Array, declaredCharset?: string): Decoded {
  const marked = byteOrderMark(body);
  if (marked) return decodeMarked(body, marked, declaredCharset);
  const unmarked = utf16Without(body);
  if (unmarked && !/^utf-?16/i.test(declaredCharset ?? ''))
    return { text: new TextDecoder(unmarked).decode(body), notes: [wrongCharset(declaredCharset, unmarked)] };
  const declared = declaredCharset ?? charsetWithin(body);
  const encoding = declared === undefined ? 'utf-8' : encodingOf(declared);
  const text = strictly(body, 'utf-8');
  if (encoding === undefined || encoding === 'utf-8') {
    if (text === undefined) return { text: decodeLines(body), notes: [brokenEncoding(declared ?? 'utf-8')] };
    return { text, notes: encoding ? [] : [wrongCharset(declared, 'utf-8')] };
  }
  // A server that announces Latin-1 for every file is common; text that happens to be valid UTF-8 and is not, hardly exists.
  const hasAccents = text?.length !== body.length;
  if (text !== undefined && (encoding.startsWith('utf-16') ? !text.includes('\u0000') : hasAccents))
    return { text, notes: [wrongCharset(declared, 'utf-8')] };
  const asDeclared = strictly(body, encoding);
  if (asDeclared !== undefined) return { text: asDeclared, notes: [] };
  return { text: decodeLines(body), notes: [brokenEncoding(declared ?? encoding)] };
}

type Mark = 'utf-8' | 'utf-16le' | 'utf-16be';

function byteOrderMark(body: Uint8Array): Mark | undefined {
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) return 'utf-8';
  if (body[0] === 0xff && body[1] === 0xfe) return 'utf-16le';
  if (body[0] === 0xfe && body[1] === 0xff) return 'utf-16be';
  return undefined;
}

function decodeMarked(body: Uint8Array, mark: Mark, declared: string | undefined): Decoded {
  const isContradicted = declared !== undefined && !encodingOf(declared)?.startsWith(mark.slice(0, 6));
  const notes = isContradicted ? [wrongCharset(declared, mark)] : [];
  const text = strictly(body, mark);
  if (text !== undefined) return { text, notes };
  if (mark === 'utf-8') return { text: decodeLines(body.subarray(3)), notes: [...notes, brokenEncoding(mark)] };
  return { text: new TextDecoder(mark).decode(body), notes: [...notes, brokenEncoding(mark)] };
}

/** ASCII in UTF-16 is every second byte zero; no other text is. */
function utf16Without(body: Uint8Array): Mark | undefined {
  const [a, b, c, d] = body;
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return 'utf-16le';
  return a === 0 && b !== 0 && c === 0 && d !== 0 ? 'utf-16be' : undefined;
}

/** HTML lets a page name its encoding within its first 1024 bytes (HTML, section 4.2.5.4), XML in its declaration. */
function charsetWithin(body: Uint8Array): string | undefined {
  if (body.find((byte) => byte > 0x20) !== lessThan) return undefined;
  const head = latin1.decode(body.subarray(0, 1024));
  const declaration = /^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/i.exec(head);
  return declaration?.[1] ?? /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1];
}

const lessThan = 0x3c;
const latin1 = new TextDecoder('windows-1252');
const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** The encoding that a label means; undefined for a label that nobody knows. */
function encodingOf(charset: string): string | undefined {
  try {
    return new TextDecoder(charset.trim()).encoding;
  } catch {
    return undefined;
  }
}

function strictly(body: Uint8Array, encoding: string): string | undefined {
  try {
    const decoder = encoding === 'utf-8' ? strictUtf8 : new TextDecoder(encoding, { fatal: true });
    return decoder.decode(body);
  } catch {
    return undefined;
  }
}

/** Pages put together from two sources mix encodings, but hardly within a line. */
function decodeLines(body: Uint8Array): string {
  const lines: string[] = [];
  for (let start = 0; start < body.length; ) {
    const end = body.indexOf(0x0a, start) + 1 || body.length;
    const line = body.subarray(start, end);
    lines.push(strictly(line, 'utf-8') ?? latin1.decode(line));
    start = end;
  }
  return lines.join('');
}

function wrongCharset(declared: string | undefined, met: string): ReadingNote {
  const announced = declared ?? '';
  return {
    severity: 'info',
    rule: 'reading/charset',
    message: {
      fr: announced
        ? `Le document est annoncé en « ${announced} » mais écrit en « ${met} » : nous l’avons lu ainsi. Annoncez « charset=utf-8 » et enregistrez-le en UTF-8.`
        : `Le document est écrit en « ${met} » sans le dire. Enregistrez-le en UTF-8.`,
      en: announced
        ? `The document is announced as “${announced}” but written in “${met}”: we read it so. Announce “charset=utf-8” and save it as UTF-8.`
        : `The document is written in “${met}” without saying so. Save it as UTF-8.`,
    },
    value: announced,
  };
}

function brokenEncoding(charset: string): ReadingNote {
  return {
    severity: 'warning',
    rule: 'reading/encoding',
    message: {
      fr: `Les accents ne sont pas écrits en « ${charset} » comme annoncé ; nous les avons lus comme du Latin-1. Enregistrez le fichier en UTF-8.`,
      en: `The accents are not written in “${charset}” as announced; we read them as Latin-1. Save the file as UTF-8.`,
    },
    value: charset,
  };
}
