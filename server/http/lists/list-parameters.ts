import { z } from 'zod';
import { type FacetName, facetNames, type Sort } from '../../directory/entity.ts';
import { canEnd } from '../../directory/facets/facets.ts';
import { problem } from '../errors.ts';
import type { Section } from '../sections.ts';

/** The largest page of a list; a client that wants all follows the `next` links. */
export const maxPageSize = 200;
/** The longest search; pages cut what is longer, the API refuses it. */
export const maxSearchLength = 500;
const maxValues = 50;

/** The orders a list can come in; `relevance` is the natural one when nothing is searched, `distance` needs `near`. */
export const sorts = ['relevance', 'name', 'changed', 'distance', 'date'] as const satisfies readonly Sort[];

/** French names of the same parameters on pages. */
const pageNames: Readonly<Record<FacetName | 'sort' | 'near' | 'radius' | 'bbox' | 'ended', string>> = {
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
  eventKind: 'genre',
  when: 'quand',
  freshness: 'lecture',
  open: 'ouvert',
  sort: 'tri',
  near: 'pres',
  radius: 'rayon',
  bbox: 'cadre',
  ended: 'termines',
};

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

/** `west,south,east,north` in degrees. */
export const bboxParameter = numbers(4)
  .refine(
    ([west = 0, south = 0, east = 0, north = 0]) =>
      Math.abs(west) <= 180 && Math.abs(east) <= 180 && south >= -90 && north <= 90 && south <= north,
  )
  .transform(([west = 0, south = 0, east = 0, north = 0]) => [west, south, east, north] as const);

/** `latitude,longitude` in degrees. */
export const nearParameter = numbers(2)
  .refine(([lat = 0, lon = 0]) => Math.abs(lat) <= 90 && Math.abs(lon) <= 180)
  .transform(([lat = 0, lon = 0]) => ({ lat, lon }));

const facetParameters = Object.fromEntries(facetNames.map((name) => [name, values.optional()])) as Record<
  FacetName,
  z.ZodOptional<typeof values>
>;

/** The parameters of every list of the API: one contract for reading them and for the OpenAPI document. */
export const listParameters = z.strictObject({
  q: z.string().trim().max(maxSearchLength).optional(),
  ...facetParameters,
  bbox: bboxParameter.optional(),
  near: nearParameter.optional(),
  ended: z
    .enum(['true', 'false', 'oui', 'non'])
    .transform((value) => value === 'true' || value === 'oui')
    .optional(),
  radius: z.coerce.number().positive().max(1000).optional(),
  sort: z.enum(sorts).optional(),
  page: z.coerce.number().int().min(1).max(1_000_000).optional(),
  size: z.coerce.number().int().min(1).max(maxPageSize).optional(),
  lang: z.enum(['fr', 'en']).optional(),
});
export type ListParameters = z.infer<typeof listParameters>;

/** What each parameter accepts, in words, for error answers and the OpenAPI document. */
export const accepted: Readonly<Record<string, string>> = {
  q: `text of at most ${maxSearchLength} characters`,
  ...Object.fromEntries(facetNames.map((name) => [name, 'keys or IRIs, separated by commas'])),
  territory: 'codes of régions (R52), départements (49) or communes (49246), separated by commas',
  freshness: 'week, month, older: how long ago the profile was last read, separated by commas',
  when: 'upcoming, past, undated, separated by commas',
  open: 'now',
  ended: 'true: needs and offers that are met or over too, which lists leave out',
  bbox: 'west,south,east,north in degrees',
  near: 'latitude,longitude in degrees',
  radius: 'kilometres, above 0 and at most 1000; goes with near',
  sort: sorts.join(', '),
  page: 'a whole number from 1',
  size: `a whole number from 1 to ${maxPageSize}`,
  lang: 'fr, en',
};

/** The name a parameter has on pages. */
export function pageName(name: string): string {
  return Object.hasOwn(pageNames, name) ? pageNames[name as keyof typeof pageNames] : name;
}

/** Whether the lists of a type take a parameter: facets are those of the type, and only needs and offers can end. */
export function takesParameter({ type, filters }: Section, name: string): boolean {
  if (isFilterName(name)) return filters.includes(name);
  return name !== 'ended' || canEnd(type);
}

export function isFilterName(name: string): name is FacetName {
  return (facetNames as readonly string[]).includes(name);
}

/** The 400 problem for a parameter that does not exist here. */
export function unknownParameter(name: string, value: unknown, allowed: readonly string[]) {
  return problem(400, {
    parameter: name,
    value: String(value).slice(0, maxSearchLength),
    allowed,
    detail: {
      fr: `Le paramètre « ${name} » n’existe pas pour cette liste.`,
      en: `This list has no parameter “${name}”.`,
    },
  });
}

/** The 400 problem for a value that a parameter does not take. */
export function badValue(name: string, value: unknown, allowed: readonly string[]) {
  const shown = String(value ?? '').slice(0, maxSearchLength);
  return problem(400, {
    parameter: name,
    value: shown,
    allowed,
    detail: {
      fr: `La valeur « ${shown} » du paramètre « ${name} » n’est pas acceptée.`,
      en: `The value “${shown}” of the parameter “${name}” is not accepted.`,
    },
  });
}
