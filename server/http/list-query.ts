import { z } from 'zod';

import { type FacetName, type Filter, facetNames, type ListOptions, type Sort } from '../directory/entity.ts';
import type { Language } from '../rdf/text.ts';
import { problem } from './errors.ts';
import { withParameters } from './pagination.ts';
import type { Section } from './sections.ts';

/** The largest page of a list; a client that wants all follows the `next` links. */
export const maxPageSize = 200;
const maxTextLength = 200;
const maxValues = 50;

/** The orders a list can come in; `relevance` is the natural one when nothing is searched, `distance` needs `near`. */
export const sorts = ['relevance', 'name', 'changed', 'distance', 'date'] as const satisfies readonly Sort[];

/** French names of the same parameters on pages. */
const pageNames: Readonly<Record<FacetName | 'sort', string>> = {
  kind: 'type',
  practice: 'pratique',
  resource: 'ressource',
  need: 'besoin',
  offer: 'offre',
  network: 'reseau',
  territory: 'territoire',
  status: 'statut',
  audience: 'public',
  legalForm: 'forme',
  discipline: 'metier',
  role: 'role',
  effect: 'effet',
  scale: 'echelle',
  condition: 'condition',
  exchangeState: 'etat',
  stage: 'etape',
  freshness: 'lecture',
  open: 'ouvert',
  sort: 'tri',
};

/** What a list was asked for. */
export interface ListQuery {
  readonly filter: Filter;
  readonly options: ListOptions;
}

const text = z.string().trim().max(maxTextLength);
const values = z
  .union([z.string(), z.array(z.string())])
  .transform((given) =>
    [given]
      .flat()
      .flatMap((value) => value.split(','))
      .map((value) => value.trim())
      .filter((value) => value !== ''),
  )
  .pipe(z.array(z.string().max(500)).max(maxValues));

/** `a,b,c` as that many numbers. */
function numbers(count: number) {
  return z
    .string()
    .transform((given) => given.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part))))
    .refine((list) => list.length === count && list.every(Number.isFinite));
}

const bbox = numbers(4)
  .refine(
    ([west = 0, south = 0, east = 0, north = 0]) =>
      Math.abs(west) <= 180 && Math.abs(east) <= 180 && south >= -90 && north <= 90 && south <= north,
  )
  .transform(([west = 0, south = 0, east = 0, north = 0]) => [west, south, east, north] as const);
const near = numbers(2)
  .refine(([lat = 0, lon = 0]) => Math.abs(lat) <= 90 && Math.abs(lon) <= 180)
  .transform(([lat = 0, lon = 0]) => ({ lat, lon }));

const facetParameters = Object.fromEntries(facetNames.map((name) => [name, values.optional()])) as Record<
  FacetName,
  z.ZodOptional<typeof values>
>;

/** The parameters of every list of the API: one contract for reading them and for the OpenAPI document. */
export const listParameters = z.strictObject({
  q: text.optional(),
  ...facetParameters,
  bbox: bbox.optional(),
  near: near.optional(),
  radius: z.coerce.number().positive().max(1000).optional(),
  sort: z.enum(sorts).optional(),
  page: z.coerce.number().int().min(1).max(1_000_000).optional(),
  size: z.coerce.number().int().min(1).max(maxPageSize).optional(),
  lang: z.enum(['fr', 'en']).optional(),
});
type Parameters = z.infer<typeof listParameters>;

/** What each parameter accepts, in words, for error answers and the OpenAPI document. */
export const accepted: Readonly<Record<string, string>> = {
  q: `text of at most ${maxTextLength} characters`,
  ...Object.fromEntries(facetNames.map((name) => [name, 'keys or IRIs, separated by commas'])),
  territory: 'département codes (49) or commune codes (49246), separated by commas',
  bbox: 'west,south,east,north in degrees',
  near: 'latitude,longitude in degrees',
  radius: 'kilometres, above 0 and at most 1000; goes with near',
  sort: sorts.join(', '),
  page: 'a whole number from 1',
  size: `a whole number from 1 to ${maxPageSize}`,
  lang: 'fr, en',
};

/** Reads the parameters of an API list; throws a 400 problem that names the first parameter at fault, its value and what is allowed. */
export function readApiQuery(
  query: Readonly<Record<string, unknown>>,
  section: Section,
  language: Language,
): ListQuery {
  const allowedNames = Object.keys(accepted).filter((name) => !isFilterName(name) || section.filters.includes(name));
  for (const name of Object.keys(query))
    if (!allowedNames.includes(name))
      throw problem(400, {
        parameter: name,
        value: String(query[name]),
        allowed: allowedNames,
        detail: {
          fr: `Le paramètre « ${name} » n’existe pas pour cette liste.`,
          en: `This list has no parameter “${name}”.`,
        },
      });
  return toListQuery(
    parse(query, (name) => name),
    section,
    language,
    20,
  );
}

/** Reads the parameters of a page; unknown ones (campaign tags) are ignored, bad values are 400. */
export function readPageQuery(
  query: Readonly<Record<string, unknown>>,
  section: Section,
  language: Language,
): ListQuery {
  const named: Record<string, unknown> = {};
  for (const name of ['q', 'page', ...section.filters, 'sort']) {
    const value = query[pageName(name)];
    if (value !== undefined && value !== '') named[name] = value;
  }
  return toListQuery(parse(named, pageName), section, language, 30);
}

/** The name a parameter has on pages. */
export function pageName(name: string): string {
  return isFilterName(name) || name === 'sort' ? pageNames[name] : name;
}

/** The page of a section's list narrowed by one value. */
export function narrowedList(section: Section, name: FacetName, key: string): string {
  return withParameters(section.path, { [pageName(name)]: key });
}

export function isFilterName(name: string): name is FacetName {
  return (facetNames as readonly string[]).includes(name);
}

function parse(query: Readonly<Record<string, unknown>>, shownName: (name: string) => string): Parameters {
  const parsed = listParameters.safeParse(query);
  if (parsed.success) return parsed.data;
  const name = String(parsed.error.issues[0]?.path[0] ?? '');
  const value = String(query[name] ?? '').slice(0, maxTextLength);
  throw problem(400, {
    parameter: shownName(name),
    value,
    allowed: [accepted[name] ?? ''],
    detail: {
      fr: `La valeur « ${value} » du paramètre « ${shownName(name)} » n’est pas acceptée.`,
      en: `The value “${value}” of the parameter “${shownName(name)}” is not accepted.`,
    },
  });
}

function toListQuery(given: Parameters, section: Section, language: Language, defaultSize: number): ListQuery {
  if ((given.radius !== undefined || given.sort === 'distance') && !given.near)
    throw problem(400, {
      parameter: 'near',
      allowed: [accepted.near ?? ''],
      detail: {
        fr: 'Il manque « near », le point d’où mesurer.',
        en: '“near”, the point to measure from, is missing.',
      },
    });
  const filter: Filter = {
    type: section.type,
    ...(given.q ? { q: given.q } : {}),
    ...Object.fromEntries(section.filters.filter((name) => given[name]?.length).map((name) => [name, given[name]])),
    ...(given.bbox ? { bbox: given.bbox } : {}),
    ...(given.near ? { near: { ...given.near, radiusKm: given.radius ?? 10 } } : {}),
  };
  const sort: Sort = given.sort ?? (given.near ? 'distance' : 'relevance');
  return { filter, options: { page: given.page ?? 1, size: given.size ?? defaultSize, sort, language } };
}
