import { type Request, type Response, Router } from 'express';
import { facetNames, type Summary } from '../../directory/entity.ts';
import { facetSources } from '../../directory/facets.ts';
import type { EntityAnswer, ListAnswer } from '../contract.ts';
import { writeCsv } from '../csv.ts';
import type { AppDeps, DirectoryReader } from '../deps.ts';
import { problem } from '../errors.ts';
import { writeGeoJson } from '../geojson.ts';
import { notShown } from '../gone.ts';
import { languageOf } from '../language.ts';
import { maxPageSize } from '../list-parameters.ts';
import { type ListQuery, readApiQuery } from '../list-query.ts';
import { openApiDocument } from '../openapi.ts';
import { lastPage, pageLinks } from '../pagination.ts';
import { entityPath, type Section, sections } from '../sections.ts';
import { troubleOf } from '../trouble.ts';

type ListFormat = 'json' | 'geojson' | 'csv';
const listMedia: Readonly<Record<ListFormat, string>> = {
  json: 'application/json',
  geojson: 'application/geo+json',
  csv: 'text/csv',
};

/** Lists, entities and points as JSON, GeoJSON and CSV under `/api`. */
export function apiRoutes(deps: Pick<AppDeps, 'directory' | 'changes' | 'config' | 'leads' | 'registrations'>): Router {
  const { directory, config, leads, registrations } = deps;
  const router = Router();
  const pageOf = (item: Summary) => (config.origin ?? '') + entityPath(item);
  router.get('/openapi.json', (_request, response) => void response.json(openApiDocument(config.origin)));
  for (const section of sections) {
    const list = (format?: ListFormat) => (request: Request, response: Response) => {
      const query = readApiQuery(request.query, section, languageOf(response));
      checkConcepts(query, directory);
      response.vary('Accept');
      const chosen = format ?? acceptedFormat(request);
      const isWhole = chosen !== 'json' && request.query.page === undefined && request.query.size === undefined;
      const page = isWhole ? wholeList(query, directory) : directory.list(query.filter, query.options);
      if (!isWhole) response.setHeader('Link', pageLinks(request.originalUrl, page));
      response.setHeader('X-Total-Count', page.total);
      sendList(chosen, { page, section, query }, { response, directory, pageOf });
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
    router.get(`/${section.api}/:key/leads`, (request, response) => {
      const language = languageOf(response);
      const { key } = request.params;
      if (!directory.entity(section.type, key, language)) throw notShown(deps, section.type, key);
      const items = leads(section.type, key, language);
      response.json({ total: items.length, items });
    });
  }
  return router;
}

interface ListContext {
  readonly response: Response;
  readonly directory: DirectoryReader;
  readonly pageOf: (item: Summary) => string;
}

function sendList(
  format: ListFormat,
  { page, section, query }: { page: ListAnswer; section: Section; query: ListQuery },
  { response, directory, pageOf }: ListContext,
): void {
  response.type(listMedia[format]);
  switch (format) {
    case 'json':
      response.json(page);
      return;
    case 'geojson':
      response.send(JSON.stringify(writeGeoJson(page, pageOf)));
      return;
    case 'csv': {
      const findConcept = (scheme: string, key: string) =>
        directory.concepts(scheme).find((concept) => concept.key === key);
      response.attachment(`obsidienne-${section.api}.csv`);
      response.send(writeCsv(page.items, { findConcept, language: query.options.language, pageOf }));
    }
  }
}

/** All pages of a list as one: what people download is never cut. */
function wholeList({ filter, options }: ListQuery, directory: DirectoryReader): ListAnswer {
  const first = directory.list(filter, { ...options, page: 1, size: maxPageSize });
  const items = [...first.items];
  for (let page = 2; items.length < first.total && page <= lastPage(first); page++)
    items.push(...directory.list(filter, { ...options, page, size: maxPageSize }).items);
  return { ...first, items };
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

/** A misspelt concept would look like an empty list: it is refused, with the keys that exist. */
function checkConcepts({ filter }: ListQuery, directory: DirectoryReader): void {
  for (const name of facetNames) {
    const source = facetSources[name];
    if (source.kind !== 'concept') continue;
    const keys = directory.concepts(source.scheme).map(({ key }) => key);
    const unknown = filter[name]?.find((value) => !value.includes(':') && !keys.includes(value));
    if (unknown === undefined || keys.length === 0) continue;
    throw problem(400, {
      parameter: name,
      value: unknown,
      allowed: keys,
      detail: {
        fr: `« ${unknown} » n’est pas une valeur de « ${name} ».`,
        en: `“${unknown}” is not a value of “${name}”.`,
      },
    });
  }
}
