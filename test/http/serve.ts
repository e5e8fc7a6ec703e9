import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import type { Quad } from '@rdfjs/types';
import { bundledExaminer } from '../../server/bin/bundled-examiner.ts';
import { createEcosystem } from '../../server/cooperation/ecosystem/ecosystem.ts';
import { createLeadFinder } from '../../server/cooperation/leads.ts';
import { createReadApart } from '../../server/crawl/examination/read-apart.ts';
import { loadConcepts } from '../../server/directory/concepts.ts';
import { createDirectory } from '../../server/directory/create-directory.ts';
import { createEntityAlone } from '../../server/directory/entity-alone.ts';
import { createOverviews } from '../../server/directory/overviews/overviews.ts';
import { buildInThread } from '../../server/directory/points/point-builder.ts';
import { createPointStore, type PointStore } from '../../server/directory/points/point-store.ts';
import { createPublisherRules } from '../../server/fetch/publisher.ts';
import { createApp } from '../../server/http/app.ts';
import type { RegistrationRecord } from '../../server/http/contract.ts';
import type { AppDeps, Assets, Checked, CheckInput } from '../../server/http/deps.ts';
import { createIdentity } from '../../server/identity/identity.ts';
import { createFeedSource } from '../../server/opendata/feed/feed-source.ts';
import { createPastEntities } from '../../server/opendata/history/past-entities.ts';
import { createStatementReader } from '../../server/opendata/history/statements.ts';
import { parseCanonical } from '../../server/rdf/parse-canonical.ts';
import { parseTurtle } from '../../server/rdf/parse-turtle.ts';
import { VOCAB } from '../../server/rdf/terms.ts';
import { openRegistry } from '../../server/registry/open-registry.ts';
import { readOperation } from '../../server/registry/operation.ts';

const ontologyFolder = fileURLToPath(new URL('../../ontology', import.meta.url));
const shapesFolder = fileURLToPath(new URL('../../shapes', import.meta.url));

/** The moment at which the tests take place. */
export const now = new Date('2026-11-23T12:00:00Z');

const prefixes = `@prefix schema: <https://schema.org/> . @prefix obs: <https://w3id.org/obsidienne/ns#> .
@prefix kinds: <https://w3id.org/obsidienne/kinds/> . @prefix practices: <https://w3id.org/obsidienne/practices/> .
@prefix resources: <https://w3id.org/obsidienne/resources/> . @prefix statuses: <https://w3id.org/obsidienne/operating-statuses/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix dct: <http://purl.org/dc/terms/> .\n`;

export interface Served {
  readonly url: string;
  readonly logged: readonly { readonly details: object; readonly message: string }[];
  readonly checked: readonly CheckInput[];
  readonly registered: readonly string[];
  publish(url: string, turtle: string): void;
  withdraw(url: string, at: string): void;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  close(): Promise<void>;
}

/** Serves the real app on a free port, over a real directory that the test fills with Turtle. */
export async function serve(
  options: {
    readonly check?: (input: CheckInput) => Checked | Promise<Checked>;
    /** Instead of those of the directory. */
    readonly points?: PointStore;
    /** The built map; without it pages only name their files. */
    readonly assets?: Assets;
    /** Answers some addresses before the app, telling which. */
    readonly before?: (request: IncomingMessage, response: ServerResponse) => boolean;
    readonly registrations?: readonly RegistrationRecord[];
    readonly snapshotFolder?: string;
    readonly geocode?: AppDeps['geocode'];
  } = {},
): Promise<Served> {
  const vocabulary = globSync('schemes/*.ttl', { cwd: ontologyFolder }).flatMap((file) =>
    parseTurtle(readFileSync(join(ontologyFolder, file), 'utf8'), 'turtle', VOCAB),
  );
  const folder = mkdtempSync(join(tmpdir(), 'obsidienne-'));
  const file = join(folder, 'state.sqlite');
  const db = new DatabaseSync(file);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF');
  const concepts = loadConcepts(vocabulary);
  const directory = createDirectory(db, {
    concepts,
    align: (quads) => quads,
    publishers: createPublisherRules(),
    now: () => now,
  });
  const identity = createIdentity(db, {
    directory,
    publisherOf: createPublisherRules().find,
    isRecord: () => false,
    now: () => now,
  });
  const points =
    options.points ?? createPointStore({ build: buildInThread({ file, concepts }), directory, now: () => now });
  const entityAlone = createEntityAlone({ concepts, align: (quads) => quads, publishers: createPublisherRules() });
  const overviews = createOverviews({ file, concepts, directory });
  const leads = createLeadFinder({ file, concepts });
  const ecosystem = createEcosystem({ file, concepts });
  const memory = openRegistry(db, (url) => new URL(url).hostname);
  const documents = new Map<string, Quad[]>();
  const logged: { details: object; message: string }[] = [];
  const checked: CheckInput[] = [];
  const registered: string[] = [];
  const known = new Map((options.registrations ?? []).map((registration) => [registration.id, registration]));
  const deps: AppDeps = {
    directory,
    points,
    overviews,
    ecosystem,
    records: memory.records,
    registrations: {
      register(url) {
        if (new URL(url).hostname === '127.0.0.1')
          return { state: 'refused', detail: { fr: 'Adresse privée.', en: 'Private address.' } };
        registered.push(url);
        return { state: 'registered', id: 'abc' };
      },
      hint(url) {
        if (new URL(url).hostname === '127.0.0.1')
          return { state: 'refused', detail: { fr: 'Adresse privée.', en: 'Private address.' } };
        registered.push(`hint ${url}`);
        return { state: 'registered', id: 'abc' };
      },
      read: (id) => known.get(id),
      lastVisit: (id) => known.get(id)?.visits[0],
    },
    changes: memory.changes,
    past: createPastEntities({
      ...memory,
      directory,
      isSuppressed: () => false,
      tellable: parseCanonical,
      entityAlone,
    }),
    entityAlone,
    feed: createFeedSource({ ...memory, isSuppressed: () => false, align: (quads) => quads }),
    operation: () => ({
      ...readOperation(db, memory, { now }),
      storage: { writable: true, usedBytes: 0, freeBytes: 0 },
      replicas: null,
    }),
    async check(input) {
      checked.push(input);
      return (
        (await options.check?.(input)) ?? {
          conforms: true,
          summary: { fr: 'Fiche valable.', en: 'Valid profile.' },
          findings: [],
          card: null,
        }
      );
    },
    readProfile: async (url) => {
      const quads = documents.get(url);
      return quads
        ? { state: 'read', url, quads }
        : { state: 'refused', detail: { fr: 'Rien à cette adresse.', en: 'Nothing at this address.' } };
    },
    ...(options.geocode ? { geocode: options.geocode } : {}),
    lookAtPicture: async (url) =>
      url.endsWith('.jpg')
        ? { state: 'met', mediaType: 'image/jpeg', bytes: url.includes('lourde') ? 3_000_000 : 80_000 }
        : url.endsWith('.html')
          ? { state: 'met', mediaType: 'text/html', bytes: 900 }
          : { state: 'refused', detail: { fr: 'Rien à cette adresse.', en: 'Nothing at this address.' } },
    identity,
    decideIdentity: async ([a, b], word) => identity.decide(a, b, { ...word, at: now }),
    statements: createStatementReader({ ...memory, isSuppressed: () => false, tellable: parseCanonical }),
    leads,
    documentQuads(url) {
      if (url.includes('broken')) throw new Error('secret /var/lib/data.db is locked');
      return documents.get(url);
    },
    health: () => ({
      ready: true,
      database: true,
      graph: true,
      version: directory.version,
      registrations: { listed: documents.size },
    }),
    countQuads: () => [...documents.values()].reduce((sum, quads) => sum + quads.length, 0),
    readApart: createReadApart(bundledExaminer(), () => now),
    sparql: (_request, response) => void response.json({}),
    assets: options.assets ?? {
      folder: shapesFolder,
      pages: { scripts: ['/assets/pages.js'], styles: ['/assets/pages.css'] },
      embed: { scripts: ['/assets/embed.js'], styles: ['/assets/embed.css'] },
      map: { scripts: ['/assets/map.js'], styles: [] },
    },
    config: {
      fetchGapMs: 2000,
      recordsBase: 'http://sources.localhost/sources/',
      userAgent: 'ObsidienneBot/1.0 (+https://obsidienne.example/a-propos#robot)',
      ontologyFolder,
      shapesFolder,
      ...(options.snapshotFolder ? { snapshotFolder: options.snapshotFolder } : {}),
    },
    log: { error: (details, message) => void logged.push({ details, message }) },
    now: () => now,
  };
  const app = createApp(deps);
  const server = createServer((request, response) => options.before?.(request, response) || app(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    logged,
    checked,
    registered,
    publish(document, turtle) {
      const quads = parseTurtle(prefixes + turtle, 'turtle', document);
      documents.set(document, quads);
      directory.project(
        {
          registration: `r${[...documents.keys()].indexOf(document) + 1}`,
          url: document,
          finalUrl: document,
          readAt: '2026-11-20T12:00:00Z',
          changedAt: '2026-11-01T08:00:00Z',
          warnings: [],
        },
        quads,
      );
    },
    withdraw(document, at) {
      directory.remove(`r${[...documents.keys()].indexOf(document) + 1}`, at);
    },
    // fetch adds `no-cache` to a conditional request of one's own making, which asks for anything but a 304.
    get: (path, headers = {}) =>
      fetch(url + path, { headers: { 'cache-control': 'max-age=0', ...headers }, redirect: 'manual' }),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await Promise.all([points.close(), overviews.close(), leads.close(), ecosystem.close()]);
      db.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** A place with a network, a need and a practice, as its own file would say it. */
export const fabrique = `<> foaf:primaryTopic <#lieu> ; dct:license <https://creativecommons.org/licenses/by/4.0/> .
<#lieu> a obs:ThirdPlace ; schema:name "La Fabrique" ; schema:description "Un atelier au bord de la Loire."@fr, "A workshop by the Loire."@en ;
  obs:kind kinds:fablab ; obs:practice practices:repair-cafe ; obs:operatingStatus statuses:paused ;
  schema:address [ a schema:PostalAddress ; schema:postalCode "49130" ; schema:addressLocality "Les Ponts-de-Cé" ] ;
  schema:geo [ a schema:GeoCoordinates ; schema:latitude 47.4247 ; schema:longitude -0.5264 ] ;
  schema:memberOf <https://reseau.example/fiche#reseau> ; schema:seeks <#besoin> ; obs:cooperatesWith <https://atelier.example/fiche#lieu> ; obs:example true .
<#besoin> a schema:Demand ; schema:name "Des outils à main"@fr ; obs:resource resources:hand-tools .`;
export const reseau = `<> foaf:primaryTopic <#reseau> . <#reseau> a obs:Network ; schema:name "Archipel de Loire" ; schema:member <https://fabrique.example/fiche#lieu> .`;
