import type { Quad } from '@rdfjs/types';
import type { Contexts } from './contexts.ts';
import { given } from './given.ts';
import { sharedInitialContext } from './jsonld/active-context.ts';
import { expandDocument } from './jsonld/expand.ts';
import type { Json } from './jsonld/json.ts';
import { asArray, isObject } from './jsonld/json.ts';
import { impliedContext, jsonldNotes } from './jsonld/jsonld-notes.ts';
import { applyContext } from './jsonld/process-context.ts';
import { JsonldError, startSession } from './jsonld/session.ts';
import type { RdfDirection } from './jsonld/to-quads.ts';
import { toQuads } from './jsonld/to-quads.ts';
import { parseJson } from './parse-json.ts';
import type { ReadingNote } from './reading-note.ts';

/** What a JSON-LD text says, and what had to be mended or left out. */
export interface JsonldReading {
  readonly quads: Quad[];
  readonly notes: readonly ReadingNote[];
}

export interface JsonldOptions {
  readonly base: string;
  readonly contexts: Contexts;
  /** True to refuse the text for one wrong value or unknown context; else what can be read is read. */
  readonly isStrict: boolean;
  /** Begins the label of every blank node. */
  readonly label: string;
  readonly rdfDirection?: RdfDirection;
}

const schemaOrg = 'https://schema.org';

/**
 * Parses a JSON-LD text (JSON-LD 1.1, toRdf) with bundled contexts only, mending broken JSON where it can; throws an
 * error that says what is wrong: JSON beyond mending, nesting over 100 levels, or what JSON-LD forbids.
 */
export function parseJsonld(text: string, options: JsonldOptions): JsonldReading {
  const { base, contexts, isStrict, label, rdfDirection } = options;
  const { document, notes } = parseJson(text);
  if (typeof document !== 'object') throw new JsonldError('loading document failed', 'no JSON object');
  const session = startSession({ base, contexts, isStrict });
  const initial = sharedInitialContext(contexts);
  const isImplied = !isStrict && contexts.has(schemaOrg) && lacksContext(document);
  const active = isImplied ? applyContext(session, initial, schemaOrg) : initial;
  const expanded = expandDocument(session, active, document);
  const quads = toQuads(session, expanded, { label, ...given('rdfDirection', rdfDirection) });
  return {
    quads,
    notes: [...notes, ...(isImplied ? [impliedContext] : []), ...jsonldNotes(session, quads.length === 0)],
  };
}

/** Objects with a type of one word and nothing that says what the word means. */
function lacksContext(document: Json): boolean {
  const objects = asArray(document).filter(isObject);
  if (objects.some((object) => '@context' in object)) return false;
  const nodes = objects.flatMap((object) => [object, ...asArray(object['@graph'] ?? null).filter(isObject)]);
  return nodes.some((node) =>
    asArray(node['@type'] ?? null).some((type) => typeof type === 'string' && /^\w+$/.test(type)),
  );
}
