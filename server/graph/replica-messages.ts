import type { EngineQuery } from './engine-store.ts';
import type { GraphChange } from './graph.ts';

/** What the pool tells a replica's process; messages are obeyed one after the other. */
export type ToReplica =
  | { readonly kind: 'apply'; readonly id: number; readonly version: number; readonly changes: readonly GraphChange[] }
  /** The same, of a part of the dataset as a tape has it. */
  | { readonly kind: 'load'; readonly id: number; readonly version: number; readonly packed: Uint8Array }
  /** Loading is over: from here on the memory ceiling counts. */
  | { readonly kind: 'seal'; readonly id: number }
  | {
      readonly kind: 'query';
      readonly id: number;
      readonly query: EngineQuery;
      readonly maxAnswerBytes: number;
      readonly maxAnswerRows: number;
      /** The process ends itself soon after, should the pool not be there to do it. */
      readonly deadlineMs: number;
    };

/** What a replica's process says back, under the id of the message it answers. */
export type FromReplica =
  | { readonly kind: 'applied'; readonly id: number; readonly refused: readonly string[] }
  | { readonly kind: 'sealed'; readonly id: number; readonly ceilingBytes: number }
  | { readonly kind: 'answer'; readonly id: number; readonly version: number; readonly bytes: number }
  | { readonly kind: 'chunk'; readonly id: number; readonly bytes: Uint8Array }
  | { readonly kind: 'end'; readonly id: number; readonly rssBytes: number }
  | { readonly kind: 'refused'; readonly id: number; readonly message: string }
  | { readonly kind: 'too-large'; readonly id: number; readonly of: 'answer' | 'rows'; readonly rssBytes: number }
  /** The engine trapped and cannot be trusted any more; the process ends after saying so. */
  | { readonly kind: 'trapped'; readonly id: number; readonly of: 'memory' | 'depth' };
