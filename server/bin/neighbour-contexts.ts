import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import type { Contexts } from '../rdf/contexts.ts';

/**
 * Adds the JSON-LD contexts that stand beside a local file, or in a folder below it: whoever runs the command has the
 * file and chose to read it. Contexts of the web stay refused; a document read from the web has no neighbours.
 */
export function withNeighbours(contexts: Contexts, target: string, documentUrl: string): Contexts {
  const baseUrl = URL.parse('.', documentUrl)?.href;
  if (!baseUrl || /^https?:\/\//i.test(target)) return contexts;
  return new NeighbourContexts(contexts, dirname(resolve(target)), baseUrl);
}

/** Reads a neighbour only when the document asks for it. */
class NeighbourContexts extends Map<string, object> {
  readonly #folder: string;
  readonly #baseUrl: string;

  constructor(contexts: Contexts, folder: string, baseUrl: string) {
    super(contexts);
    this.#folder = folder;
    this.#baseUrl = baseUrl;
  }

  override get(url: string): object | undefined {
    return super.get(url) ?? this.#read(url);
  }

  #read(url: string): object | undefined {
    const path = this.#pathOf(url);
    if (!path?.startsWith(this.#folder + sep)) return undefined;
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return undefined;
    return JSON.parse(readFileSync(path, 'utf8')) as object;
  }

  /** Where a neighbour would stand; undefined for an address that no file name stands for. */
  #pathOf(url: string): string | undefined {
    if (!url.startsWith(this.#baseUrl)) return undefined;
    try {
      return resolve(this.#folder, decodeURIComponent(url.slice(this.#baseUrl.length).replace(/[?#].*$/, '')));
    } catch {
      return undefined;
    }
  }
}
