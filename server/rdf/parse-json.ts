import type { Json } from './jsonld/json.ts';
import type { ReadingNote } from './reading-note.ts';
import { repairJson } from './repair-json.ts';
import type { Bilingual, Language } from './text.ts';

/** Deeper JSON is refused: real profiles stay under 10, and nesting is the cheapest attack on a recursive parser. */
const maxDepth = 100;

/** Parses a JSON text, mending broken JSON where it can; throws when it is beyond mending or nested over 100 levels. */
export function parseJson(text: string): { document: Json; notes: readonly ReadingNote[] } {
  refuseDepth(text);
  try {
    return { document: JSON.parse(text.trim()) as Json, notes: [] };
  } catch (error) {
    const { text: mended, repairs } = repairJson(text);
    if (repairs.length === 0) throw error;
    // Dropped brackets may have hidden how deep it is.
    refuseDepth(mended);
    return { document: parseMended(mended, error), notes: [repaired(repairs)] };
  }
}

function refuseDepth(text: string): void {
  if (jsonDepth(text) > maxDepth) throw new Error(`JSON nested deeper than ${maxDepth} levels`);
}

/** What is still broken after mending is told in the words of the text as written. */
function parseMended(text: string, broken: unknown): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw broken;
  }
}

function repaired(repairs: readonly Bilingual[]): ReadingNote {
  const all = (language: Language) => repairs.map((repair) => repair[language]).join(' ; ');
  return {
    severity: 'warning',
    rule: 'reading/repaired-json',
    message: {
      fr: `Nous avons lu les données JSON malgré ${repairs.length > 1 ? 'des fautes' : 'une faute'} : ${all('fr')}.`,
      en: `We read the JSON data in spite of ${repairs.length > 1 ? 'mistakes' : 'a mistake'}: ${all('en')}.`,
    },
  };
}

/** The deepest nesting of braces and brackets outside strings, found without parsing. */
export function jsonDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (inString) {
      if (c === 0x5c) i++;
      else if (c === 0x22) inString = false;
    } else if (c === 0x22) inString = true;
    else if (c === 0x7b || c === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (c === 0x7d || c === 0x5d) depth--;
  }
  return deepest;
}
