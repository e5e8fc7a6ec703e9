import { resolveIri } from '../resolve-iri.ts';
import type { ActiveContext, Direction, Term } from './active-context.ts';
import { initialContext, isAbsolute, isKeyword, rememberDerived } from './active-context.ts';
import { defineTerms } from './define-term.ts';
import { expandIri } from './expand-iri.ts';
import type { Json, JsonObject } from './json.ts';
import { asArray, isObject } from './json.ts';
import { addressOf, loadContext } from './load-context.ts';
import type { Session } from './session.ts';
import { JsonldError } from './session.ts';

/** Contexts that name further contexts, one in the other. */
const maxRemote = 10;
/** A document that copies more terms than this from context to context is made to be slow. */
const maxCopiedTerms = 2_000_000;
/** Contexts that are longer (characters) are not worth remembering. */
const maxKeyLength = 4096;

interface Step {
  readonly session: Session;
  /** What relative addresses of contexts resolve against. */
  readonly baseUrl: string;
  /** True where the context of a term may redefine protected terms. */
  readonly overrideProtected: boolean;
  /** False when the context holds for one node and not for those below it. */
  readonly propagate: boolean;
  /** The addresses that led here. */
  readonly remote: readonly string[];
  /** True while a term's own context is only checked: the context it stands in is not finished, so nothing may be kept. */
  readonly isCheck: boolean;
}

const fromDocument = { overrideProtected: false, propagate: true, remote: [], isCheck: false } as const;

/**
 * Applies the `@context` of a node (JSON-LD 1.1 API, section 4.1.2): the address of a context that we carry, an object,
 * null, or a list of these. The result is remembered for the next document when it depends on nothing of this one.
 */
export function applyContext(session: Session, active: ActiveContext, local: Json): ActiveContext {
  const key = JSON.stringify(local);
  const step = { ...fromDocument, session, baseUrl: session.base };
  if (key.length > maxKeyLength) return process(active, local, step);
  return remembered(active, { key, session }, () => process(active, local, step));
}

/** Applies the context that a term brings, to the values of a property or to the nodes of a type. */
export function applyScoped(session: Session, active: ActiveContext, term: Term, as: 'property' | 'type') {
  const { scoped } = term;
  if (!scoped) return active;
  const isType = as === 'type';
  return remembered(active, { key: isType ? term : scoped, session }, () =>
    process(active, scoped.context, {
      ...fromDocument,
      session,
      baseUrl: scoped.base,
      overrideProtected: !isType,
      propagate: !isType,
    }),
  );
}

function remembered(
  active: ActiveContext,
  { key, session }: { readonly key: unknown; readonly session: Session },
  make: () => ActiveContext,
): ActiveContext {
  const known = active.derived.get(key);
  if (known) {
    session.hasContext = true;
    return known;
  }
  const wasOwn = session.isOwn;
  session.isOwn = false;
  const result = make();
  if (!session.isOwn) rememberDerived(session.contexts, active, { key, derived: result });
  session.isOwn ||= wasOwn;
  return result;
}

function process(active: ActiveContext, local: Json, step: Step): ActiveContext {
  const propagate = readPropagate(local) ?? step.propagate;
  let result = active;
  if (!propagate && !active.previous) result = copy(active, step.session, { previous: active });
  for (const context of asArray(local)) {
    if (context === null) {
      if (!step.overrideProtected && [...result.terms.values()].some(({ isProtected }) => isProtected))
        throw new JsonldError('invalid context nullification');
      result = { ...initialContext(), previous: propagate ? undefined : result.previous };
    } else if (typeof context === 'string') result = applyRemote(result, context, step);
    else if (isObject(context)) result = applyDefinition(result, context, step);
    else throw new JsonldError('invalid local context', context);
  }
  return result;
}

function readPropagate(local: Json): boolean | undefined {
  if (!isObject(local)) return undefined;
  const propagate = local['@propagate'];
  if (propagate !== undefined && typeof propagate !== 'boolean')
    throw new JsonldError('invalid @propagate value', propagate);
  return propagate;
}

function applyRemote(active: ActiveContext, address: string, step: Step): ActiveContext {
  const { session, isCheck } = step;
  const url = addressOf(address, step);
  if (isCheck && step.remote.includes(url)) return active;
  if (step.remote.length >= maxRemote) throw new JsonldError('context overflow', url);
  const load = () => {
    const context = loadContext(url, session);
    if (context === undefined) return active;
    return process(active, context, { ...step, baseUrl: url, remote: [...step.remote, url] });
  };
  if (isCheck || step.overrideProtected || !step.propagate) return load();
  return remembered(active, { key: `<${url}>`, session }, load);
}

function applyDefinition(active: ActiveContext, written: JsonObject, step: Step): ActiveContext {
  const { session } = step;
  session.hasContext = true;
  if ('@version' in written && written['@version'] !== 1.1)
    throw new JsonldError('invalid @version value', written['@version']);
  readPropagate(written);
  const local = '@import' in written ? withImport(written, step) : written;
  const result = copy(active, session);
  if ('@base' in local && step.remote.length === 0) result.base = readBase(local['@base'], active, session);
  if ('@vocab' in local) result.vocab = readVocab(local['@vocab'], result, session);
  if ('@language' in local) result.language = readLanguage(local['@language']);
  if ('@direction' in local) result.direction = readDirection(local['@direction']);
  const isProtected = local['@protected'] ?? false;
  if (typeof isProtected !== 'boolean') throw new JsonldError('invalid @protected value', isProtected);
  const names = Object.keys(local).filter((name) => !aboutContext.has(name));
  const checkScoped = (context: Json): void => {
    try {
      process(result, context, { ...step, overrideProtected: true, propagate: true, isCheck: true });
    } catch (error) {
      throw new JsonldError('invalid scoped context', error instanceof Error ? error.message : undefined);
    }
  };
  const { baseUrl, overrideProtected } = step;
  defineTerms({ session, active: result, local, isProtected, overrideProtected, baseUrl, checkScoped }, names);
  return result;
}

const aboutContext: ReadonlySet<string> = new Set([
  ...['@base', '@direction', '@import', '@language', '@propagate', '@protected', '@version', '@vocab'],
]);

/** `@import` gives terms that the importing context may change before they are defined (JSON-LD 1.1, section 4.1.7). */
function withImport(written: JsonObject, step: Step): JsonObject {
  const address = written['@import'];
  if (typeof address !== 'string') throw new JsonldError('invalid @import value', address);
  const imported = loadContext(addressOf(address, step), step.session);
  if (imported === undefined) return written;
  if (!isObject(imported)) throw new JsonldError('invalid remote context', address);
  if ('@import' in imported) throw new JsonldError('invalid context entry', '@import');
  return { ...imported, ...written };
}

function copy(active: ActiveContext, session: Session, changed: Partial<ActiveContext> = {}): ActiveContext {
  session.copiedTerms += active.terms.size;
  if (session.copiedTerms > maxCopiedTerms) throw new JsonldError('too many contexts');
  return { ...active, terms: new Map(active.terms), keys: new Map(), derived: new Map(), ...changed };
}

function readBase(value: Json | undefined, active: ActiveContext, session: Session): string | null {
  session.isOwn = true;
  if (value === null) return null;
  const base = active.base === undefined ? session.base : active.base;
  if (typeof value === 'string' && isAbsolute(value)) return value;
  if (typeof value !== 'string' || base === null) throw new JsonldError('invalid base IRI', value);
  return resolveIri(value, base);
}

function readVocab(value: Json | undefined, active: ActiveContext, session: Session): string | undefined {
  if (value === null) return undefined;
  if (typeof value !== 'string') throw new JsonldError('invalid vocab mapping', value);
  const vocab = expandIri(session, active, value, { vocab: true, document: true });
  if (vocab === null || isKeyword(vocab)) throw new JsonldError('invalid vocab mapping', value);
  return vocab;
}

function readLanguage(value: Json | undefined): string | undefined {
  if (value === null) return undefined;
  if (typeof value !== 'string') throw new JsonldError('invalid default language', value);
  return value;
}

function readDirection(value: Json | undefined): Direction | undefined {
  if (value === null) return undefined;
  if (value !== 'ltr' && value !== 'rtl') throw new JsonldError('invalid base direction', value);
  return value;
}
