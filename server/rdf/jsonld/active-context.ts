import type { Contexts } from '../contexts.ts';
import type { Json } from './json.ts';

export type Direction = 'ltr' | 'rtl';

/** What a term means in a context (JSON-LD 1.1 API, section 4.1). */
export interface Term {
  /** null: the term is taken away on purpose. */
  readonly iri: string | null;
  readonly isPrefix: boolean;
  readonly isProtected: boolean;
  readonly isReverse: boolean;
  readonly container: readonly string[];
  readonly type?: string;
  readonly language?: string | null;
  readonly direction?: Direction | null;
  readonly index?: string;
  readonly nest?: string;
  /** The context that holds within the term's values, and the address that its own relative addresses resolve against. */
  readonly scoped?: { readonly context: Json; readonly base: string };
}

/** The terms that hold at one place of a document. */
export interface ActiveContext {
  readonly terms: Map<string, Term>;
  /** undefined: the document's own address; null: none. */
  base: string | null | undefined;
  vocab: string | undefined;
  language: string | undefined;
  direction: Direction | undefined;
  /** What holds again in the nodes below, when this context came with a type (JSON-LD 1.1, section 4.1.8). */
  previous: ActiveContext | undefined;
  /** What keys mean here, once it was looked up. */
  readonly keys: Map<string, string | null>;
  /** What became of it with a further context, so that the same one is not processed for each document. */
  readonly derived: Map<unknown, ActiveContext>;
}

export function initialContext(): ActiveContext {
  return {
    terms: new Map(),
    base: undefined,
    vocab: undefined,
    language: undefined,
    direction: undefined,
    previous: undefined,
    keys: new Map(),
    derived: new Map(),
  };
}

interface Shared {
  readonly initial: ActiveContext;
  remembered: number;
}

const shared = new WeakMap<Contexts, Shared>();

/** A few hundred contexts are used again; strangers may bring any number of others. */
const maximumRemembered = 300;

/** The empty context that all documents read with the same bundled contexts start from, and all that came of it. */
export function sharedInitialContext(contexts: Contexts): ActiveContext {
  const known = shared.get(contexts) ?? { initial: initialContext(), remembered: 0 };
  shared.set(contexts, known);
  return known.initial;
}

/** Keeps what became of a context with a further one; when too much is kept, the next document starts afresh. */
export function rememberDerived(
  contexts: Contexts,
  active: ActiveContext,
  { key, derived }: { readonly key: unknown; readonly derived: ActiveContext },
): void {
  active.derived.set(key, derived);
  const known = shared.get(contexts);
  if (known && ++known.remembered > maximumRemembered) shared.delete(contexts);
}

const keywords: ReadonlySet<string> = new Set([
  '@base',
  '@container',
  '@context',
  '@direction',
  '@graph',
  '@id',
  '@import',
  '@included',
  '@index',
  '@json',
  '@language',
  '@list',
  '@nest',
  '@none',
  '@prefix',
  '@propagate',
  '@protected',
  '@reverse',
  '@set',
  '@type',
  '@value',
  '@version',
  '@vocab',
]);

export function isKeyword(value: unknown): boolean {
  return typeof value === 'string' && value.charCodeAt(0) === 0x40 && keywords.has(value);
}

/** Words like `@foo` are kept for keywords to come, and mean nothing (JSON-LD 1.1, section 9.16). */
export function looksLikeKeyword(value: string): boolean {
  return value.charCodeAt(0) === 0x40 && /^@[A-Za-z]+$/.test(value);
}

export function isBlank(value: string): boolean {
  return value.startsWith('_:');
}

export function isAbsolute(value: string): boolean {
  return /^[A-Za-z][A-Za-z0-9+.-]*:\S*$/.test(value);
}
