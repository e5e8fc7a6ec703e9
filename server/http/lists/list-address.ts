import type { Filter } from '../../directory/entity.ts';
import { facetNames } from '../../directory/entity.ts';
import { canEnd } from '../../directory/facets/facets.ts';
import type { Language } from '../../rdf/text.ts';
import type { Section } from '../sections.ts';
import { pageName } from './list-parameters.ts';
import { withParameters } from './pagination.ts';

/** The parameters of an address that say a filter; undefined for those it must not have. `nameOf` tells pages from the API. */
export function filterParameters(
  filter: Filter,
  nameOf: (name: string) => string = (name) => name,
): Record<string, string | undefined> {
  const { q, near, bbox } = filter;
  const parameters: Record<string, string | undefined> = { [nameOf('q')]: q };
  for (const name of facetNames) parameters[nameOf(name)] = filter[name]?.join(',') || undefined;
  parameters[nameOf('near')] = near && `${near.lat},${near.lon}`;
  parameters[nameOf('radius')] = near && String(near.radiusKm);
  parameters[nameOf('bbox')] = bbox?.join(',');
  parameters[nameOf('ended')] = filter.ended ? (nameOf('ended') === 'ended' ? 'true' : 'oui') : undefined;
  return parameters;
}

/** A page's address with another filter; its language and order stay, its page number does not. */
export function withFilter(address: string, filter: Filter): string {
  return withParameters(address, { ...filterParameters(filter, pageName), page: undefined });
}

/** The same list in its other forms: the filter travels along. */
export interface ListForms {
  readonly csv: string;
  readonly geojson: string;
  readonly json: string;
  /** Newest changes first, to subscribe to. */
  readonly atom: string;
  /** Events, or the last days of needs and offers, to subscribe to. */
  readonly ics?: string;
  /** The map, for what stands on it. */
  readonly map?: string;
  /** The same as an ecosystem. */
  readonly ecosystem?: string;
  /** The page that makes the lines to put it into one's own site. */
  readonly integrate?: string;
}

/** Where the same list is found in its other forms. */
export function listForms({ type, path, api }: Section, filter: Filter, language: Language): ListForms {
  const lang = language === 'en' ? 'en' : undefined;
  const file = (suffix: string) => withParameters(`/api/${api}${suffix}`, { ...filterParameters(filter), lang });
  const page = (address: string) => withParameters(address, { ...filterParameters(filter, pageName), lang });
  return {
    csv: file('.csv'),
    geojson: file('.geojson'),
    json: file(''),
    atom: page(`${path}.atom`),
    ...(type === 'event' || canEnd(type) ? { ics: page(`${path}.ics`) } : {}),
    ...(type === 'place' || type === 'network' ? { ecosystem: page('/ecosysteme') } : {}),
    ...(type === 'place' ? { map: withFilter('/', filter), integrate: page('/integrer') } : {}),
  };
}
