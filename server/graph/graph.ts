/** A set of named graphs to hold or drop in one step: N-Quads/N-Triples text of each graph, or `null` to remove it. */
export type GraphChange = {
  readonly iri: string;
  /** N-Triples of the graph's content (no graph name inside), or null to remove the graph. */
  readonly triples: string | null;
  /** `profile` graphs also make up the default graph (their union); others are reached by GRAPH only. */
  readonly role: 'profile' | 'about';
};

export type AnswerFormat = 'json' | 'xml' | 'csv' | 'tsv' | 'turtle' | 'ntriples' | 'jsonld';

/** What a query can meet; a cut answer is never a complete-looking one. */
export type Answer =
  | {
      readonly state: 'answered';
      readonly kind: 'bindings' | 'boolean' | 'graph';
      readonly mediaType: string;
      readonly body: AsyncIterable<Uint8Array>;
      /** The dataset version the answer was given from. */
      readonly version: number;
    }
  | { readonly state: 'bad-query'; readonly message: string; readonly line?: number; readonly column?: number }
  | { readonly state: 'format-unavailable'; readonly kind: 'bindings' | 'boolean' | 'graph' }
  | { readonly state: 'timeout'; readonly afterMs: number }
  | { readonly state: 'too-large'; readonly limitBytes: number }
  | { readonly state: 'busy'; readonly retryAfterMs: number };

export interface QueryOptions {
  /** Chosen by kind of query: the first acceptable format that suits it is used. */
  readonly accept: readonly AnswerFormat[];
  readonly deadlineMs?: number;
  readonly defaultGraphs?: readonly string[];
  readonly namedGraphs?: readonly string[];
  readonly signal?: AbortSignal;
}

/** Holds the named graphs and answers SPARQL 1.1 queries over them. */
export interface Graph {
  /** Applies the changes in one step for readers; resolves when every replica will answer from them. */
  change(changes: readonly GraphChange[]): Promise<void>;
  query(query: string, options: QueryOptions): Promise<Answer>;
  /** Grows by one with each change. */
  readonly version: number;
  close(): Promise<void>;
}
