import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Quad } from '@rdfjs/types';
import { parseTurtle } from '../rdf/parse-turtle.ts';
import { rdf, skos, VOCAB } from '../rdf/terms.ts';

/** The ontology, the concept schemes and the shapes as they are published here. */
export interface Vocabulary {
  ontology(): readonly Quad[];
  shapes(): readonly Quad[];
  /** The scheme and its concepts; undefined for an unknown scheme. */
  scheme(key: string): readonly Quad[] | undefined;
  /** Keys of all schemes, sorted. */
  schemes(): readonly string[];
  /** The JSON-LD context, as text. */
  context(): string;
}

/** Reads the Turtle files of the two folders when they are first asked for. */
export function createVocabulary(folders: {
  readonly ontologyFolder: string;
  readonly shapesFolder: string;
}): Vocabulary {
  const { ontologyFolder, shapesFolder } = folders;
  const schemes = once(() => {
    const quads = read(ontologyFolder, 'schemes/*.ttl');
    const keys = quads
      .filter((q) => q.predicate.equals(rdf('type')) && q.object.equals(skos('ConceptScheme')))
      .map((q) => q.subject.value.slice(VOCAB.length));
    const byScheme = Map.groupBy(quads, (q) => q.subject.value.slice(VOCAB.length).split('/')[0] ?? '');
    return new Map(keys.sort().map((key) => [key, byScheme.get(key) ?? []]));
  });
  return {
    ontology: once(() => read(ontologyFolder, '*.ttl')),
    shapes: once(() => read(shapesFolder, '*.ttl')),
    scheme: (key) => schemes().get(key),
    schemes: () => [...schemes().keys()],
    context: once(() => readFileSync(join(ontologyFolder, 'context.jsonld'), 'utf8')),
  };
}

function read(folder: string, pattern: string): readonly Quad[] {
  return globSync(pattern, { cwd: folder })
    .sort()
    .flatMap((file) => parseTurtle(readFileSync(join(folder, file), 'utf8'), 'turtle', VOCAB));
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
