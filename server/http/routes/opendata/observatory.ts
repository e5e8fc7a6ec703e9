import { Router } from 'express';
import type { AppDeps } from '../../deps.ts';
import { problem } from '../../errors.ts';
import { createFigures } from '../../figures/figures.ts';
import { writeFigure } from '../../figures/write-figure.ts';
import { observatoryPage } from '../../pages/opendata/observatory-page.ts';
import type { ContextOf } from '../page-context.ts';

/** `/observatoire`: what the profiles say together, each figure with its query and its table. */
export function observatoryRoutes(
  deps: Pick<AppDeps, 'directory' | 'changes' | 'health' | 'now'>,
  contextOf: ContextOf,
): Router {
  const router = Router();
  const figures = createFigures(deps);
  router.get('/observatoire', async (request, response) => {
    const context = contextOf(request, response);
    response.type('html').send(observatoryPage(await figures(context), context));
  });
  router.get('/observatoire/:key.csv', async (request, response) => {
    const { key } = request.params;
    const figure = (await figures(contextOf(request, response))).find((one) => one.key === key);
    if (!figure) throw problem(404);
    response.type('text/csv').attachment(`obsidienne-${key}.csv`).send(writeFigure(figure));
  });
  return router;
}
