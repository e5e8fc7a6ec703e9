import type { Bilingual } from '../rdf/text.ts';

/** A named graph to hold or drop. */
export interface GraphContent {
  readonly iri: string;
  /** N-Triples of the graph's content (no graph name inside), or null to remove the graph. */
  readonly triples: string | null;
  /** `profile` graphs also make up the default graph (their union); others are reached by GRAPH only. */
  readonly role: 'profile' | 'about';
}

/**
 * Statements that take the place of others in a graph, N-Triples without blank nodes: many times cheaper than the whole
 * graph. Nothing happens to a graph that is not held.
 */
export interface GraphExchange {
  readonly iri: string;
  readonly role: 'about';
  readonly removed: string;
  readonly added: string;
}

export type GraphChange = GraphContent | GraphExchange;

export type AnswerFormat = 'json' | 'xml' | 'csv' | 'tsv' | 'turtle' | 'ntriples' | 'jsonld' | 'rdfxml';

/** SELECT gives bindings, ASK a boolean, CONSTRUCT and DESCRIBE a graph. */
export type AnswerKind = 'bindings' | 'boolean' | 'graph';

/** Another endpoint or a document that an answer rests on. */
export interface AskedService {
  readonly url: string;
  readonly requests: number;
  /** Why it gave nothing. */
  readonly problem?: Bilingual;
}

/** What a query can meet; a cut answer is never a complete-looking one. */
export type Answer =
  | {
      readonly state: 'answered';
      readonly kind: AnswerKind;
      readonly format: AnswerFormat;
      readonly mediaType: string;
      /** The whole answer in pieces, for any number of readers; throws if it breaks off. */
      readonly body: AsyncIterable<Uint8Array>;
      readonly bytes: number;
      /** The dataset version the answer was given from. */
      readonly version: number;
      /** Who else was asked on the way; absent when the answer rests on what is held here. */
      readonly asked?: readonly AskedService[];
    }
  | { readonly state: 'bad-query'; readonly message: Bilingual; readonly line?: number; readonly column?: number }
  | { readonly state: 'format-unavailable'; readonly kind: AnswerKind }
  | { readonly state: 'timeout'; readonly afterMs: number }
  /** The answer, or the memory needed to find it (`of`), is over the bound. */
  | { readonly state: 'too-large'; readonly of: 'answer' | 'memory'; readonly limitBytes: number }
  | { readonly state: 'too-large'; readonly of: 'rows'; readonly limitRows: number }
  | { readonly state: 'busy'; readonly retryAfterMs: number }
  /** The state that was asked for is being loaded. */
  | { readonly state: 'preparing'; readonly retryAfterMs: number }
  /** Another endpoint, which the query calls, did not answer. */
  | { readonly state: 'service-failed'; readonly service: string; readonly reason: Bilingual }
  /** The server that answers is away, or has not got the whole dataset yet. */
  | { readonly state: 'unreachable'; readonly retryAfterMs: number }
  /** The client has had its share of processing. */
  | { readonly state: 'over-budget'; readonly retryAfterMs: number; readonly msPerMinute: number };

export interface QueryOptions {
  /** Chosen by kind of query: the first acceptable format that suits it is used. */
  readonly accept: readonly AnswerFormat[];
  readonly deadlineMs?: number;
  /** What relative IRIs of the query stand on before a BASE of its own; without it they are errors. */
  readonly base?: string;
  /** When either list is given, the two are the whole dataset of the query and FROM is ignored (SPARQL 1.1 Protocol §2.1.4). */
  readonly defaultGraphs?: readonly string[];
  readonly namedGraphs?: readonly string[];
  /** On whose account the processing goes; nobody's without it. */
  readonly client?: string;
  /** Aborting makes `query` reject with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Holds the named graphs and answers SPARQL 1.1 queries over them. */
export interface Graph {
  /**
   * Applies the changes in one step for readers; resolves when every replica will answer from them, rejects (and changes
   * nothing) when a graph is not well-formed N-Triples.
   */
  change(changes: readonly GraphChange[]): Promise<void>;
  query(query: string, options: QueryOptions): Promise<Answer>;
  /** Grows by one with each change. */
  readonly version: number;
  close(): Promise<void>;
}

/** A graph with what runs it. */
export interface RunningGraph extends Graph {
  /** How many engines answer now, of how many, and their processes on this machine (for `/metrics`). */
  readonly replicas: { readonly ready: number; readonly total: number; readonly pids: readonly number[] };
  /** Answered by a server that is not part of the observatory: pages are none the worse when it is away. */
  readonly isElsewhere?: boolean;
  /** Resolves when the engine is ours, or a server that is away; rejects, in words for the operator, when it is another observatory's. */
  claimed(): Promise<void>;
  /** Resolves when every engine is loaded. */
  settled(): Promise<void>;
}
