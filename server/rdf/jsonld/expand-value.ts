import type { ActiveContext } from './active-context.ts';
import { expandIri } from './expand-iri.ts';
import type { Expanded } from './expanded.ts';
import type { Place } from './frame.ts';
import type { JsonObject } from './json.ts';
import { asArray } from './json.ts';
import { applyScoped } from './process-context.ts';
import type { Session } from './session.ts';
import { JsonldError } from './session.ts';

export type Scalar = string | number | boolean;

/** Expands a text, number or truth value; null where nothing says which property it is a value of. */
export function expandScalar(session: Session, { active, property }: Place, value: Scalar): Expanded | null {
  if (property === null || property === '@graph') return null;
  const term = active.terms.get(property);
  return expandValue(
    session,
    { active: term ? applyScoped(session, active, term, 'property') : active, property },
    value,
  );
}

/** Value expansion (JSON-LD 1.1 API, section 5.3.2): the property's type, language and direction apply. */
export function expandValue(
  session: Session,
  { active, property }: { readonly active: ActiveContext; readonly property: string },
  value: Scalar,
): Expanded {
  const term = active.terms.get(property);
  const type = term?.type;
  if (typeof value === 'string') {
    if (type === '@id') return { id: expandIri(session, active, value, { document: true }) };
    if (type === '@vocab') return { id: expandIri(session, active, value, { vocab: true, document: true }) };
  }
  if (type !== undefined && type !== '@id' && type !== '@vocab' && type !== '@none') return { value, types: [type] };
  if (typeof value !== 'string') return { value };
  const language = term?.language === undefined ? active.language : (term.language ?? undefined);
  const direction = term?.direction === undefined ? active.direction : (term.direction ?? undefined);
  return { value, ...(language === undefined ? {} : { language }), ...(direction === undefined ? {} : { direction }) };
}

/** Texts by language, as `{"fr": "Lieu", "en": "Place"}`. */
export function expandLanguageMap(
  session: Session,
  { active, property }: { readonly active: ActiveContext; readonly property: string },
  map: JsonObject,
): readonly Expanded[] {
  const own = active.terms.get(property)?.direction;
  const direction = own === undefined ? active.direction : (own ?? undefined);
  return Object.keys(map).flatMap((language) => {
    const isTagged = expandIri(session, active, language, { vocab: true }) !== '@none';
    return asArray(map[language] ?? null).flatMap((value) => {
      if (value === null) return [];
      if (typeof value !== 'string') throw new JsonldError('invalid language map value', value);
      return [{ value, ...(isTagged ? { language } : {}), ...(direction === undefined ? {} : { direction }) }];
    });
  });
}
