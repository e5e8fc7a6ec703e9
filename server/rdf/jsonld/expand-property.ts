import type { ActiveContext, Term } from './active-context.ts';
import { expandIri } from './expand-iri.ts';
import { expandLanguageMap, expandValue } from './expand-value.ts';
import type { Expanded, Expansion } from './expanded.ts';
import { addTo, isNode, isSeveral, listOf } from './expanded.ts';
import type { Frame } from './frame.ts';
import type { Json, JsonObject } from './json.ts';
import { asArray, isObject } from './json.ts';
import { applyScoped } from './process-context.ts';
import { JsonldError } from './session.ts';

/** A property under expansion: its IRI, and the key it was written as. */
interface Property {
  readonly iri: string;
  readonly key: string;
}

/** Expands the values of a property into the result of its frame (JSON-LD 1.1 API, section 5.1.2, steps 13.5 to 13.14). */
export function expandProperty(frame: Frame, { iri, key }: Property, value: Json): void {
  const term = frame.active.terms.get(key);
  const container = term?.container ?? [];
  let expansion = expandContained(frame, { key, term, value });
  if (expansion === null) return;
  if (container.includes('@list') && (isSeveral(expansion) || !expansion.list)) expansion = { list: listOf(expansion) };
  if (container.includes('@graph') && !container.includes('@id') && !container.includes('@index'))
    expansion = listOf(expansion).map((item) => ({ graph: [item] }));
  const items = listOf(expansion);
  const { result } = frame;
  if (term?.isReverse) {
    if (!items.every(isNode)) throw new JsonldError('invalid reverse property value', value);
    result.reverse ??= new Map();
    addTo(result.reverse, iri, items);
  } else {
    result.properties ??= new Map();
    addTo(result.properties, iri, items);
  }
}

function expandContained(
  frame: Frame,
  { key, term, value }: { readonly key: string; readonly term: Term | undefined; readonly value: Json },
): Expansion {
  const { session, active } = frame;
  const place = { active, property: key };
  if (!term) return frame.expand(place, value);
  if (term.type === '@json') return { value, types: ['@json'] };
  if (isObject(value)) {
    const { container } = term;
    const scoped = () => ({ active: applyScoped(session, active, term, 'property'), property: key });
    if (container.includes('@language')) return expandLanguageMap(session, scoped(), value);
    if (container.some((keyword) => keyword === '@index' || keyword === '@id' || keyword === '@type'))
      return expandMap(frame, { key, term }, value);
  }
  return frame.expand(place, value);
}

/** Values by index, identifier or type (step 13.8). */
function expandMap(
  frame: Frame,
  property: { readonly key: string; readonly term: Term },
  map: JsonObject,
): readonly Expanded[] {
  const { session, active } = frame;
  const { key, term } = property;
  const all: Expanded[] = [];
  for (const index of Object.keys(map).sort()) {
    const mapActive = contextInMap(frame, term, index);
    const place = { active: mapActive, property: key, isMapValue: true };
    const isNone = expandIri(session, active, index, { vocab: true }) === '@none';
    for (const item of listOf(frame.expand(place, asArray(map[index] ?? null)))) {
      const whole = term.container.includes('@graph') && !item.graph ? { graph: [item] } : item;
      if (!isNone) setIndex(frame, { term, index }, whole);
      all.push(whole);
    }
  }
  return all;
}

function contextInMap({ session, active }: Frame, term: Term, index: string): ActiveContext {
  const isByType = term.container.includes('@type');
  const base = (isByType || term.container.includes('@id')) && active.previous ? active.previous : active;
  const typeTerm = isByType ? base.terms.get(index) : undefined;
  return typeTerm ? applyScoped(session, base, typeTerm, 'type') : base;
}

/** Writes the index of an item into it, as the container of its property asks. */
function setIndex({ session, active }: Frame, { term, index }: { term: Term; index: string }, item: Expanded): void {
  const { container } = term;
  if (container.includes('@index')) {
    if (term.index === undefined) item.index ??= index;
    else {
      const iri = expandIri(session, active, term.index, { vocab: true });
      if (item.value !== undefined || iri === null) throw new JsonldError('invalid value object', index);
      const known = item.properties?.get(iri) ?? [];
      item.properties ??= new Map();
      item.properties.set(iri, [expandValue(session, { active, property: term.index }, index), ...known]);
    }
  } else if (container.includes('@id')) {
    if (item.id === undefined) item.id = expandIri(session, active, index, { document: true });
  } else {
    const type = expandIri(session, active, index, { vocab: true, document: true });
    if (type !== null) item.types = [type, ...(item.types ?? [])];
  }
}
