import type { Bilingual } from './text.ts';

/** A JSON text that parses, and what had to be mended for it, each kind once. */
export interface RepairedJson {
  readonly text: string;
  readonly repairs: readonly Bilingual[];
}

const kinds = {
  wrapping: {
    fr: 'des balises de commentaire ou CDATA entourent les données : retirez-les',
    en: 'comment or CDATA marks stand around the data: remove them',
  },
  entities: {
    fr: 'les guillemets sont écrits « &quot; » : écrivez " tel quel dans un bloc <script>',
    en: 'the quotes are written “&quot;”: write a plain " inside a <script> block',
  },
  comment: {
    fr: 'JSON ne connaît pas les commentaires : retirez-les',
    en: 'JSON has no comments: remove them',
  },
  trailingComma: {
    fr: 'une virgule précède une parenthèse fermante } ou ] : retirez-la',
    en: 'a comma stands before a closing } or ]: remove it',
  },
  controlInString: {
    fr: 'un texte contient un retour à la ligne ou une tabulation : écrivez \\n ou \\t',
    en: 'a text contains a line break or a tab: write \\n or \\t',
  },
  badEscape: {
    fr: "un texte contient une barre oblique inverse que JSON ne connaît pas (comme \\') : retirez-la",
    en: "a text contains a backslash that JSON does not know (such as \\'): remove it",
  },
  severalObjects: {
    fr: 'plusieurs objets se suivent : mettez-les entre [ et ], séparés par des virgules, ou donnez à chacun son bloc',
    en: 'several objects follow each other: put them between [ and ] with commas, or give each its own block',
  },
  semicolon: {
    fr: 'un point-virgule suit les données : retirez-le',
    en: 'a semicolon follows the data: remove it',
  },
} satisfies Readonly<Record<string, Bilingual>>;
type Kind = keyof typeof kinds;

/**
 * Mends the mistakes that pages really make in their JSON (comments, commas too many, raw line breaks in texts, HTML
 * escapes, objects one after the other) in one pass; what it cannot mend still fails in `JSON.parse`.
 */
export function repairJson(source: string): RepairedJson {
  const found = new Set<Kind>();
  const text = rewrite(unescapeHtml(unwrap(source, found), found), found);
  return { text, repairs: [...found].map((kind) => kinds[kind]) };
}

const opening = /^\s*(?:\/\/\s*|\/\*\s*)?(?:<!--|<!\[CDATA\[)(?:\s*\*\/)?/;
const closing = /(?:\/\/\s*|\/\*\s*)?(?:-->|\]\]>)(?:\s*\*\/)?\s*$/;

/** XHTML habits: `<!-- … -->` and CDATA, themselves often hidden in JavaScript comments. */
function unwrap(source: string, found: Set<Kind>): string {
  const text = source.replace(/^\uFEFF/, '');
  const inner = text.replace(opening, '').trimEnd().slice(-40);
  if (!opening.test(text) && !closing.test(inner)) return text;
  found.add('wrapping');
  const start = opening.exec(text)?.[0].length ?? 0;
  const end = text.trimEnd().length;
  const tail = closing.exec(text.slice(Math.max(start, end - 40), end))?.[0].length ?? 0;
  return text.slice(start, end - tail);
}

const entities: Readonly<Record<string, string>> = { '&quot;': '"', '&#34;': '"', '&#39;': "'", '&amp;': '&' };

/** Only a text without any plain quote was escaped as a whole; otherwise `&quot;` is part of a text. */
function unescapeHtml(text: string, found: Set<Kind>): string {
  if (text.includes('"') || !/&(quot|#34);/.test(text)) return text;
  found.add('entities');
  return text.replace(/&(?:quot|#34|#39|amp);/g, (entity) => entities[entity] ?? entity);
}

function rewrite(text: string, found: Set<Kind>): string {
  let out = '';
  let depth = 0;
  let objects = 0;
  for (let i = 0; i < text.length; ) {
    const c = text[i] ?? '';
    if (c === '"') {
      const end = endOfString(text, i);
      out += mendString(text.slice(i, end), found);
      i = end;
      continue;
    }
    const comment = c === '/' ? commentLength(text, i) : 0;
    if (comment > 0) {
      found.add('comment');
      i += comment;
      continue;
    }
    if (c === '{' || c === '[') {
      if (depth === 0 && ++objects > 1 && !out.trimEnd().endsWith(',')) out += ',';
      depth += 1;
    }
    if (c === '}' || c === ']') {
      depth -= 1;
      const kept = out.trimEnd();
      if (kept.endsWith(',')) {
        found.add('trailingComma');
        out = kept.slice(0, -1);
      }
    }
    if (c === ';' && depth === 0) found.add('semicolon');
    else out += c;
    i += 1;
  }
  const whole = out.trim().replace(/,$/, '');
  if (objects < 2) return whole;
  found.add('severalObjects');
  return `[${whole}]`;
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

function mendString(text: string, found: Set<Kind>): string {
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
