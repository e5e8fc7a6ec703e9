import type { FacetName, Filter, ListOptions, Sort } from '../../directory/entity.ts';
import type { Language } from '../../rdf/text.ts';
import { problem } from '../errors.ts';
import type { Section } from '../sections.ts';
import {
  accepted,
  badValue,
  type ListParameters,
  listParameters,
  maxSearchLength,
  pageName,
  takesParameter,
  unknownParameter,
} from './list-parameters.ts';
import { withParameters } from './pagination.ts';

const defaultRadiusKm = 10;

/** What a list was asked for. */
export interface ListQuery {
  readonly filter: Filter;
  readonly options: ListOptions;
  /** What a page's address asked for and could not be taken, by the API's names. */
  readonly leftOut: readonly { readonly name: string; readonly value: string }[];
}

/** Reads the parameters of an API list; throws a 400 problem that names the first parameter at fault, its value and what is allowed. */
export function readApiQuery(
  query: Readonly<Record<string, unknown>>,
  section: Section,
  language: Language,
): ListQuery {
  const allowed = Object.keys(accepted).filter((name) => takesParameter(section, name));
  for (const name of Object.keys(query))
    if (!allowed.includes(name)) throw unknownParameter(name, query[name], allowed);
  const parsed = listParameters.safeParse(query);
  if (!parsed.success) {
    const name = String(parsed.error.issues[0]?.path[0] ?? '');
    throw badValue(name, query[name], [accepted[name] ?? '']);
  }
  const { near, radius, sort } = parsed.data;
  if ((radius !== undefined || sort === 'distance') && !near)
    throw problem(400, {
      parameter: 'near',
      allowed: [accepted['near'] ?? ''],
      detail: {
        fr: 'Il manque « near », le point d’où mesurer.',
        en: '“near”, the point to measure from, is missing.',
      },
    });
  return { ...toListQuery(parsed.data, section, { language, size: 20 }), leftOut: [] };
}

/**
 * Reads the parameters of a page. Addresses are shared, shortened and mended by hand: what is not understood is left out and
 * told, and unknown parameters (campaign tags) are nobody's business.
 */
export function readPageQuery(
  query: Readonly<Record<string, unknown>>,
  section: Section,
  language: Language,
): ListQuery {
  const named: Record<string, unknown> = {};
  for (const name of ['q', 'page', ...section.filters, 'near', 'radius', 'bbox', 'sort', 'ended']) {
    if (!takesParameter(section, name)) continue;
    const value = query[pageName(name)];
    if (value !== undefined && value !== '') named[name] = value;
  }
  const q = [named['q']].flat()[0];
  if (typeof q === 'string') named['q'] = q.slice(0, maxSearchLength);
  const leftOut: ListQuery['leftOut'][number][] = [];
  let parsed = listParameters.safeParse(named);
  while (!parsed.success) {
    const name = String(parsed.error.issues[0]?.path[0] ?? '');
    if (!(name in named)) throw parsed.error;
    leftOut.push({ name, value: String(named[name]).slice(0, maxSearchLength) });
    delete named[name];
    parsed = listParameters.safeParse(named);
  }
  const { sort, ...rest } = parsed.data;
  const isPossible = sort !== 'distance' || rest.near !== undefined;
  return { ...toListQuery(isPossible && sort ? { ...rest, sort } : rest, section, { language, size: 30 }), leftOut };
}

/** The page of a section's list narrowed by one value. */
export function narrowedList(section: Section, name: FacetName, key: string): string {
  return withParameters(section.path, { [pageName(name)]: key });
}

function toListQuery(
  given: ListParameters,
  section: Section,
  defaults: { readonly language: Language; readonly size: number },
): Omit<ListQuery, 'leftOut'> {
  const filter: Filter = {
    type: section.type,
    ...(given.q ? { q: given.q } : {}),
    ...Object.fromEntries(section.filters.filter((name) => given[name]?.length).map((name) => [name, given[name]])),
    ...(given.ended ? { ended: true } : {}),
    ...(given.bbox ? { bbox: given.bbox } : {}),
    ...(given.near ? { near: { ...given.near, radiusKm: given.radius ?? defaultRadiusKm } } : {}),
  };
  const sort: Sort = given.sort ?? (given.near ? 'distance' : 'relevance');
  const { language, size } = defaults;
  return { filter, options: { page: given.page ?? 1, size: given.size ?? size, sort, language } };
}
