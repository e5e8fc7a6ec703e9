import type { ActiveContext, Term } from './active-context.ts';
import { isAbsolute, isBlank, isKeyword, looksLikeKeyword } from './active-context.ts';
import type { Defining } from './expand-iri.ts';
import { expandIri } from './expand-iri.ts';
import type { Json, JsonObject } from './json.ts';
import { isObject } from './json.ts';
import type { Session } from './session.ts';
import { JsonldError } from './session.ts';
import { isPrefix, readBoolean, readContainer, readLanguage, readNest, typeOfTypeMap } from './term-options.ts';

/** What the terms of one local context have in common. */
export interface Definitions {
  readonly session: Session;
  /** The context under construction; its terms are set one by one. */
  readonly active: ActiveContext;
  readonly local: JsonObject;
  readonly isProtected: boolean;
  readonly overrideProtected: boolean;
  /** What relative addresses of scoped contexts resolve against. */
  readonly baseUrl: string;
  /** Throws when the context that a term brings is invalid. */
  checkScoped(context: Json): void;
}

/** Defines all terms of a local context (JSON-LD 1.1 API, section 4.2.2). */
export function defineTerms(definitions: Definitions, names: readonly string[]): void {
  const defined = new Map<string, boolean>();
  const defining: Defining = { local: definitions.local, defined, define };
  function define(name: string): void {
    const state = defined.get(name);
    if (state === true) return;
    if (state === false) throw new JsonldError('cyclic IRI mapping', name);
    if (name === '') throw new JsonldError('invalid term definition', 'an empty term');
    defined.set(name, false);
    setTerm(definitions, name, defining);
    defined.set(name, true);
  }
  for (const name of names) define(name);
}

function setTerm(definitions: Definitions, name: string, defining: Defining): void {
  const { active, local, overrideProtected } = definitions;
  const written = local[name] ?? null;
  if (name === '@type') checkTypeTerm(written);
  else if (isKeyword(name)) throw new JsonldError('keyword redefinition', name);
  else if (looksLikeKeyword(name)) return;
  const previous = active.terms.get(name);
  active.terms.delete(name);
  const term = makeTerm(definitions, { name, written, defining });
  if (!term) return;
  if (previous?.isProtected && !overrideProtected) {
    if (!meanTheSame(previous, term)) throw new JsonldError('protected term redefinition', name);
    active.terms.set(name, previous);
  } else active.terms.set(name, term);
}

/** `@type` may only be told to be a set, or to be protected. */
function checkTypeTerm(written: Json): void {
  const isAllowed =
    isObject(written) &&
    Object.keys(written).length > 0 &&
    Object.entries(written).every(([key, value]) => key === '@protected' || (key === '@container' && value === '@set'));
  if (!isAllowed) throw new JsonldError('keyword redefinition', '@type');
}

function meanTheSame(a: Term, b: Term): boolean {
  const comparable = (term: Term) =>
    JSON.stringify({ ...term, isProtected: true, container: [...term.container].sort() });
  return comparable(a) === comparable(b);
}

interface Written {
  readonly name: string;
  readonly written: Json;
  readonly defining: Defining;
}

const allowedKeys: ReadonlySet<string> = new Set([
  ...['@id', '@reverse', '@container', '@context', '@direction', '@index'],
  ...['@language', '@nest', '@prefix', '@protected', '@type'],
]);

/** The term that a definition makes; undefined when it uses a word kept for keywords to come, and is left out. */
function makeTerm(definitions: Definitions, { name, written, defining }: Written): Term | undefined {
  const isSimple = typeof written === 'string' || written === null;
  const value: JsonObject = isObject(written) ? written : { '@id': written };
  if (!isSimple && !isObject(written)) throw new JsonldError('invalid term definition', name);
  for (const key of Object.keys(value)) {
    if (!allowedKeys.has(key)) throw new JsonldError('invalid term definition', `${name} has ${key}`);
  }
  const isProtected = readBoolean(value, '@protected') ?? definitions.isProtected;
  const type = readType(definitions, value, defining);
  const reverse = value['@reverse'];
  if (reverse !== undefined) return reverseTerm(definitions, { name, value, reverse, defining, type, isProtected });
  const iri = mapTerm(definitions, { name, value, defining });
  if (iri === undefined) return undefined;
  const container = readContainer(value);
  return {
    iri,
    isPrefix: isPrefix({ name, value, iri, isSimple }),
    isProtected,
    isReverse: false,
    container,
    ...(container.includes('@type') ? { type: typeOfTypeMap(type) } : type === undefined ? {} : { type }),
    ...readIndex(definitions, value, container),
    ...readScoped(definitions, value),
    ...(type === undefined ? readLanguage(value) : {}),
    ...readNest(value),
  };
}

function readType({ session, active }: Definitions, value: JsonObject, defining: Defining): string | undefined {
  const written = value['@type'];
  if (written === undefined) return undefined;
  if (typeof written !== 'string') throw new JsonldError('invalid type mapping', written);
  const type = expandIri(session, active, written, { vocab: true, defining });
  if (type === '@id' || type === '@vocab' || type === '@json' || type === '@none') return type;
  if (type === null || !isAbsolute(type)) throw new JsonldError('invalid type mapping', written);
  return type;
}

interface WrittenReverse extends Omit<Written, 'written'> {
  readonly value: JsonObject;
  readonly reverse: Json;
  readonly type: string | undefined;
  readonly isProtected: boolean;
}

function reverseTerm({ session, active }: Definitions, written: WrittenReverse): Term | undefined {
  const { name, value, reverse, defining, type, isProtected } = written;
  if ('@id' in value || '@nest' in value) throw new JsonldError('invalid reverse property', name);
  if (typeof reverse !== 'string') throw new JsonldError('invalid IRI mapping', reverse);
  if (looksLikeKeyword(reverse)) return undefined;
  const iri = expandIri(session, active, reverse, { vocab: true, defining });
  if (iri === null || !(isAbsolute(iri) || isBlank(iri))) throw new JsonldError('invalid IRI mapping', reverse);
  const container = value['@container'] ?? null;
  if (container !== null && container !== '@set' && container !== '@index')
    throw new JsonldError('invalid reverse property', name);
  return {
    iri,
    isPrefix: false,
    isProtected,
    isReverse: true,
    container: container === null ? [] : [container],
    ...(type === undefined ? {} : { type }),
  };
}

/** The IRI of a term; undefined when it is a word kept for keywords to come. */
function mapTerm(
  { session, active, local }: Definitions,
  { name, value, defining }: Pick<Written, 'name' | 'defining'> & { readonly value: JsonObject },
): string | null | undefined {
  const id = value['@id'];
  if (id === null) return null;
  if (id !== undefined && id !== name) {
    if (typeof id !== 'string') throw new JsonldError('invalid IRI mapping', id);
    if (looksLikeKeyword(id) && !isKeyword(id)) return undefined;
    const iri = expandIri(session, active, id, { vocab: true, defining });
    if (iri === null || !(isKeyword(iri) || isBlank(iri) || isAbsolute(iri)))
      throw new JsonldError('invalid IRI mapping', id);
    if (iri === '@context') throw new JsonldError('invalid keyword alias', name);
    if (/^.+:.|\//s.test(name)) {
      defining.defined.set(name, true);
      if (expandIri(session, active, name, { vocab: true, defining }) !== iri)
        throw new JsonldError('invalid IRI mapping', name);
    }
    return iri;
  }
  const colon = name.indexOf(':', 1);
  if (colon > 0) {
    const prefix = name.slice(0, colon);
    if (Object.hasOwn(local, prefix)) defining.define(prefix);
    const mapped = active.terms.get(prefix)?.iri;
    return typeof mapped === 'string' ? mapped + name.slice(colon + 1) : name;
  }
  if (name.includes('/')) {
    const iri = expandIri(session, active, name, { vocab: true });
    if (iri === null || !isAbsolute(iri)) throw new JsonldError('invalid IRI mapping', name);
    return iri;
  }
  if (name === '@type') return name;
  if (active.vocab === undefined) throw new JsonldError('invalid IRI mapping', name);
  return active.vocab + name;
}

function readIndex({ session, active }: Definitions, value: JsonObject, container: readonly string[]) {
  const index = value['@index'];
  if (index === undefined) return {};
  if (typeof index !== 'string' || !container.includes('@index'))
    throw new JsonldError('invalid term definition', index);
  const iri = expandIri(session, active, index, { vocab: true });
  if (iri === null || !isAbsolute(iri)) throw new JsonldError('invalid term definition', index);
  return { index };
}

function readScoped({ baseUrl, checkScoped }: Definitions, value: JsonObject) {
  const context = value['@context'];
  if (context === undefined) return {};
  checkScoped(context);
  return { scoped: { context, base: baseUrl } };
}
