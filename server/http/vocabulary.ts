import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Quad } from '@rdfjs/types';
import { parseTurtle } from '../rdf/parse-turtle.ts';
import { dct, literal, namedNode, owl, quadOf, rdf, skos, VOCAB } from '../rdf/terms.ts';

/** The ontology, the concept schemes and the shapes as they are published here. */
export interface Vocabulary {
  ontology(): readonly Quad[];
  shapes(): readonly Quad[];
  /** The scheme and its concepts; undefined for an unknown scheme. */
  scheme(key: string): readonly Quad[] | undefined;
  /** The version that all of it is of: `0.1.0`. */
  version(): string;
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
    return new Map(keys.sort().map((key) => [key, [...versionQuads(key, version()), ...(byScheme.get(key) ?? [])]]));
  });
  const ontology = once(() => read(ontologyFolder, '*.ttl'));
  const version = once(() => {
    const found = ontology().find((q) => q.subject.value === `${VOCAB}ns` && q.predicate.equals(owl('versionInfo')));
    if (!found) throw new Error('the ontology states no owl:versionInfo');
    return found.object.value;
  });
  return {
    ontology,
    version,
    shapes: once(() => [...shapesHeader(version()), ...read(shapesFolder, '*.ttl')]),
    scheme: (key) => schemes().get(key),
    schemes: () => [...schemes().keys()],
    context: once(() => readFileSync(join(ontologyFolder, 'context.jsonld'), 'utf8')),
  };
}

/** One version for all: terms, lists and rules are published together. */
function versionQuads(key: string, version: string): Quad[] {
  const document = namedNode(VOCAB + key);
  return [
    quadOf(document, owl('versionIRI'), namedNode(`${VOCAB}${key}/${version}`)),
    quadOf(document, owl('versionInfo'), literal(version)),
  ];
}

/** The files say what each shape is; this says what they are together. */
function shapesHeader(version: string): Quad[] {
  const document = namedNode(`${VOCAB}shapes`);
  return [
    quadOf(document, rdf('type'), owl('Ontology')),
    quadOf(document, dct('title'), literal('Règles de vérification des fiches', 'fr')),
    quadOf(document, dct('title'), literal('Rules that profiles are checked by', 'en')),
    quadOf(document, dct('license'), namedNode('https://creativecommons.org/licenses/by/4.0/')),
    quadOf(document, dct('requires'), namedNode(`${VOCAB}ns`)),
    ...versionQuads('shapes', version),
  ];
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
