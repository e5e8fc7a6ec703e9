import { expandIri } from './expand-iri.ts';
import type { Expanded } from './expanded.ts';
import { addTo, isNode, isSeveral, listOf } from './expanded.ts';
import type { Frame } from './frame.ts';
import type { Json } from './json.ts';
import { asArray, isArray, isObject } from './json.ts';
import { JsonldError } from './session.ts';

/** Expands a keyword of an object into the result of its frame (JSON-LD 1.1 API, section 5.1.2, step 13.4). */
export function expandKeyword(frame: Frame, keyword: string, value: Json): void {
  const { session, active, property, result } = frame;
  if (property === '@reverse') throw new JsonldError('invalid reverse property map', keyword);
  const within = { active, property };
  switch (keyword) {
    case '@id':
      if (typeof value !== 'string') throw new JsonldError('invalid @id value', value);
      once(result.id, keyword);
      result.id = expandIri(session, active, value, { document: true });
      return;
    case '@type':
      result.types = [...readTypes(frame, value), ...(result.types ?? [])];
      return;
    case '@graph':
      once(result.graph, keyword);
      result.graph = listOf(frame.expand({ active, property: '@graph' }, value));
      return;
    case '@included':
      result.included = [...readIncluded(frame, value), ...(result.included ?? [])];
      return;
    case '@value':
      once(result.value, keyword);
      if (!frame.isJson && (isObject(value) || isArray(value)))
        throw new JsonldError('invalid value object value', value);
      result.value = value;
      return;
    case '@language':
      if (value === null) return;
      once(result.language, keyword);
      if (typeof value !== 'string') throw new JsonldError('invalid language-tagged string', value);
      result.language = value;
      return;
    case '@direction':
      once(result.direction, keyword);
      if (value !== 'ltr' && value !== 'rtl') throw new JsonldError('invalid base direction', value);
      result.direction = value;
      return;
    case '@index':
      once(result.index, keyword);
      if (typeof value !== 'string') throw new JsonldError('invalid @index value', value);
      result.index = value;
      return;
    case '@list':
      if (property === null || property === '@graph') return;
      once(result.list, keyword);
      result.list = listOf(frame.expand(within, value));
      return;
    case '@set':
      once(result.set, keyword);
      result.set = listOf(frame.expand(within, value));
      return;
    case '@reverse':
      readReverse(frame, value);
      return;
    default:
      session.unknownTerms.add(keyword);
  }
}

function once(known: unknown, keyword: string): void {
  if (known !== undefined) throw new JsonldError('colliding keywords', keyword);
}

function readTypes({ session, typeScope }: Frame, value: Json): readonly string[] {
  const written = asArray(value);
  if (session.isStrict && !written.every((type) => typeof type === 'string'))
    throw new JsonldError('invalid type value', value);
  return written.flatMap((type) => {
    const iri = typeof type === 'string' ? expandIri(session, typeScope, type, { vocab: true, document: true }) : null;
    return iri === null ? [] : [iri];
  });
}

function readIncluded({ active, property, expand }: Frame, value: Json): readonly Expanded[] {
  const expansion = expand({ active, property }, value);
  if (expansion === null || !listOf(expansion).every(isNode)) throw new JsonldError('invalid @included value', value);
  return listOf(expansion);
}

/** What stands under `@reverse` points to the node; what is reversed twice points away from it again. */
function readReverse({ active, result, expand }: Frame, value: Json): void {
  if (!isObject(value)) throw new JsonldError('invalid @reverse value', value);
  const expansion = expand({ active, property: '@reverse' }, value);
  if (expansion === null || isSeveral(expansion)) return;
  for (const [iri, items] of expansion.reverse ?? []) {
    result.properties ??= new Map();
    addTo(result.properties, iri, items);
  }
  for (const [iri, items] of expansion.properties ?? []) {
    if (!items.every(isNode)) throw new JsonldError('invalid reverse property value', iri);
    result.reverse ??= new Map();
    addTo(result.reverse, iri, items);
  }
}
