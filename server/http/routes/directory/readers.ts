import { Router } from 'express';
import type { AppDeps } from '../../deps.ts';
import { languageOf } from '../../language.ts';
import { readerPage } from '../../pages/readers/reader-page.ts';
import { readers } from '../../pages/readers/readers.ts';
import type { ContextOf } from '../page-context.ts';

const shownRows = 8;

/** `/pour/…`: a page for each kind of reader, answered from what is published right now. */
export function readerRoutes({ directory }: Pick<AppDeps, 'directory'>, contextOf: ContextOf): Router {
  const router = Router();
  router.get('/pour/:reader', (request, response, next) => {
    const reader = readers.find(({ key }) => key === request.params.reader);
    if (!reader) return next();
    const language = languageOf(response);
    const counts = reader.counts.map((type) => ({
      type,
      count: directory.list({ type }, { page: 1, size: 1, language, facets: false }).total,
    }));
    const live =
      reader.live.kind === 'rows'
        ? directory.list({ type: reader.live.type }, { page: 1, size: shownRows, language, facets: false })
        : directory.list({ type: reader.live.type }, { page: 1, size: 1, sort: 'name', language });
    response.type('html').send(readerPage({ reader, counts, live }, contextOf(request, response)));
  });
  return router;
}
