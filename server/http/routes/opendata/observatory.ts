import { Router } from 'express';
import type { AppDeps } from '../../deps.ts';
import { problem } from '../../errors.ts';
import { createFigureQueries } from '../../figures/figure-queries.ts';
import { createFigures } from '../../figures/figures.ts';
import { writeFigure } from '../../figures/write-figure.ts';
import { languageOf } from '../../language.ts';
import { observatoryPage } from '../../pages/opendata/observatory-page.ts';
import type { Vocabulary } from '../../vocabulary.ts';
import type { ContextOf } from '../page-context.ts';

/** `/observatoire`: what the profiles say together, each figure with its query and its table. */
export function observatoryRoutes(
  deps: Pick<AppDeps, 'directory' | 'changes' | 'health' | 'now'>,
  { vocabulary, contextOf }: { readonly vocabulary: Vocabulary; readonly contextOf: ContextOf },
): Router {
  const router = Router();
  let queries: ReturnType<typeof createFigureQueries> | undefined;
  const figures = createFigures(deps, () => {
    queries ??= createFigureQueries(vocabulary.ontology());
    return queries;
  });
  router.get('/observatoire', async (request, response) => {
    response.type('html').send(observatoryPage(await figures(languageOf(response)), contextOf(request, response)));
  });
  router.get('/observatoire/:key.csv', async (request, response) => {
    const { key } = request.params;
    const figure = (await figures(languageOf(response))).find((one) => one.key === key);
    if (!figure) throw problem(404);
    response.type('text/csv').attachment(`obsidienne-${key}.csv`).send(writeFigure(figure));
  });
  return router;
}
