import { type Request, type Response, Router } from 'express';
import { boxAround } from '../../../directory/distance.ts';
import type { SuggestOptions } from '../../../directory/search/suggest.ts';
import type { AreaSuggestion, ConceptSuggestion, EntitySuggestion } from '../../../directory/search/suggestion.ts';
import { ownTown } from '../../../directory/without-lent.ts';
import { given } from '../../../rdf/given.ts';
import type { SearchAnswer } from '../../contract.ts';
import type { AppDeps } from '../../deps.ts';
import { languageOf } from '../../language.ts';
import { badValue, maxSearchLength, unknownParameter } from '../../lists/list-parameters.ts';
import { narrowedList } from '../../lists/list-query.ts';
import { acceptedInSearch, searchParameters } from '../../lists/search-parameters.ts';
import { entityPath, sectionOf } from '../../sections.ts';

/** Around a point, what lies nearer than this counts as seen. */
const viewRadiusKm = 25;

/** `GET /api/search`: suggestions while somebody types, by kind; what lies in the box or near the point comes first. */
export function searchRoutes({ directory, config }: Pick<AppDeps, 'directory' | 'config'>): Router {
  const router = Router();
  const address = (path: string) => (config.origin ?? '') + path;
  const placesBy = (facet: Parameters<typeof narrowedList>[1], key: string) =>
    address(narrowedList(sectionOf('place'), facet, key));
  const withPage = (found: EntitySuggestion) => {
    const { commune: _, ...entity } = found.entity;
    return {
      ...found,
      entity: { ...entity, ...given('commune', ownTown(found.entity)) },
      page: address(entityPath(entity)),
    };
  };
  const ofArea = (found: AreaSuggestion) => ({ ...found, page: placesBy('territory', found.code) });
  const ofConcept = (found: ConceptSuggestion) => ({ ...found, page: placesBy(found.facet, found.key) });

  router.get('/', (request: Request, response: Response) => {
    const { q, options } = readSearch(request.query, languageOf(response));
    const found = directory.suggest(q, options);
    response.json({
      q,
      places: found.places.map(withPage),
      areas: found.areas.map(ofArea),
      concepts: found.concepts.map(ofConcept),
      networks: found.networks.map(withPage),
      people: found.people.map(withPage),
      territories: found.territories.map(withPage),
      needs: found.needs.map(withPage),
      offers: found.offers.map(withPage),
    } satisfies SearchAnswer);
  });
  return router;
}

function readSearch(query: Readonly<Record<string, unknown>>, language: SuggestOptions['language']) {
  const allowed = Object.keys(acceptedInSearch);
  for (const name of Object.keys(query))
    if (!allowed.includes(name)) throw unknownParameter(name, query[name], allowed);
  const parsed = searchParameters.safeParse(query);
  if (!parsed.success) {
    const name = String(parsed.error.issues[0]?.path[0] ?? '');
    throw badValue(name, query[name], [acceptedInSearch[name] ?? '']);
  }
  const { q = '', limit = 5, bbox, near } = parsed.data;
  const view = bbox ?? (near && boxAround({ ...near, radiusKm: viewRadiusKm }));
  return { q: q.slice(0, maxSearchLength), options: { limit, language, ...(view ? { view } : {}) } };
}
