import type { JsonRepair } from './json-repairs.ts';
import { jsonRepairs } from './json-repairs.ts';
import { rewriteJson } from './rewrite-json.ts';
import type { Bilingual } from './text.ts';

/** A JSON text that parses, and what had to be mended for it, each kind once. */
export interface RepairedJson {
  readonly text: string;
  readonly repairs: readonly Bilingual[];
}

/**
 * Mends the mistakes that pages really make in their JSON (comments, commas, quotes, raw line breaks in texts, HTML escapes,
 * objects one after the other) in one pass; what it cannot mend still fails in `JSON.parse`.
 */
export function repairJson(source: string): RepairedJson {
  const found = new Set<JsonRepair>();
  const text = rewriteJson(unescapeHtml(unwrap(source, found), found), found);
  return { text, repairs: [...found].map((kind) => jsonRepairs[kind]) };
}

const opening = /^\s*(?:\/\/\s*|\/\*\s*)?(?:<!--|<!\[CDATA\[)(?:\s*\*\/)?/;
const closing = /(?:\/\/\s*|\/\*\s*)?(?:-->|\]\]>)(?:\s*\*\/)?\s*$/;

/** XHTML habits: `<!-- … -->` and CDATA, themselves often hidden in JavaScript comments. */
function unwrap(source: string, found: Set<JsonRepair>): string {
  const text = source.replace(/^\uFEFF/, '');
  const inner = text.replace(opening, '').trimEnd().slice(-40);
  if (!opening.test(text) && !closing.test(inner)) return text;
  found.add('wrapping');
  const start = opening.exec(text)?.[0].length ?? 0;
  const end = text.trimEnd().length;
  const tail = closing.exec(text.slice(Math.max(start, end - 40), end))?.[0].length ?? 0;
  return text.slice(start, end - tail);
}

const escapes = /&(?:quot|#34|#x22|#39|amp|ldquo|rdquo|#8220|#8221|laquo|raquo|#171|#187|nbsp|#160);/g;
const entities: Readonly<Record<string, string>> = {
  ...{ '&quot;': '"', '&#34;': '"', '&#x22;': '"', '&#39;': "'", '&amp;': '&' },
  ...{ '&ldquo;': '“', '&#8220;': '“', '&rdquo;': '”', '&#8221;': '”' },
  ...{ '&laquo;': '«', '&#171;': '«', '&raquo;': '»', '&#187;': '»', '&nbsp;': ' ', '&#160;': ' ' },
};

/** Only a text without any plain quote was escaped as a whole; otherwise `&quot;` is part of a text. */
function unescapeHtml(text: string, found: Set<JsonRepair>): string {
  if (text.includes('"') || !/&(quot|#34|#x22|ldquo|#8220|laquo|#171);/.test(text)) return text;
  found.add('entities');
  return text.replace(escapes, (entity) => entities[entity] ?? entity);
}
