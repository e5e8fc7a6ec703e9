import { resolveIri } from '../resolve-iri.ts';
import type { ActiveContext } from './active-context.ts';
import { isAbsolute, isKeyword, looksLikeKeyword } from './active-context.ts';
import type { JsonObject } from './json.ts';
import type { Session } from './session.ts';

/** A context in the making: its terms may need each other before they are all defined. */
export interface Defining {
  readonly local: JsonObject;
  /** By term: false while its definition is under way, true once it is done. */
  readonly defined: Map<string, boolean>;
  define(term: string): void;
}

/** What a text may be resolved against: the vocabulary and its terms, or the document's address. */
interface Against {
  readonly vocab?: boolean;
  readonly document?: boolean;
  readonly defining?: Defining;
}

/** IRI expansion (JSON-LD 1.1 API, section 5.2.2); null for what a context takes away and for words like `@foo`. */
export function expandIri(session: Session, active: ActiveContext, value: string, against: Against): string | null {
  if (value.charCodeAt(0) === 0x40) {
    if (isKeyword(value)) return value;
    if (looksLikeKeyword(value)) return null;
  }
  const { vocab = false, document = false, defining } = against;
  if (defining) defineFirst(defining, value);
  const term = active.terms.get(value);
  if (term && (vocab || isKeyword(term.iri))) return term.iri;
  const colon = value.indexOf(':', 1);
  if (colon > 0) {
    const prefix = value.slice(0, colon);
    if (prefix === '_' || value.startsWith('//', colon + 1)) return value;
    if (defining) defineFirst(defining, prefix);
    const mapped = active.terms.get(prefix);
    if (mapped?.isPrefix && mapped.iri !== null) return mapped.iri + value.slice(colon + 1);
    if (isAbsolute(value)) return value;
  }
  if (vocab && active.vocab !== undefined) return active.vocab + value;
  return document ? resolveAgainst(session, active, value) : value;
}

/** A context that many documents share must not grow with their inventions: so many keys, of so many characters. */
const maximumKeys = 1000;
const maximumKey = 100;

/** What a key means: a keyword, a property or nothing; documents use few, and the same ones. */
export function expandKey(session: Session, active: ActiveContext, key: string): string | null {
  const known = active.keys.get(key);
  if (known !== undefined) return known;
  const iri = expandIri(session, active, key, { vocab: true });
  if (active.keys.size >= maximumKeys) active.keys.clear();
  if (key.length <= maximumKey) active.keys.set(key, iri);
  return iri;
}

function resolveAgainst(session: Session, active: ActiveContext, value: string): string {
  if (active.base === null) return value;
  if (active.base !== undefined) return resolveIri(value, active.base);
  session.isOwn = true;
  return session.base === '' ? value : resolveIri(value, session.base);
}

function defineFirst({ local, defined, define }: Defining, term: string): void {
  if (Object.hasOwn(local, term) && defined.get(term) !== true) define(term);
}
