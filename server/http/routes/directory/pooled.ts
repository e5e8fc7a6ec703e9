import { type Response, Router } from 'express';
import type { AppDeps } from '../../deps.ts';
import { problem } from '../../errors.ts';
import { notShown } from '../../gone.ts';
import { pooledPage } from '../../pages/lists/pooled-page.ts';
import { sectionOf } from '../../sections.ts';
import type { ContextOf } from '../page-context.ts';

const size = 50;

/** All that the members of a network seek, and all that they offer: its own page shows the first ones. */
export function pooledRoutes(
  deps: Pick<AppDeps, 'directory' | 'changes' | 'registrations'>,
  contextOf: ContextOf,
): Router {
  const router = Router();
  for (const type of ['need', 'offer'] as const)
    router.get(`${sectionOf('network').path}/:key${sectionOf(type).path}`, (request, response: Response) => {
      const key = request.params['key'] ?? '';
      const context = contextOf(request, response);
      const { language, now } = context;
      const page = Number(request.query['page'] ?? 1);
      const network = deps.directory.entity('network', key, language, () => false);
      if (!network) throw notShown(deps, 'network', key);
      if (!Number.isInteger(page) || page < 1) throw problem(404);
      const today = now.toISOString().slice(0, 10);
      const asked = { type, today, language, limit: size, offset: (page - 1) * size };
      const pooled = deps.directory.pooled({ network: network.iri }, asked);
      if (pooled.items.length === 0) throw problem(404);
      response.type('html').send(pooledPage({ network, type, pooled, page, size }, context));
    });
  return router;
}
