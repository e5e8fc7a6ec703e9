import { type Request, type Response, Router } from 'express';
import { type EntityType, entityTypes } from '../../../directory/entity.ts';
import { classOf } from '../../../directory/entity-types.ts';
import { describeCatalogue } from '../../../opendata/describe-catalogue.ts';
import { describeVoid, type LinkedDataset } from '../../../opendata/describe-void.ts';
import { listSnapshots } from '../../../opendata/kept-snapshots.ts';
import linkedDatasets from '../../../opendata/linked-datasets.json' with { type: 'json' };
import { given } from '../../../rdf/given.ts';
import { baseOf } from '../../base-of.ts';
import type { AppDeps } from '../../deps.ts';
import { alternateLinks, negotiate, ownFormats, profileFormats, sendQuads, splitSuffix } from '../../negotiate.ts';
import { cataloguePage } from '../../pages/opendata/catalogue-page.ts';
import type { ContextOf } from '../page-context.ts';

const shownExamples = 3;

/** `/catalog` (DCAT-AP 3) and `/.well-known/void`: what can be had here, for catalogues, harvesters and people. */
export function catalogueRoutes(
  { directory, changes, config, countQuads }: Pick<AppDeps, 'directory' | 'changes' | 'config' | 'countQuads'>,
  contextOf: ContextOf,
): Router {
  const router = Router();
  const changedAt = () => changes.read({}, { limit: 1 })[0]?.at;
  const stateOf = (request: Request) => {
    const at = changedAt();
    return {
      base: baseOf(request, config),
      snapshots: config.snapshotFolder === undefined ? [] : listSnapshots(config.snapshotFolder),
      ...(at ? { changedAt: at } : {}),
      ...(config.contact ? { contact: config.contact } : {}),
    };
  };
  const dated = (response: Response) => {
    const at = changedAt();
    if (at) response.setHeader('Last-Modified', new Date(at).toUTCString());
  };

  router.get(
    ['/catalog', '/catalog.ttl', '/catalog.jsonld', '/catalog.nq', '/catalog.rdf'],
    async (request, response) => {
      const format = splitSuffix(request.path, ownFormats).format ?? negotiate(request, response, ownFormats);
      const quads = describeCatalogue(stateOf(request));
      dated(response);
      response.append('Link', alternateLinks('/catalog', ownFormats));
      if (format === 'html') response.type('html').send(cataloguePage(quads, contextOf(request, response)));
      else await sendQuads(response, quads, format);
    },
  );

  let known: { readonly of: number; readonly triples: number; readonly linked: readonly LinkedDataset[] } | undefined;
  /** Counted again when something changed: it is a pass over all links. */
  const sizes = () => {
    if (known?.of !== changes.last)
      known = {
        of: changes.last,
        triples: countQuads(),
        linked: linkedDatasets.map((one) => ({ ...one, links: directory.countSameAs(one.spaces) })),
      };
    return { triples: known.triples, linked: known.linked };
  };

  router.get('/.well-known/void', async (request, response) => {
    response.vary('Accept');
    const accepted = request.accepts(['text/turtle', 'application/ld+json', 'application/n-quads', 'text/html']);
    // People have a page that says the same.
    if (accepted === 'text/html') {
      response.redirect(303, '/catalog');
      return;
    }
    const format = negotiate(request, response, profileFormats);
    dated(response);
    const counts = directory.counts();
    const classes = entityTypes.filter((type) => counts[type] > 0).map((type) => [type, classOf(type)] as const);
    const { items } = directory.list(
      { type: 'place' },
      { page: 1, size: shownExamples, language: 'fr', facets: false },
    );
    const { snapshots, ...state } = stateOf(request);
    const [snapshot] = snapshots;
    const quads = describeVoid({
      ...state,
      ...sizes(),
      ...given('snapshot', snapshot),
      counts,
      classes: Object.fromEntries(classes) as Partial<Record<EntityType, string>>,
      examples: items.map(({ iri }) => iri),
    });
    await sendQuads(response, quads, format === 'html' ? 'turtle' : format);
  });
  return router;
}
