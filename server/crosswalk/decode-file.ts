/** A file as text, and how many of its lines were not in UTF-8. */
export interface Decoded {
  readonly text: string;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be';
  /** Lines that were read as Windows-1252 instead, which every byte has a meaning in. */
  readonly otherLines: number;
}

const newLine = 10;

/** Reads bytes as what their first ones say, else as UTF-8, and each line that is not UTF-8 as Windows-1252 (Encoding Standard, section 6.1). */
export function decodeFile(bytes: Uint8Array): Decoded {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return whole(bytes, 'utf-16le');
  if (first === 0xfe && second === 0xff) return whole(bytes, 'utf-16be');
  const strict = new TextDecoder('utf-8', { fatal: true });
  try {
    return { text: strict.decode(bytes), encoding: 'utf-8', otherLines: 0 };
  } catch {
    return byLine(bytes);
  }
}

function whole(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): Decoded {
  return { text: new TextDecoder(encoding).decode(bytes), encoding, otherLines: 0 };
}

/** Files that several programs have written to are not in one encoding. */
function byLine(bytes: Uint8Array): Decoded {
  const strict = new TextDecoder('utf-8', { fatal: true });
  const other = new TextDecoder('windows-1252');
  const lines: string[] = [];
  let otherLines = 0;
  for (let start = 0; start <= bytes.length; ) {
    const found = bytes.indexOf(newLine, start);
    const end = found < 0 ? bytes.length : found;
    const line = bytes.subarray(start, end);
    try {
      lines.push(strict.decode(line));
    } catch {
      otherLines++;
      lines.push(other.decode(line));
    }
    start = end + 1;
  }
  return { text: lines.join('\n').replace(/^\ufeff/, ''), encoding: 'utf-8', otherLines };
}
