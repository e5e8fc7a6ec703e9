import type { Traces } from './readers/cells.ts';

/** One record as a profile. */
export interface Mapped {
  /** Unique in its set; letters, digits, `.`, `_`, `-`: it can stand in a URL as it is. */
  readonly id: string;
  /** Counted from 1. */
  readonly row: number;
  /** A JSON-LD document in our context; its IRIs are relative to wherever it will be published. */
  readonly profile: Readonly<Record<string, unknown>>;
  readonly guesses: Traces['guesses'];
  readonly dropped: Traces['dropped'];
}
