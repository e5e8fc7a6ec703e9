import type { Quad } from '@rdfjs/types';
import { type Request, type Response, Router } from 'express';
import type { Entity, Filter } from '../../directory/entity.ts';
import { defaultGraph, namedNode, quadOf } from '../../rdf/terms.ts';
import type { AppDeps, DirectoryReader } from '../deps.ts';
import { problem } from '../errors.ts';
import { notShown } from '../gone.ts';
import { languageOf } from '../language.ts';
import { isFilterName } from '../list-parameters.ts';
import { type ListQuery, readPageQuery } from '../list-query.ts';
import { negotiate, type RdfFormat, sendQuads, splitSuffix } from '../negotiate.ts';
import { entityPage } from '../pages/entity-page.ts';
import type { Content } from '../pages/html.ts';
import { choicesOf, listPage, type Widening } from '../pages/list-page.ts';
import type { PageContext } from '../pages/page-context.ts';
import { lastPage, withParameters } from '../pagination.ts';
import { entityPath, type Section, sections } from '../sections.ts';
import { troubleOf } from '../trouble.ts';
import type { ContextOf } from './page-context.ts';

/** The lists and the pages of entities, at their French addresses. */
export function entityRoutes(
  deps: Pick<AppDeps, 'directory' | 'changes' | 'documentQuads' | 'leads' | 'registrations'>,
  contextOf: ContextOf,
): Router {
  const router = Router();
  for (const section of sections) {
    if (section.type !== 'practice')
      router.get(section.path, (request, response) =>
        sendList(section, request, { response, directory: deps.directory, contextOf }),
      );
    router.get(`${section.path}/:key`, async (request, response) => {
      const { key, format } = splitSuffix(request.params.key);
      const chosen = format ?? negotiate(request, response);
      const language = languageOf(response);
      const entity = deps.directory.entity(section.type, key, language);
      if (!entity) throw notShown(deps, section.type, key);
      await sendEntity(entity, chosen, { deps, response, context: contextOf(request, response) });
    });
  }
  return router;
}

interface ListParts {
  readonly response: Response;
  readonly directory: DirectoryReader;
  readonly contextOf: ContextOf;
  readonly intro?: (context: PageContext) => Content;
}

/** Answers one list page; a page number beyond the end leads to the last page. */
export function sendList(
  section: Section,
  request: Request,
  { response, directory, contextOf, intro }: ListParts,
): void {
  const context = contextOf(request, response);
  const query = readPageQuery(request.query, section, context.language);
  const page = directory.list(query.filter, query.options);
  if (page.page > lastPage(page)) {
    response.redirect(303, withParameters(request.originalUrl, { page: lastPage(page) }));
    return;
  }
  const widenings = page.total === 0 ? widen(query, directory) : [];
  response
    .type('html')
    .send(listPage({ section, query, page, widenings, context, ...(intro ? { intro: intro(context) } : {}) }));
}

/** For an empty list: what each choice costs, so that the page can offer to take one back. */
function widen({ filter, options }: ListQuery, directory: DirectoryReader): Widening[] {
  return choicesOf(filter).map((choice) => {
    const { [choice.name]: values, ...others } = filter;
    const rest =
      isFilterName(choice.name) && Array.isArray(values) ? values.filter((value) => value !== choice.value) : [];
    const wider = { ...others, ...(rest.length > 0 ? { [choice.name]: rest } : {}) } as Filter;
    return { choice, total: directory.list(wider, { ...options, page: 1, size: 1 }).total };
  });
}

async function sendEntity(
  entity: Entity,
  format: 'html' | RdfFormat,
  {
    deps,
    response,
    context,
  }: {
    deps: Pick<AppDeps, 'documentQuads' | 'leads' | 'registrations'>;
    response: Response;
    context: PageContext;
  },
): Promise<void> {
  const { provenance } = entity;
  const changed = new Date(provenance.changedAt);
  if (!Number.isNaN(changed.getTime())) response.setHeader('Last-Modified', changed.toUTCString());
  const license = URL.canParse(provenance.license ?? '')
    ? `, <${new URL(provenance.license ?? '').href}>; rel="license"`
    : '';
  const page = entityPath(entity);
  const alternates = Object.entries({ ttl: 'text/turtle', jsonld: 'application/ld+json', nq: 'application/n-quads' })
    .map(([suffix, type]) => `<${page}.${suffix}>; rel="alternate"; type="${type}"`)
    .join(', ');
  response.setHeader('Link', `<${new URL(provenance.source).href}>; rel="via"${license}, ${alternates}`);
  if (format === 'html') {
    const leads = deps.leads(entity.type, entity.key, context.language);
    const trouble = troubleOf(provenance, deps.registrations.lastVisit(provenance.registration));
    response.type('html').send(entityPage(entity, { leads, trouble }, context));
    return;
  }
  const quads = await deps.documentQuads(provenance.source);
  if (!quads) throw problem(404);
  await sendQuads(response, format === 'nquads' ? inGraph(quads, provenance.source) : quads, format);
}

/** N-Quads name the graph by the registered URL, as the SPARQL endpoint does. */
function inGraph(quads: readonly Quad[], graph: string): Quad[] {
  return quads.map((q) =>
    q.graph.equals(defaultGraph()) ? quadOf(q.subject, q.predicate, q.object, namedNode(graph)) : q,
  );
}
