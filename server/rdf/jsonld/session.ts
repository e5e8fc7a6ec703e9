import type { Contexts } from '../contexts.ts';

/** The reading of one JSON-LD document: what it needs to know, and what it met on the way. */
export interface Session {
  /** What relative addresses resolve against. */
  readonly base: string;
  readonly contexts: Contexts;
  /** True to refuse a document for one wrong value or unknown context; else what is wrong is left out and noted. */
  readonly isStrict: boolean;
  /** Addresses of contexts that we do not carry. */
  readonly unknownContexts: Set<string>;
  /** True once a context was known: without any, no word has a meaning. */
  hasContext: boolean;
  /** Addresses of contexts that were read as another one, and that one. */
  readonly mistypedContexts: Map<string, string>;
  /** Property names that no context gives a meaning. */
  readonly unknownTerms: Set<string>;
  /** What should be an address and is none. */
  readonly malformed: Set<string>;
  /** Addresses written with spaces, which were read without. */
  readonly mended: Set<string>;
  /** What is wrong with values that were left out. */
  readonly faults: Set<string>;
  /** Terms copied from context to context, so that a document made of contexts cannot take for ever. */
  copiedTerms: number;
  /** True once something was looked up that holds for this document only: its base, or what a missing context made of it. */
  isOwn: boolean;
}

export function startSession(options: Pick<Session, 'base' | 'contexts' | 'isStrict'>): Session {
  return {
    ...options,
    unknownContexts: new Set(),
    hasContext: false,
    mistypedContexts: new Map(),
    unknownTerms: new Set(),
    malformed: new Set(),
    mended: new Set(),
    faults: new Set(),
    copiedTerms: 0,
    isOwn: false,
  };
}

/** What the JSON-LD API calls an error, by its code there (section 9.6), and what it was met at. */
export class JsonldError extends Error {
  constructor(code: string, at?: unknown) {
    super(at === undefined ? code : `${code}: ${shown(at)}`);
  }
}

function shown(value: unknown): string {
  return (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).slice(0, 200);
}
