import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Representation, Site, SmallWeb } from '../fixtures/small-web.ts';
import { startSmallWeb } from '../fixtures/small-web.ts';
import { bundledExaminer } from '../server/bin/bundled-examiner.ts';
import type { Observatory, ObservatoryOptions } from '../server/bin/observatory.ts';
import { openObservatory } from '../server/bin/open-observatory.ts';

/** An observatory over a folder of its own, a small web to read, and a clock that only moves when told. */
export interface Scene {
  readonly observatory: Observatory;
  readonly dataFolder: string;
  /** Requests the small web has answered since it last changed. */
  requests(): readonly { readonly path: string; readonly host: string; readonly conditional: boolean }[];
  /** Replaces what the small web serves. */
  serve(sites: Iterable<Site>): Promise<void>;
  /** Moves the clock. */
  later(ms: number): void;
  now(): Date;
  /** Closes the observatory and opens it again on the same folder; `meanwhile` runs in between. */
  restart(meanwhile?: () => void): Promise<Observatory>;
  close(): Promise<void>;
}

export const prefixes = `@prefix schema: <https://schema.org/> . @prefix obs: <https://w3id.org/obsidienne/ns#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix kinds: <https://w3id.org/obsidienne/kinds/> . @prefix practices: <https://w3id.org/obsidienne/practices/> .
`;

/** A site whose pages are Turtle documents, or whole representations where something else is to be served. */
export function site(host: string, pages: Readonly<Record<string, string | Representation>>): Site {
  return {
    host,
    pages: new Map(
      Object.entries(pages).map(([path, page]) => [
        path,
        typeof page === 'string' ? { body: prefixes + page, mediaType: 'text/turtle' } : page,
      ]),
    ),
  };
}

/** A conforming place, as Turtle. */
export function placeTurtle(name: string, more = ''): string {
  return `<> foaf:primaryTopic <#lieu> ; dct:license <https://creativecommons.org/licenses/by/4.0/> .
<#lieu> a obs:ThirdPlace ; schema:name "${name}"@fr ; obs:kind kinds:coworking ; ${more}
  schema:address [ schema:addressLocality "Rennes" ; schema:postalCode "35000" ] ;
  schema:geo [ schema:latitude 48.11 ; schema:longitude -1.68 ] .`;
}

/** One for all scenes of a file; that documents are read in processes of their own is proved elsewhere. */
const examiner = bundledExaminer();

/** Opens a scene; every site of every later `serve` must be named here by its host. Documents are read
 * in this process unless `ownProcesses` is set. */
export async function openScene(
  sites: readonly Site[],
  hosts = sites.map(({ host }) => host),
  options: {
    readonly ownProcesses?: boolean;
    readonly config?: Partial<ObservatoryOptions['config']>;
    /** Opens the state file: for tests of disks that refuse. */
    readonly database?: ObservatoryOptions['database'];
    /** Other servers to read, by the host name that leads to them. */
    readonly servers?: SmallWeb['hosts'];
  } = {},
): Promise<Scene> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'obsidienne-'));
  const empty = hosts.map((host) => ({ host, pages: new Map() }));
  let web: SmallWeb = await startSmallWeb([...empty, ...sites]);
  const port = web.port;
  let now = Date.parse('2026-01-01T00:00:00Z');
  const open = () =>
    openObservatory({
      config: {
        dataFolder,
        crawlConcurrency: 4,
        readers: 1,
        // Long: a busy machine must not look like a dead site.
        fetchTimeoutMs: 20_000,
        fetchGapMs: 0,
        sharedHosts: ['pods.localhost'],
        discovery: 'ask',
        sparqlReplicas: 1,
        sparqlDeadlineMs: 10_000,
        ...options.config,
      },
      hosts: { ...web.hosts, ...options.servers },
      ...(options.database ? { database: options.database } : {}),
      ...(options.ownProcesses ? {} : { examiner }),
      now: () => new Date(now),
      random: () => 0.5,
    });
  let observatory = await open();
  return {
    get observatory() {
      return observatory;
    },
    dataFolder,
    requests: () => web.requests.filter(({ path }) => path !== '/robots.txt'),
    async serve(next) {
      await web.close();
      web = await startSmallWeb([...empty, ...next], { port });
    },
    later(ms) {
      now += ms;
    },
    now: () => new Date(now),
    async restart(meanwhile) {
      await observatory.close();
      meanwhile?.();
      observatory = await open();
      return observatory;
    },
    async close() {
      await observatory.close();
      await web.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/** The rows of a SELECT as plain values. */
export async function select(observatory: Observatory, query: string): Promise<Record<string, string>[]> {
  const answer = await observatory.graph.query(query, { accept: ['json'] });
  if (answer.state !== 'answered') throw new Error(`${answer.state}: ${JSON.stringify(answer)}`);
  const chunks: Uint8Array[] = [];
  for await (const chunk of answer.body) chunks.push(chunk);
  const { results } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as {
    results: { bindings: Record<string, { value: string }>[] };
  };
  return results.bindings.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, { value }]) => [name, value])),
  );
}
