import type { Dereferenced } from '../../fetch/dereference.ts';
import type { Report } from '../../validation/report.ts';
import type { Signs } from '../discovery/signs.ts';

/** What a visit met, in the words of the life cycle. */
export type Outcome =
  | {
      readonly state: 'changed';
      readonly report: Report;
      readonly graphHash: string;
      readonly nquads: string;
      /** Until when the document says of itself that it holds; in the future. */
      readonly expiresAt?: string;
    }
  | { readonly state: 'unchanged' }
  /** No profile, but a document that leads to some. */
  | { readonly state: 'signpost'; readonly report: Report; readonly signs: Signs; readonly isNew: boolean }
  | { readonly state: 'invalid'; readonly report: Report }
  | { readonly state: 'expired'; readonly at: string }
  /** Something broke on our side; the profile is not to blame. */
  | { readonly state: 'failed'; readonly error: unknown }
  | Failure;

/** What kept a visit from reading anything; `blocked` and `bad-answer` say nothing about the profile itself. */
export type Failure = Exclude<Dereferenced, { state: 'document' | 'not-modified' }>;
