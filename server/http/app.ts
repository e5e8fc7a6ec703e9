import compression from 'compression';
import express, { type Express } from 'express';
import { atMost } from './at-most.ts';
import type { AppDeps } from './deps.ts';
import { answerErrors, notFound } from './errors.ts';
import { createFloodGate } from './flood-gate.ts';
import { chooseLanguage } from './language.ts';
import { leadOn } from './lead-on.ts';
import { readPageQuery } from './lists/list-query.ts';
import { baseMapPath, mapPage } from './pages/lists/map-page.ts';
import { apiRoutes } from './routes/api.ts';
import { agendaRoutes } from './routes/directory/agenda.ts';
import { conceptRoutes } from './routes/directory/concepts.ts';
import { diagnosisRoutes } from './routes/directory/diagnosis.ts';
import { ecosystemRoutes } from './routes/directory/ecosystem.ts';
import { entityRoutes } from './routes/directory/entities.ts';
import { foreignRoutes } from './routes/directory/foreign.ts';
import { leadRoutes } from './routes/directory/leads.ts';
import { listQueryRoutes } from './routes/directory/list-queries.ts';
import { createSendList, listRoutes } from './routes/directory/lists.ts';
import { pastRoutes } from './routes/directory/past.ts';
import { readerRoutes } from './routes/directory/readers.ts';
import { searchRoutes } from './routes/directory/search.ts';
import { sourceRoutes } from './routes/directory/sources.ts';
import { statementRoutes } from './routes/directory/statements.ts';
import { territoryRoutes } from './routes/directory/territories.ts';
import { whoRoutes } from './routes/directory/who.ts';
import { identityRoutes } from './routes/identity.ts';
import { embedRoutes } from './routes/map/embed.ts';
import { flowRoutes } from './routes/map/flows.ts';
import { markRoutes } from './routes/map/marks.ts';
import { pointRoutes } from './routes/map/points.ts';
import { tileMedia, tileRoutes } from './routes/map/tiles.ts';
import { noticeRoutes } from './routes/notices.ts';
import { catalogueRoutes } from './routes/opendata/catalogue.ts';
import { datedDownloadRoutes } from './routes/opendata/dated-downloads.ts';
import { feedRoutes } from './routes/opendata/feed.ts';
import { ldesRoutes } from './routes/opendata/ldes.ts';
import { listFeedRoutes } from './routes/opendata/list-feeds.ts';
import { observatoryRoutes } from './routes/opendata/observatory.ts';
import { snapshotRoutes } from './routes/opendata/snapshots.ts';
import { vocabularyRoutes } from './routes/opendata/vocabulary.ts';
import { operationRoutes } from './routes/operation.ts';
import { createContextOf } from './routes/page-context.ts';
import { checkRoutes } from './routes/publishing/checking.ts';
import { communeRoutes } from './routes/publishing/communes.ts';
import { followingRoutes } from './routes/publishing/following.ts';
import { formRoutes } from './routes/publishing/form.ts';
import { inboxLink, inboxRoutes } from './routes/publishing/inbox.ts';
import { podRoutes } from './routes/publishing/pod.ts';
import { registrationRoutes } from './routes/publishing/registrations.ts';
import { sectionOf, sections } from './sections.ts';
import { openToAll, protect } from './security.ts';
import { createVocabulary } from './vocabulary.ts';

/** Addresses that scripts of any site may read: the API and everything that also speaks RDF. */
const openPaths = [
  '/api',
  '/tiles',
  '/registrations',
  '/check',
  '/exploitation',
  '/feed.atom',
  '/feed',
  '/observatoire',
  '/catalog',
  '/catalog.ttl',
  '/catalog.jsonld',
  '/catalog.nq',
  '/catalog.rdf',
  '/.well-known/void',
  '/snapshots',
  '/sources',
  '/ns',
  '/shapes',
  '/vocab',
  '/context.jsonld',
  '/health',
  ...sections.flatMap(({ path }) => [path, `${path}.atom`]),
  '/evenements.ics',
  '/feed.ics',
  '/besoins.ics',
  '/offres.ics',
];

/** A check reads a site and runs the shapes: more at once would slow the pages of everyone. */
const maxChecks = 4;

/** The whole web face of the observatory: pages, API, SPARQL, vocabulary. */
export function createApp(deps: AppDeps): Express {
  const { assets, config, log } = deps;
  const app = express();
  const vocabulary = createVocabulary(config);
  const contextOf = createContextOf(deps, vocabulary);
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  // A proxy on this machine says for whom it asks.
  app.set('trust proxy', 'loopback');
  app.use(protect(config.origin, config.baseMap));
  app.use(
    compression({
      filter: (request, response) =>
        compression.filter(request, response) || response.getHeader('Content-Type') === tileMedia,
    }),
  );
  if (config.baseMap && 'file' in config.baseMap) {
    const { file } = config.baseMap;
    app.get(baseMapPath, (_request, response) => response.sendFile(file, { dotfiles: 'allow', maxAge: '1d' }));
  }
  // Built files carry a hash of their content in their name.
  app.use(
    '/assets',
    express.static(assets.folder, { immutable: true, maxAge: '1y', index: false, dotfiles: 'ignore' }),
  );
  // Everything else may change with the next visit: caches ask, and mostly hear 304.
  app.use((_request, response, next) => {
    response.setHeader('Cache-Control', 'no-cache');
    next();
  });
  app.use(chooseLanguage);
  app.use(openPaths, openToAll);
  app.get('/', (request, response) => {
    const context = { ...contextOf(request, response), assets: assets.map };
    const { filter, options } = readPageQuery(request.query, sectionOf('place'), context.language);
    response.append('Link', inboxLink(config.origin));
    // The map's script would find out only when it runs.
    for (const script of assets.map.preloads ?? []) response.append('Link', `<${script}>; rel=modulepreload`);
    response.append('Link', '</api/points>; rel=preload; as=fetch; crossorigin');
    response
      .type('html')
      .send(mapPage({ list: deps.directory.list(filter, options), filter, baseMap: config.baseMap, context }));
  });
  app.use('/api/points', pointRoutes(deps.points));
  app.use('/tiles', tileRoutes(deps.points));
  app.use(datedDownloadRoutes(deps));
  app.use('/api/search', searchRoutes(deps));
  app.use('/api/communes', communeRoutes());
  app.use('/api', flowRoutes(deps));
  app.use('/api', markRoutes(deps));
  app.use(agendaRoutes(deps, contextOf));
  app.use(leadRoutes(deps, contextOf));
  app.use(diagnosisRoutes(deps, { vocabulary, contextOf }));
  app.use(ecosystemRoutes(deps, contextOf));
  app.use('/api', apiRoutes(deps));
  app.use('/sparql', deps.sparql);
  app.use(listQueryRoutes(deps, contextOf));
  const gate = createFloodGate(deps.now);
  const registrations = gate.guard(deps.registrations);
  app.post(
    ['/inbox', '/registrations', '/publier', '/publier/image', '/publier/position', '/exploitation/session'],
    gate.sender,
  );
  // A link to check, or to begin from, has an address read too.
  app.get(['/verifier', '/publier/fiche'], (request, response, next) =>
    request.query['url'] || request.query['depuis'] ? gate.sender(request, response, next) : next(),
  );
  app.use('/inbox', inboxRoutes({ ...deps, registrations }));
  const gently = atMost(maxChecks);
  const checks = {
    check: gently(deps.check),
    readProfile: gently(deps.readProfile),
    lookAtPicture: gently(deps.lookAtPicture),
  };
  app.use(followingRoutes(deps));
  app.use(registrationRoutes({ ...deps, registrations }, { vocabulary, contextOf }));
  app.use(checkRoutes({ ...deps, ...checks }, contextOf));
  app.use(embedRoutes(deps, contextOf));
  app.use(formRoutes({ ...deps, ...checks }, { vocabulary, contextOf }));
  app.use(podRoutes(config, contextOf));
  const sendList = createSendList({ directory: deps.directory, contextOf });
  app.use(vocabularyRoutes(deps, { vocabulary, contextOf }));
  app.use(conceptRoutes(deps, { vocabulary, contextOf, sendList }));
  app.use(territoryRoutes(deps, { contextOf, sendList }));
  app.use(whoRoutes(deps, contextOf));
  app.use(readerRoutes(deps, contextOf));
  app.use(listRoutes(sendList));
  app.use(listFeedRoutes(deps));
  app.use(statementRoutes(deps, { vocabulary, contextOf }));
  app.use(pastRoutes(deps, contextOf));
  app.use(foreignRoutes(deps, contextOf));
  app.use(entityRoutes(deps, contextOf));
  app.use(feedRoutes(deps));
  app.use(ldesRoutes(deps));
  app.use(catalogueRoutes(deps, contextOf));
  app.use(snapshotRoutes(deps, contextOf));
  app.use(observatoryRoutes(deps, contextOf));
  app.use(sourceRoutes(deps, contextOf));
  app.use(noticeRoutes(deps, contextOf));
  app.use(operationRoutes(deps, contextOf));
  app.use(identityRoutes(deps, contextOf));
  app.use(notFound);
  app.use(leadOn(deps));
  app.use(answerErrors({ log, assets: assets.pages, ...(config.origin ? { origin: config.origin } : {}) }));
  return app;
}
