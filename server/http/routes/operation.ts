import { Router } from 'express';
import type { AppDeps } from '../deps.ts';
import { operationPage } from '../pages/notices/operation-page.ts';
import type { ContextOf } from './page-context.ts';

/** The operator's page, open to all: it shows nothing that the pages of each profile do not show. */
export function operationRoutes({ operation }: Pick<AppDeps, 'operation'>, contextOf: ContextOf): Router {
  const router = Router();
  router.get('/exploitation', async (request, response) => {
    const seen = await operation();
    response.setHeader('X-Robots-Tag', 'noindex');
    response.vary('Accept');
    if (request.accepts(['application/json', 'text/html']) === 'text/html')
      response.type('html').send(operationPage(seen, contextOf(request, response)));
    else response.json(seen);
  });
  return router;
}
