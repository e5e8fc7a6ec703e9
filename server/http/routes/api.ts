import { type Request, type Response, Router } from 'express';
import type { Summary } from '../../directory/entity.ts';
import { writeCsv } from '../../opendata/write-csv.ts';
import { writeGeoJson } from '../../opendata/write-geojson.ts';
import type { EntityAnswer, ListAnswer } from '../contract.ts';
import type { AppDeps } from '../deps.ts';
import { problem } from '../errors.ts';
import { notShown } from '../gone.ts';
import { languageOf } from '../language.ts';
import { checkConcepts } from '../lists/known-concepts.ts';
import { readApiQuery } from '../lists/list-query.ts';
import { pageLinks } from '../lists/pagination.ts';
import { openApiDocument } from '../openapi/openapi.ts';
import { entityPath, sections } from '../sections.ts';
import { sendPieces } from '../send-pieces.ts';
import { troubleOf } from '../trouble.ts';

type ListFormat = 'json' | 'geojson' | 'csv';
const listMedia: Readonly<Record<ListFormat, string>> = {
  json: 'application/json',
  geojson: 'application/geo+json',
  csv: 'text/csv',
};

/** Lists, entities and points as JSON, GeoJSON and CSV under `/api`. */
export function apiRoutes(deps: Pick<AppDeps, 'directory' | 'changes' | 'config' | 'registrations'>): Router {
  const { directory, config, registrations } = deps;
  const router = Router();
  const pageOf = (item: Summary) => (config.origin ?? '') + entityPath(item);
  router.get('/openapi.json', (_request, response) => void response.json(openApiDocument(config.origin)));
  for (const section of sections) {
    const list = (format?: ListFormat) => async (request: Request, response: Response) => {
      const query = readApiQuery(request.query, section, languageOf(response));
      checkConcepts(query, directory);
      const { filter, options } = query;
      response.vary('Accept');
      const chosen = format ?? acceptedFormat(request);
      const isPaged = chosen === 'json' || request.query.page !== undefined || request.query.size !== undefined;
      const page = isPaged ? directory.list(filter, { ...options, facets: chosen === 'json' }) : undefined;
      if (page) response.setHeader('Link', pageLinks(request.originalUrl, page));
      const whole = page ? { total: page.total, pieces: [page.items] } : directory.all(filter, options);
      response.setHeader('X-Total-Count', whole.total);
      if (chosen === 'json') {
        response.json(page satisfies ListAnswer | undefined);
        return;
      }
      response.type(listMedia[chosen]);
      if (chosen === 'csv') response.attachment(`obsidienne-${section.api}.csv`);
      const findConcept = (scheme: string, key: string) => directory.concepts(scheme).find((one) => one.key === key);
      const written =
        chosen === 'csv'
          ? writeCsv(whole.pieces, { findConcept, language: options.language, pageOf })
          : writeGeoJson(whole, pageOf);
      await sendPieces(written, response);
    };
    router.get(`/${section.api}`, list());
    router.get(`/${section.api}.json`, list('json'));
    router.get(`/${section.api}.geojson`, list('geojson'));
    router.get(`/${section.api}.csv`, list('csv'));
    router.get(`/${section.api}/:key`, (request, response) => {
      const language = languageOf(response);
      const { key } = request.params;
      const entity = directory.entity(section.type, key, language);
      if (!entity) throw notShown(deps, section.type, key);
      const { provenance } = entity;
      const trouble = troubleOf(provenance, registrations.lastVisit(provenance.registration));
      response.json({ ...entity, trouble } satisfies EntityAnswer);
    });
  }
  return router;
}

function acceptedFormat(request: Request): ListFormat {
  const accepted = request.accepts(['application/json', 'application/geo+json', 'text/csv']);
  if (accepted === 'text/csv') return 'csv';
  if (accepted === 'application/geo+json') return 'geojson';
  // A browser that only asks for HTML is shown the JSON rather than refused: the address is an API's.
  if (accepted === 'application/json' || request.accepts('html')) return 'json';
  throw problem(406, {
    allowed: Object.values(listMedia),
    detail: { fr: 'Cette liste existe en JSON, GeoJSON et CSV.', en: 'This list exists as JSON, GeoJSON and CSV.' },
  });
}
