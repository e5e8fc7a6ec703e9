import type { JsonRepair } from './json-repairs.ts';

/** Writes a text that was meant as JSON as JSON, in one pass over its characters, and notes what had to be mended. */
export function rewriteJson(text: string, found: Set<JsonRepair>): string {
  return new Rewriting(text, found).run();
}

/** The closing quotes that go with an opening one; editors put a closing one first, or two of the same. */
const closers: Readonly<Record<string, string>> = {
  '“': '”“″',
  '”': '”“″',
  '″': '″”“',
  '„': '”“',
  '«': '»',
  "'": "'",
  '‘': '’',
  '’': '’',
};
const closingBracket: Readonly<Record<string, string>> = { '{': '}', '[': ']' };

const maximumOpen = 200;

class Rewriting {
  readonly #text: string;
  readonly #found: Set<JsonRepair>;
  /** What is open, outermost first. */
  readonly #open: string[] = [];
  readonly #out: string[] = [];
  /** Index in `#out` of the last piece that is no space. */
  #last = -1;
  #objects = 0;

  constructor(text: string, found: Set<JsonRepair>) {
    this.#text = text;
    this.#found = found;
  }

  run(): string {
    for (let at = 0; at < this.#text.length; ) {
      at = this.#step(at);
      // Nothing that is read is nested so deep: this is no JSON, and looking for what closes what would take for ever.
      if (this.#open.length > maximumOpen) return this.#text;
    }
    if (this.#open.length > 0) this.#found.add('brackets');
    for (const bracket of this.#open.reverse()) this.#close(closingBracket[bracket] ?? '');
    const whole = this.#out.join('').trim().replace(/,$/, '');
    if (this.#objects < 2) return whole;
    this.#found.add('severalObjects');
    return `[${whole}]`;
  }

  /** Rewrites what stands at a place; the place after it comes back. */
  #step(at: number): number {
    const text = this.#text;
    const c = text[at] ?? '';
    if (c === '"') return this.#plainString(at);
    if (c in closers) return this.#quotedString(c, at);
    const comment = c === '/' ? commentLength(text, at) : 0;
    if (comment > 0) {
      this.#found.add('comment');
      return at + comment;
    }
    if (c === '{' || c === '[') this.#begin(c);
    else if (c === '}' || c === ']') this.#end(c);
    else if (c === ';' && this.#open.length === 0) this.#found.add('semicolon');
    else return this.#other(c, at);
    return at + 1;
  }

  #write(piece: string): void {
    this.#out.push(piece);
    if (!/^\s$/.test(piece)) this.#last = this.#out.length - 1;
  }

  #endsWith(pattern: RegExp): boolean {
    return pattern.test(this.#out[this.#last] ?? '');
  }

  #addComma(): void {
    if (this.#last >= 0) this.#out[this.#last] += ',';
  }

  #other(c: string, at: number): number {
    const mayBeKey = this.#endsWith(/[{,]$/) && /[A-Za-z_$@]/.test(c);
    const key = mayBeKey ? /^([\w$@:-]*[\w$])\s*:/.exec(this.#text.slice(at, at + 200))?.[1] : undefined;
    if (key === undefined) {
      this.#write(c);
      return at + 1;
    }
    this.#found.add('bareKey');
    this.#write(JSON.stringify(key));
    return at + key.length;
  }

  #begin(bracket: string): void {
    if (this.#open.length > 0) this.#separate();
    else if (++this.#objects > 1 && !this.#endsWith(/,$/)) this.#addComma();
    this.#open.push(bracket);
    this.#write(bracket);
  }

  /** What closes nothing is dropped; what closes something further out closes all in between. */
  #end(bracket: string): void {
    const isLast = closingBracket[this.#open.at(-1) ?? ''] === bracket;
    if (!isLast) this.#found.add('brackets');
    if (!isLast && !this.#open.some((open) => closingBracket[open] === bracket)) return;
    for (let closed = ''; closed !== bracket; ) {
      closed = closingBracket[this.#open.pop() ?? ''] ?? bracket;
      this.#close(closed);
    }
  }

  #close(bracket: string): void {
    if (this.#endsWith(/,$/)) {
      this.#found.add('trailingComma');
      this.#out[this.#last] = (this.#out[this.#last] ?? '').slice(0, -1);
    }
    this.#write(bracket);
  }

  #plainString(at: number): number {
    const end = endOfString(this.#text, at);
    this.#separate();
    this.#write(mendString(this.#text.slice(at, end), this.#found));
    return end;
  }

  /** A text between quotes of another kind; it ends at the first closing one that something of JSON follows. */
  #quotedString(quote: string, at: number): number {
    const text = this.#text;
    const ends = closers[quote] ?? '';
    const isEnd = (i: number) => ends.includes(text[i] ?? '') && /^\s*(?:[:,}\]]|$)/.test(text.slice(i + 1, i + 100));
    let end = at + 1;
    while (end < text.length && !isEnd(end)) end += text[end] === '\\' ? 2 : 1;
    const inner = text
      .slice(at + 1, end)
      .replace(/\\'/g, "'")
      .replace(/(?<!\\)"/g, '\\"');
    this.#found.add(quote === "'" ? 'singleQuotes' : 'smartQuotes');
    this.#separate();
    this.#write(mendString(`"${quote === '«' ? inner.trim() : inner}"`, this.#found));
    return end + 1;
  }

  /** Two values with nothing in between lack a comma. */
  #separate(): void {
    if (this.#open.length === 0 || !this.#endsWith(/["}\]\w]$/)) return;
    this.#found.add('missingComma');
    this.#addComma();
  }
}

function endOfString(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '"') return i + 1;
  }
  return text.length;
}

function commentLength(text: string, at: number): number {
  if (text[at + 1] === '/') {
    const end = text.indexOf('\n', at);
    return (end < 0 ? text.length : end) - at;
  }
  if (text[at + 1] !== '*') return 0;
  const end = text.indexOf('*/', at + 2);
  return (end < 0 ? text.length : end + 2) - at;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: raw control characters are what JSON forbids in a string
const control = /[\u0000-\u001F]/g;
const escaped = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}|(.?))/gs;

function mendString(text: string, found: Set<JsonRepair>): string {
  const spaced = text.replace(escaped, (whole: string, bad: string | undefined) => {
    if (bad === undefined) return whole;
    found.add('badEscape');
    return bad;
  });
  return spaced.replace(control, (c) => {
    found.add('controlInString');
    return c === '\n' ? '\\n' : c === '\t' ? '\\t' : '';
  });
}
