import type { Direction } from './active-context.ts';
import { isBlank, isKeyword } from './active-context.ts';
import type { Json, JsonObject } from './json.ts';
import { asArray } from './json.ts';
import { JsonldError } from './session.ts';

// The entries of a term definition that need no other term (JSON-LD 1.1 API, section 4.2.2, steps 11 and 19 to 25).

export function readBoolean(value: JsonObject, key: '@protected' | '@prefix'): boolean | undefined {
  const flag = value[key];
  if (flag !== undefined && typeof flag !== 'boolean') throw new JsonldError(`invalid ${key} value`, flag);
  return flag;
}

const containers: ReadonlySet<Json> = new Set(['@graph', '@id', '@index', '@language', '@list', '@set', '@type']);

export function readContainer(value: JsonObject): readonly string[] {
  const written = value['@container'] ?? null;
  if (written === null) return [];
  const container = asArray(written);
  const others = container.filter((keyword) => keyword !== '@set');
  const isGraph = others.includes('@graph');
  const isAllowed =
    container.length > 0 &&
    container.every((keyword) => containers.has(keyword)) &&
    (isGraph
      ? others.length <= 2 && others.every((keyword) => ['@graph', '@id', '@index'].includes(keyword as string))
      : others.length <= 1) &&
    !(others.includes('@list') && container.length > 1) &&
    new Set(container).size === container.length;
  if (!isAllowed) throw new JsonldError('invalid container mapping', written);
  return container as readonly string[];
}

/** The keys of a type map are addresses. */
export function typeOfTypeMap(type: string | undefined): string {
  if (type === undefined) return '@id';
  if (type !== '@id' && type !== '@vocab') throw new JsonldError('invalid type mapping', type);
  return type;
}

export function readLanguage(value: JsonObject): { language?: string | null; direction?: Direction | null } {
  const language = value['@language'];
  const direction = value['@direction'];
  if (language !== undefined && language !== null && typeof language !== 'string')
    throw new JsonldError('invalid language mapping', language);
  if (direction !== undefined && direction !== null && direction !== 'ltr' && direction !== 'rtl')
    throw new JsonldError('invalid base direction', direction);
  return { ...(language === undefined ? {} : { language }), ...(direction === undefined ? {} : { direction }) };
}

export function readNest(value: JsonObject): { nest?: string } {
  const nest = value['@nest'];
  if (nest === undefined) return {};
  if (typeof nest !== 'string' || (nest !== '@nest' && isKeyword(nest)))
    throw new JsonldError('invalid @nest value', nest);
  return { nest };
}

export function isPrefix(term: {
  readonly name: string;
  readonly value: JsonObject;
  readonly iri: string | null;
  readonly isSimple: boolean;
}): boolean {
  const { name, value, iri, isSimple } = term;
  const flag = readBoolean(value, '@prefix');
  const looksLikeIri = name.includes(':') || name.includes('/');
  if (flag !== undefined) {
    if (looksLikeIri || (flag && isKeyword(iri))) throw new JsonldError('invalid term definition', name);
    return flag;
  }
  return !looksLikeIri && isSimple && iri !== null && (isBlank(iri) || /[:/?#[\]@]$/.test(iri));
}
