import { type Request, Router } from 'express';
import { type LeadKind, type Leads, leadKinds } from '../../../cooperation/leads.ts';
import { findTerritory } from '../../../geography/territory.ts';
import type { Language } from '../../../rdf/text.ts';
import { baseOf } from '../../base-of.ts';
import type { LeadsAnswer } from '../../contract.ts';
import type { AppDeps } from '../../deps.ts';
import { problem } from '../../errors.ts';
import { writeLeadsFeed } from '../../feeds/leads-feed.ts';
import { notShown } from '../../gone.ts';
import { languageOf } from '../../language.ts';
import { askerOf, hasLeads, type LeadSubject } from '../../lead-address.ts';
import { badValue, unknownParameter } from '../../lists/list-parameters.ts';
import { pageLinks } from '../../lists/pagination.ts';
import { draftCooperationPage } from '../../pages/leads/draft-cooperation-page.ts';
import { leadsPage } from '../../pages/leads/leads-page.ts';
import { entityPath, type Section, sections } from '../../sections.ts';
import { openToAll } from '../../security.ts';
import type { ContextOf } from '../page-context.ts';

type Deps = Pick<AppDeps, 'directory' | 'changes' | 'leads' | 'config' | 'now'>;

const pageSize = 20;
const feedSize = 50;
const largestPage = 100;
const allowed = ['page', 'size', 'kind', 'lang'];

/** The leads of places, networks, projects and territories: pages, JSON, feeds, and the way to a draft that both publish. */
export function leadRoutes(deps: Deps, contextOf: ContextOf): Router {
  const router = Router();
  for (const section of sections.filter(({ type }) => hasLeads(type))) {
    router.use([`/api/${section.api}/:key/leads`, `${section.path}/:key/pistes.atom`], openToAll);
    router.get(`/api/${section.api}/:key/leads`, async (request, response) => {
      const subject = subjectOf(deps, section, request.params.key, languageOf(response));
      const asked = readQuery(request, Number(request.query['size'] ?? pageSize));
      const found = await find(deps, subject, { ...asked, language: languageOf(response) });
      response.setHeader('Link', pageLinks(request.originalUrl, { ...asked, total: found.total }));
      response.json({
        total: found.total,
        page: asked.page,
        size: asked.size,
        kinds: found.kinds,
        leftOut: found.leftOut,
        asked: found.asked ?? null,
        items: found.leads,
      } satisfies LeadsAnswer);
    });
    router.get(`${section.path}/:key/pistes.atom`, async (request, response) => {
      const language = languageOf(response);
      const subject = subjectOf(deps, section, request.params.key, language);
      const found = await find(deps, subject, { ...readQuery(request, feedSize), page: 1, language });
      response
        .type('application/atom+xml')
        .send(writeLeadsFeed(subject, found.leads, { base: baseOf(request, deps.config), language }));
    });
    router.get(`${section.path}/:key/pistes`, async (request, response) => {
      const context = contextOf(request, response);
      const subject = subjectOf(deps, section, request.params.key, context.language);
      const asked = readQuery(request, pageSize);
      const found = await find(deps, subject, { ...asked, language: context.language });
      if (asked.page > Math.max(1, Math.ceil(found.total / asked.size))) throw problem(404);
      response.append('Link', `<${subject.path}/pistes.atom>; rel="alternate"; type="application/atom+xml"`);
      response.type('html').send(leadsPage({ subject, found, ...asked }, context));
    });
    router.get(`${section.path}/:key/pistes/:lead`, async (request, response) => {
      const context = contextOf(request, response);
      const subject = subjectOf(deps, section, request.params.key, context.language);
      const found = await find(deps, subject, { page: 1, size: 200, language: context.language });
      const lead = found.leads.find(({ id }) => id === request.params.lead);
      // It stands only as long as what it rests on does.
      if (!lead) {
        response.redirect(302, `${subject.path}/pistes`);
        return;
      }
      response.type('html').send(draftCooperationPage({ subject, lead }, context));
    });
  }
  return router;
}

function find(
  { leads, now }: Deps,
  { asker }: LeadSubject,
  { page, size, kinds, language }: { page: number; size: number; kinds?: readonly LeadKind[]; language: Language },
): Promise<Leads> {
  return leads.of(asker, { language, now: now(), offset: (page - 1) * size, limit: size, ...(kinds ? { kinds } : {}) });
}

function subjectOf(deps: Deps, { type, path, api }: Section, key: string, language: Language): LeadSubject {
  const territory = type === 'territory' ? findTerritory(key.toUpperCase()) : undefined;
  if (territory)
    return {
      asker: askerOf(territory),
      name: territory.name,
      path: `${path}/${territory.code}`,
      api: `/api/${api}/${territory.code}/leads`,
    };
  const entity = deps.directory.entity(type, key, language, () => false);
  if (!entity) throw notShown(deps, type, key);
  return {
    asker: { type, key },
    name: entity.name,
    iri: entity.iri,
    path: entityPath(entity),
    api: `/api/${api}/${encodeURIComponent(key)}/leads`,
  };
}

function readQuery({ query }: Request, size: number): { page: number; size: number; kinds?: readonly LeadKind[] } {
  for (const name of Object.keys(query))
    if (!allowed.includes(name)) throw unknownParameter(name, query[name], allowed);
  const page = Number(query['page'] ?? 1);
  if (!Number.isInteger(page) || page < 1) throw badValue('page', query['page'], ['1', '2']);
  if (!Number.isInteger(size) || size < 1 || size > largestPage)
    throw badValue('size', query['size'], [`1–${largestPage}`]);
  const asked = String(query['kind'] ?? '')
    .split(',')
    .filter(Boolean);
  const wrong = asked.find((kind) => !(leadKinds as readonly string[]).includes(kind));
  if (wrong !== undefined) throw badValue('kind', wrong, leadKinds);
  return { page, size, ...(asked.length > 0 ? { kinds: asked as readonly LeadKind[] } : {}) };
}
