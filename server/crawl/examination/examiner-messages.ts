import type { Examinable, Examined } from './examine.ts';

/** What the pool asks of an examining process. */
export interface ToExaminer {
  readonly id: number;
  readonly document: Examinable;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** What an examining process answers; `failed` is a fault of ours, not of the document. */
export type FromExaminer =
  | { readonly id: number; readonly state: 'examined'; readonly examined: Examined }
  | { readonly id: number; readonly state: 'failed'; readonly message: string };
