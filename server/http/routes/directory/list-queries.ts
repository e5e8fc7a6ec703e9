import { Router } from 'express';
import type { AppDeps } from '../../deps.ts';
import { problem } from '../../errors.ts';
import { languageOf } from '../../language.ts';
import { withKnownConcepts } from '../../lists/known-concepts.ts';
import { readPageQuery } from '../../lists/list-query.ts';
import { sections } from '../../sections.ts';
import { say } from '../../texts/sparql-texts.ts';
import type { ContextOf } from '../page-context.ts';

/**
 * `/requete` before the address of a list leads to the query that counts it: for pages that are written in the browser,
 * where no query is at hand. 400 for a filter that a query cannot say.
 */
export function listQueryRoutes({ directory }: Pick<AppDeps, 'directory'>, contextOf: ContextOf): Router {
  const router = Router();
  for (const section of sections)
    router.get(`/requete${section.path}`, (request, response) => {
      const asked = withKnownConcepts(readPageQuery(request.query, section, languageOf(response)), directory);
      const context = contextOf(request, response);
      const { query, unsaid } = context.queries().list(asked.filter, context.now);
      const [name] = unsaid;
      if (name !== undefined) throw problem(400, { parameter: name, detail: say('unsaid') });
      response.redirect(302, `/sparql?${new URLSearchParams({ query })}`);
    });
  return router;
}
