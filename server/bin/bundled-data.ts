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

/** The addresses that profiles use for each JSON-LD context we carry, without their scheme. */
const contextAddresses: Readonly<Record<string, readonly string[]>> = {
  'server/rdf/contexts/schema-org.json': ['schema.org', 'www.schema.org'].flatMap((host) =>
    ['', '/', '/docs/jsonldcontext.json', '/docs/jsonldcontext.jsonld'].map((path) => host + path),
  ),
  'ontology/context.jsonld': ['w3id.org/obsidienne/context.jsonld', 'w3id.org/obsidienne/context'],
  'server/rdf/contexts/pair.json': [
    'data.virtual-assembly.org/context.json',
    'virtual-assembly.org/ontologies/pair',
    'virtual-assembly.org/ontologies/pair#',
  ],
  'server/rdf/contexts/essglobal.json': ['purl.org/essglobal/vocab/', 'purl.org/essglobal/vocab'],
  'server/rdf/contexts/murmurations.json': [
    'ns.murmurations.network/contexts/karte_von_morgen-v1.0.0.jsonld',
    'ns.murmurations.network',
    'ns.murmurations.network/',
  ],
  'server/rdf/contexts/activitystreams.json': [
    'www.w3.org/ns/activitystreams',
    'www.w3.org/ns/activitystreams#',
    'www.w3.org/ns/activitystreams.jsonld',
  ],
  'server/rdf/contexts/security-v1.json': ['w3id.org/security/v1'],
  'server/rdf/contexts/security-v2.json': ['w3id.org/security/v2'],
  'server/rdf/contexts/solid-notification.json': [
    'www.w3.org/ns/solid/notification/v1',
    'www.w3.org/ns/solid/notifications-context/v1',
  ],
};

/** Every JSON-LD context we carry, by its addresses. */
export function readContexts(): Contexts {
  return new Map(
    Object.entries(contextAddresses).flatMap(([path, addresses]) => {
      const document = JSON.parse(readFileSync(new URL(path, root), 'utf8')) as object;
      return ['https', 'http'].flatMap((scheme) =>
        addresses.map((address) => [`${scheme}://${address}`, document] as const),
      );
    }),
  );
}
