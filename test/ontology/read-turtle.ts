import { readdirSync, readFileSync } from 'node:fs';
import type { Quad } from '@rdfjs/types';
import { Parser } from 'n3';

const root = new URL('../../', import.meta.url);

/** The quads of one Turtle file of the repository, by its path from the root; throws on anything but strict Turtle. */
export function readTurtle(path: string): Quad[] {
  return new Parser({ format: 'text/turtle' }).parse(readFileSync(new URL(path, root), 'utf8'));
}

/** The Turtle files of one folder with their quads; the key is the file's name without its ending. */
export function readFolder(folder: string): ReadonlyMap<string, readonly Quad[]> {
  const names = readdirSync(new URL(folder, root)).filter((name) => name.endsWith('.ttl'));
  return new Map(names.map((name) => [name.slice(0, -'.ttl'.length), readTurtle(`${folder}/${name}`)]));
}

/** One JSON file of the repository. */
export function readJson(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, root), 'utf8'));
}

/** The values of one property of one subject. */
export function values(quads: readonly Quad[], subject: string, predicate: string): string[] {
  return quads.filter((q) => q.subject.value === subject && q.predicate.value === predicate).map((q) => q.object.value);
}

/** The languages in which one property of one subject is given, sorted. */
export function languages(quads: readonly Quad[], subject: string, predicate: string): string[] {
  return quads
    .filter((q) => q.subject.value === subject && q.predicate.value === predicate)
    .map((q) => (q.object.termType === 'Literal' ? q.object.language : ''))
    .sort();
}
