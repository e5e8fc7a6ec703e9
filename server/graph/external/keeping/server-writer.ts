import type { GraphLog } from '../../replica-pool.ts';
import type { EngineServer } from '../engine-server.ts';
import { assertAnswered, asUnreachable, type HeldReader, Refused } from './held.ts';
import { claimServer } from './owner.ts';
import { type Held, type ReadChange, writeUpdate } from './write-changes.ts';

const updateTimeoutMs = 60_000;
const maxDeadlocks = 4;

/** Writes changes to a server that is ours; everything throws `Unreachable`, `Refused` and `Foreign`. */
export interface ServerWriter {
  /** Grows by one with each request that was obeyed. */
  readonly version: number;
  /** Whether a request is under way: what is read meanwhile may be of before or after it. */
  readonly isWriting: boolean;
  /** Graphs that the server holds, as far as this process knows. */
  readonly count: number;
  /** Asks the server how many it holds. */
  recount(): Promise<number>;
  /** Makes sure that the server is ours, unless it was just asked on the same connections. */
  claim(): Promise<void>;
  /** One request of SPARQL 1.1 Update. */
  send(text: string): Promise<void>;
  /** What differs from what the server holds, as one request; `known` says it without asking. */
  write(changes: readonly ReadChange[], known?: ReadonlyMap<string, Held>): Promise<void>;
  /** Writes what it can; what the server will not have is told and left out. */
  writeEach(changes: readonly ReadChange[], known?: ReadonlyMap<string, Held>): Promise<void>;
}

export interface ServerWriterOptions {
  readonly server: EngineServer;
  readonly held: HeldReader;
  readonly owner: string;
  readonly closing: AbortSignal;
  /** Told when a request was left without an answer: the server may obey it later, after what is written next. */
  readonly onLost: () => void;
  readonly log?: GraphLog | undefined;
}

/** Makes a writer. */
export function createServerWriter({ server, held, owner, closing, onLost, log }: ServerWriterOptions): ServerWriter {
  let [version, count, isWriting] = [0, 0, false];
  /** On how many connections the server was known to be ours: on a new one it may be another. */
  let claimedOn = -1;

  async function claim(): Promise<void> {
    if (claimedOn === server.connections) return;
    await claimServer(server, owner, closing);
    claimedOn = server.connections;
  }

  async function send(text: string): Promise<void> {
    await claim();
    isWriting = true;
    try {
      for (let attempt = 1; ; attempt++) {
        const signal = AbortSignal.any([closing, AbortSignal.timeout(updateTimeoutMs)]);
        const met = await server.update(text, signal).catch((error: unknown) => {
          if (signal.aborted) onLost();
          return asUnreachable(error);
        });
        // 40001: the server undid it in favour of somebody else.
        if (met.state === 'refused' && /\b40001\b|deadlock/i.test(met.words) && attempt < maxDeadlocks) continue;
        assertAnswered(met);
        version++;
        return;
      }
    } finally {
      isWriting = false;
    }
  }

  async function write(changes: readonly ReadChange[], known?: ReadonlyMap<string, Held>): Promise<void> {
    const found = known ?? (await held.find(changes.map(({ iri }) => iri)));
    const { text, more } = writeUpdate(changes, (iri) => found.get(iri));
    if (text === '') return;
    await send(text);
    count += more;
  }

  async function writeEach(changes: readonly ReadChange[], known?: ReadonlyMap<string, Held>): Promise<void> {
    try {
      await write(changes, known);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (changes.length > 1) for (const change of changes) await writeEach([change], known);
      else log?.warn({ iri: changes[0]?.iri, message: error.message }, 'the graph server refused a graph');
    }
  }

  return {
    get version() {
      return version;
    },
    get isWriting() {
      return isWriting;
    },
    get count() {
      return count;
    },
    async recount() {
      count = await held.count();
      return count;
    },
    claim,
    send,
    write,
    writeEach,
  };
}
