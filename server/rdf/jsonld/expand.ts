import type { ActiveContext } from './active-context.ts';
import { isKeyword } from './active-context.ts';
import { expandKey } from './expand-iri.ts';
import { expandKeyword } from './expand-keyword.ts';
import { expandProperty } from './expand-property.ts';
import { expandScalar } from './expand-value.ts';
import type { Expanded, Expansion } from './expanded.ts';
import { isSeveral, listOf } from './expanded.ts';
import { finish } from './finish-object.ts';
import type { Frame, Place } from './frame.ts';
import type { Json, JsonObject } from './json.ts';
import { asArray, isArray, isObject } from './json.ts';
import { applyContext, applyScoped } from './process-context.ts';
import type { Session } from './session.ts';
import { JsonldError } from './session.ts';

/** Expands a whole document (JSON-LD 1.1 API, section 5.1). */
export function expandDocument(session: Session, active: ActiveContext, document: Json): readonly Expanded[] {
  const expansion = expand(session, { active, property: null }, document);
  if (expansion && !isSeveral(expansion)) {
    const { graph, ...rest } = expansion;
    if (graph && Object.keys(rest).length === 0) return graph;
  }
  return listOf(expansion);
}

/** Expands one element: null for what means nothing, a list for an array. */
export function expand(session: Session, place: Place, element: Json): Expansion {
  if (element === null) return null;
  if (isArray(element)) return expandArray(session, place, element);
  return isObject(element) ? expandObject(session, place, element) : expandScalar(session, place, element);
}

function expandArray(session: Session, place: Place, elements: readonly Json[]): readonly Expanded[] {
  const { active, property } = place;
  const isList = property !== null && active.terms.get(property)?.container.includes('@list');
  const all: Expanded[] = [];
  for (const element of elements) {
    const expansion = expand(session, place, element);
    if (expansion === null) continue;
    if (!isSeveral(expansion)) all.push(expansion);
    else if (isList) all.push({ list: expansion });
    else all.push(...expansion);
  }
  return all;
}

function expandObject(session: Session, place: Place, element: JsonObject): Expansion {
  const { property } = place;
  const term = property === null ? undefined : place.active.terms.get(property);
  let active = leaveTypeScope(session, place, element);
  if (term) active = applyScoped(session, active, term, 'property');
  const context = element['@context'];
  if (context !== undefined) active = applyContext(session, active, context);
  const typeScope = active;
  const types = typesOf(session, active, element);
  for (const type of types.length > 1 ? [...types].sort() : types) {
    const typeTerm = typeScope.terms.get(type);
    if (typeTerm) active = applyScoped(session, active, typeTerm, 'type');
  }
  const lastType = types.at(-1);
  const isJson = lastType !== undefined && expandKey(session, active, lastType) === '@json';
  const frame: Frame = {
    ...{ session, active, typeScope, property, isJson, result: {} },
    expand: (inner, below) => expand(session, inner, below),
  };
  expandEntries(frame, element);
  return finish(frame);
}

/** The context of a type ends with its node, but for values and mere references (section 5.1.2, step 7). */
function leaveTypeScope(session: Session, { active, isMapValue }: Place, element: JsonObject): ActiveContext {
  if (!active.previous || isMapValue) return active;
  const keys = Object.keys(element);
  const means = (key: string) => expandKey(session, active, key);
  if (keys.some((key) => means(key) === '@value')) return active;
  return keys.length === 1 && means(keys[0] ?? '') === '@id' ? active : active.previous;
}

/** The types as written, of all keys that mean `@type`. */
function typesOf(session: Session, active: ActiveContext, element: JsonObject): readonly string[] {
  const keys = Object.keys(element).filter((key) => expandKey(session, active, key) === '@type');
  if (keys.length > 1) keys.sort();
  return keys.flatMap((key) => asArray(element[key] ?? null).filter((type) => typeof type === 'string'));
}

/** Expands the entries of an object into the result of its frame, those of nested objects included. */
function expandEntries(frame: Frame, element: JsonObject): void {
  const { session, active } = frame;
  const nests: string[] = [];
  for (const key of Object.keys(element)) {
    if (key === '@context') continue;
    const value = element[key] ?? null;
    const iri = expandKey(session, active, key);
    if (iri === '@nest') nests.push(key);
    else if (iri === null || !(iri.includes(':') || isKeyword(iri))) {
      if (!active.terms.has(key)) session.unknownTerms.add(key);
    } else {
      orLeaveOut(session, () =>
        isKeyword(iri) ? expandKeyword(frame, iri, value) : expandProperty(frame, { iri, key }, value),
      );
    }
  }
  for (const key of nests) for (const value of asArray(element[key] ?? null)) expandNest(frame, key, value);
}

function expandNest(frame: Frame, key: string, value: Json): void {
  const { session, active } = frame;
  const isNode = (nested: JsonObject) =>
    Object.keys(nested).every((name) => expandKey(session, active, name) !== '@value');
  if (!isObject(value) || !isNode(value)) throw new JsonldError('invalid @nest value', value);
  const term = active.terms.get(key);
  expandEntries(term ? { ...frame, active: applyScoped(session, active, term, 'property') } : frame, value);
}

/** One wrong value does not make the rest of a node wrong, unless the reading is strict. */
function orLeaveOut(session: Session, expandEntry: () => void): void {
  try {
    expandEntry();
  } catch (error) {
    if (session.isStrict || !(error instanceof JsonldError)) throw error;
    session.faults.add(error.message);
  }
}
