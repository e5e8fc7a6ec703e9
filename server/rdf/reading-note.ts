import type { Bilingual } from './text.ts';

/** Something the reader had to put up with or could not read, in words that say how to mend it. */
export interface ReadingNote {
  /** `violation` when the part it concerns could not be read at all. */
  readonly severity: 'violation' | 'warning' | 'info';
  /** Stable code of ours, for instance `reading/broken-block`. */
  readonly rule: string;
  readonly message: Bilingual;
  /** What was met, shortened to 200 characters. */
  readonly value?: string;
}
