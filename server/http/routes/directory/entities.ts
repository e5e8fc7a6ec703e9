import type { Quad } from '@rdfjs/types';
import { type Response, Router } from 'express';
import type { Entity } from '../../../directory/entity.ts';
import { defaultGraph, namedNode, quadOf } from '../../../rdf/terms.ts';
import type { AppDeps } from '../../deps.ts';
import { problem } from '../../errors.ts';
import { notShown } from '../../gone.ts';
import { twinsOf } from '../../identity-view.ts';
import { languageOf } from '../../language.ts';
import { mergedView } from '../../merged-view.ts';
import { negotiate, type RdfFormat, sendQuads, splitSuffix } from '../../negotiate.ts';
import { isShown } from '../../pages/entity/entity-links.ts';
import { entityPage } from '../../pages/entity/entity-page.ts';
import { linksPage } from '../../pages/entity/links-page.ts';
import { mayBeRecord, passedOnNotice } from '../../pages/entity/passed-on-notice.ts';
import type { PageContext } from '../../pages/frame/page-context.ts';
import { entityPath, sections } from '../../sections.ts';
import { shortLeads } from '../../short-leads.ts';
import { signpostsOf } from '../../signposts.ts';
import { surroundingsOf } from '../../surroundings.ts';
import { troubleOf } from '../../trouble.ts';
import type { ContextOf } from '../page-context.ts';
import { pooledRoutes } from './pooled.ts';

const linksOnPage = 50;

/** The pages of entities, at their French addresses. */
export function entityRoutes(
  deps: Pick<AppDeps, 'directory' | 'changes' | 'documentQuads' | 'leads' | 'identity' | 'registrations'>,
  contextOf: ContextOf,
): Router {
  const router = Router();
  router.use(pooledRoutes(deps, contextOf));
  for (const section of sections) {
    router.get(`${section.path}/:key`, async (request, response) => {
      const { key, format } = splitSuffix(request.params.key);
      const chosen = format ?? negotiate(request, response);
      const language = languageOf(response);
      const entity = deps.directory.entity(section.type, key, language, isShown);
      const heir = entity ? undefined : deps.directory.replacedBy(section.type, key);
      if (heir) {
        // Not for ever: a profile that goes, or says so no longer, gives the record its page back.
        response.redirect(302, entityPath(heir) + (format ? `.${request.params.key.split('.').at(-1)}` : ''));
        return;
      }
      if (!entity) throw notShown(deps, section.type, key);
      await sendEntity(entity, chosen, { deps, response, context: contextOf(request, response) });
    });
    router.get(`${section.path}/:key/liens/:relation`, (request, response) => {
      const { key, relation } = request.params;
      const context = contextOf(request, response);
      const asked = Number(request.query['page'] ?? 1);
      const isOnPage = (name: string, index: number) =>
        name === relation && Math.floor(index / linksOnPage) + 1 === asked;
      const entity = deps.directory.entity(section.type, key, context.language, isOnPage);
      if (!entity) throw notShown(deps, section.type, key);
      const links = entity.links.filter((link) => link.relation === relation);
      const last = Math.max(1, Math.ceil(links.length / linksOnPage));
      if (links.length === 0 || !Number.isInteger(asked) || asked < 1 || asked > last) throw problem(404);
      response.type('html').send(linksPage({ entity, relation, links, page: asked, size: linksOnPage }, context));
    });
  }
  return router;
}

async function sendEntity(
  entity: Entity,
  format: 'html' | RdfFormat,
  {
    deps,
    response,
    context,
  }: {
    deps: Pick<AppDeps, 'directory' | 'documentQuads' | 'leads' | 'identity' | 'registrations'>;
    response: Response;
    context: PageContext;
  },
): Promise<void> {
  const { provenance } = entity;
  const changed = new Date(provenance.changedAt);
  if (!Number.isNaN(changed.getTime())) response.setHeader('Last-Modified', changed.toUTCString());
  const page = entityPath(entity);
  response.append('Link', signpostsOf(entity, format, page));
  if (format === 'html') {
    const leads = await shortLeads(deps.leads, entity, context);
    const trouble = troubleOf(provenance, deps.registrations.lastVisit(provenance.registration));
    const surroundings = surroundingsOf(entity, deps.directory, context);
    const twins = entity.type === 'person' ? [] : twinsOf(entity.iri, deps, context.language);
    const merged = mergedView(entity, deps.identity, context.language);
    const record = mayBeRecord(provenance.source) ? await deps.documentQuads(provenance.source) : undefined;
    const notice = record && passedOnNotice(provenance.source, record, context);
    response.type('html').send(entityPage(entity, { leads, twins, merged, trouble, notice, ...surroundings }, context));
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
