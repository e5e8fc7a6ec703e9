import type { ReadingNote } from './reading-note.ts';

export interface Decoded {
  readonly text: string;
  readonly notes: readonly ReadingNote[];
}

/**
 * Turns bytes into text: byte order mark, then the declared charset, then the page's own `<meta>`, then UTF-8;
 * bytes that are no UTF-8 are read as Windows-1252 (WHATWG Encoding's name for Latin-1) and noted.
 */
export function decodeText(body: Uint8Array, declaredCharset?: string): Decoded {
  const marked = byteOrderMark(body);
  if (marked) return { text: new TextDecoder(marked).decode(body), notes: [] };
  const charset = declaredCharset ?? metaCharset(body) ?? 'utf-8';
  try {
    return { text: new TextDecoder(charset, { fatal: true }).decode(body), notes: [] };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(body), notes: [wrongEncoding(charset)] };
  }
}

function byteOrderMark(body: Uint8Array): string | undefined {
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) return 'utf-8';
  if (body[0] === 0xff && body[1] === 0xfe) return 'utf-16le';
  if (body[0] === 0xfe && body[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** HTML lets a page name its encoding within its first 1024 bytes (HTML, section 4.2.5.4). */
function metaCharset(body: Uint8Array): string | undefined {
  const head = new TextDecoder('windows-1252').decode(body.subarray(0, 1024));
  return /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1];
}

function wrongEncoding(charset: string): ReadingNote {
  return {
    severity: 'warning',
    rule: 'reading/encoding',
    message: {
      fr: `Les accents ne sont pas écrits en « ${charset} » comme annoncé ; nous les avons lus comme du Latin-1. Enregistrez le fichier en UTF-8.`,
      en: `The accents are not written in “${charset}” as announced; we read them as Latin-1. Save the file as UTF-8.`,
    },
  };
}
