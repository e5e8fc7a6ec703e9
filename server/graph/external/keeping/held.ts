import { type ResultPart, readRows } from '../asking/read-rows.ts';
import type { EngineServer, Met } from '../engine-server.ts';
import { type HeldRole, heldAs, heldGraph } from '../names.ts';
import type { Held } from './write-changes.ts';

const longMs = 60_000;
/** A server that needs longer for a yes or no is away. */
const promptMs = 10_000;
/** Names in one question: their text stays far below what servers take. */
const namesAtOnce = 300;
/** Servers cut long tables at bounds of their own, the lowest known at 10,000 rows. */
const pageRows = 5_000;

/** The server is not there, or not able to answer; the words are for the operator. */
export class Unreachable extends Error {}

/** The server understood a request and would not do it. */
export class Refused extends Error {}

/** Asks a server what it holds of us. */
export interface HeldReader {
  /** Of each graph what the server holds; nothing of those that it does not. */
  find(iris: readonly string[]): Promise<ReadonlyMap<string, Held>>;
  /** How many graphs it holds. */
  count(): Promise<number>;
  /** The names of all of them. */
  all(): AsyncIterable<string>;
  /** Whether it is this observatory's, and the whole dataset was written to it once. */
  isWhole(): Promise<boolean>;
  /** Whether a write was broken off, on a server without transactions. */
  isBroken(): Promise<boolean>;
}

/** Makes a reader of what `owner` has there; it throws `Unreachable` and `Refused`. */
export function createHeldReader(server: EngineServer, owner: string, closing: AbortSignal): HeldReader {
  async function* rows(query: string): AsyncGenerator<Readonly<Record<string, string>>> {
    for await (const part of parts(query))
      if (part.kind === 'row')
        yield Object.fromEntries(Object.entries(part.row).map(([name, { value }]) => [name, value]));
  }

  async function ask(query: string): Promise<boolean> {
    for await (const part of parts(query, promptMs)) return part.kind === 'boolean' && part.value;
    return false;
  }

  async function* parts(query: string, timeoutMs = longMs): AsyncGenerator<ResultPart> {
    const signal = AbortSignal.any([closing, AbortSignal.timeout(timeoutMs)]);
    const accept = 'application/sparql-results+json';
    const met = await server.ask(query, { accept, timeoutMs, signal }).catch(asUnreachable);
    yield* readRows(assertAnswered(met).body);
  }

  return {
    async find(iris) {
      const held = new Map<string, { role?: HeldRole | undefined; mark?: string }>();
      for (let from = 0; from < iris.length; from += namesAtOnce) {
        const names = iris.slice(from, from + namesAtOnce).map((iri) => `<${iri}>`);
        const query = `SELECT ?g ?p ?o { VALUES ?g { ${names.join(' ')} } GRAPH <${heldGraph}> { ?g ?p ?o } }`;
        for await (const { g = '', p, o } of rows(query)) {
          const known = held.get(g) ?? {};
          held.set(g, known);
          // Two of either at once are a write that was broken off.
          if (p === heldAs.mark) known.role = known.mark === undefined ? known.role : 'changing';
          if (p === heldAs.mark) known.mark = o ?? '';
          else if (p === heldAs.role) known.role = known.role ? 'changing' : (o as HeldRole);
        }
      }
      return new Map(
        [...held].map(([iri, { role = 'changing', mark }]) => [iri, mark === undefined ? { role } : { role, mark }]),
      );
    },
    async count() {
      for await (const { n } of rows(
        `SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH <${heldGraph}> { ?g <${heldAs.role}> ?role } }`,
      ))
        return Number(n);
      return 0;
    },
    async *all() {
      for (let last = ''; ; ) {
        const after = last === '' ? '' : `FILTER(STR(?g) > ${JSON.stringify(last)})`;
        const query = `SELECT DISTINCT ?g { GRAPH <${heldGraph}> { ?g <${heldAs.role}> ?role } ${after} } ORDER BY STR(?g) LIMIT ${pageRows}`;
        let count = 0;
        for await (const { g = '' } of rows(query)) {
          count++;
          last = g;
          yield g;
        }
        if (count < pageRows) return;
      }
    },
    isWhole: () => ask(`ASK { ${wholeMark} ${ownedBy(JSON.stringify(owner))} }`),
    isBroken: () => ask(`ASK { GRAPH <${heldGraph}> { ?g <${heldAs.role}> "changing" } }`),
  };
}

/** Said in the server once it has had the whole dataset. */
export const wholeMark = `GRAPH <${heldGraph}> { <${heldGraph}> <${heldAs.mark}> "whole" }`;

/** That the server holds the graphs of an observatory, or of whom when given a variable. */
export function ownedBy(owner: string): string {
  return `GRAPH <${heldGraph}> { <${heldGraph}> <${heldAs.owner}> ${owner} }`;
}

export function asUnreachable(error: unknown): never {
  throw new Unreachable(error instanceof Error ? error.message : String(error));
}

export function assertAnswered(met: Met): Extract<Met, { state: 'answered' }> {
  if (met.state === 'unreachable') throw new Unreachable(met.words);
  if (met.state === 'refused') throw new Refused(`${met.status} ${met.words.slice(0, 500)}`);
  return met;
}
