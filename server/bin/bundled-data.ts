import { readdirSync, readFileSync } from 'node:fs';
import type { Quad } from '@rdfjs/types';
import type { Contexts } from '../rdf/contexts.ts';
import { parseTurtle } from '../rdf/parse-turtle.ts';

const root = new URL('../../', import.meta.url);

/** Folders of the repository that the server serves as they are. */
export const ontologyFolder = new URL('ontology/', root);
export const shapesFolder = new URL('shapes/', root);
export const mapFolder = new URL('map-ui/dist/', root);

/** The quads of every Turtle file directly in a folder. */
export function readTurtleFolder(folder: URL): Quad[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ttl'))
    .sort()
    .flatMap((name) => parseTurtle(readFileSync(new URL(name, folder), 'utf8'), 'turtle', new URL(name, folder).href));
}

/** The ontology, its alignments and the concept schemes. */
export function readVocabulary(): Quad[] {
  return [ontologyFolder, new URL('schemes/', ontologyFolder)].flatMap(readTurtleFolder);
}

/** Every JSON-LD context we carry, by each address that profiles use for it. */
export function readContexts(): Contexts {
  const json = (path: string) => JSON.parse(readFileSync(new URL(path, root), 'utf8')) as object;
  const schemaOrg = json('server/rdf/contexts/schema-org.json');
  const ours = json('ontology/context.jsonld');
  const addresses = (object: object, urls: readonly string[]) => urls.map((url) => [url, object] as const);
  return new Map([
    ...addresses(
      schemaOrg,
      ['http', 'https'].flatMap((scheme) =>
        ['', 'www.'].flatMap((www) =>
          ['', '/', '/docs/jsonldcontext.json', '/docs/jsonldcontext.jsonld'].map(
            (path) => `${scheme}://${www}schema.org${path}`,
          ),
        ),
      ),
    ),
    ...addresses(
      json('server/rdf/contexts/activitystreams.json'),
      ['http', 'https'].flatMap((scheme) =>
        ['', '.jsonld'].map((end) => `${scheme}://www.w3.org/ns/activitystreams${end}`),
      ),
    ),
    ...addresses(json('server/rdf/contexts/security-v1.json'), ['https://w3id.org/security/v1']),
    ...addresses(json('server/rdf/contexts/security-v2.json'), ['https://w3id.org/security/v2']),
    ...addresses(ours, ['https://w3id.org/obsidienne/context.jsonld', 'https://w3id.org/obsidienne/context']),
  ]);
}
