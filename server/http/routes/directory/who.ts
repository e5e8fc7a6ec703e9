import { type Request, type Response, Router } from 'express';
import type { Concept } from '../../../directory/entity.ts';
import { keywordKey } from '../../../directory/key-keywords.ts';
import { given } from '../../../rdf/given.ts';
import type { AppDeps } from '../../deps.ts';
import { problem } from '../../errors.ts';
import { withParameters } from '../../lists/pagination.ts';
import { whoPage, whoPath } from '../../pages/who/who-page.ts';
import { readWho } from '../../who/read-who.ts';
import type { ContextOf } from '../page-context.ts';

/** `/qui-fait-quoi`: people and organisations by theme, role and key word; each theme has a page of its own. */
export function whoRoutes({ directory }: Pick<AppDeps, 'directory'>, contextOf: ContextOf): Router {
  const router = Router();
  const find = (scheme: string, key: string) => directory.concepts(scheme).find((concept) => concept.key === key);

  const send = (request: Request, response: Response, theme: Concept | undefined) => {
    const context = contextOf(request, response);
    const page = Number(request.query['page'] ?? 1);
    if (!Number.isInteger(page) || page < 1) throw problem(404);
    // Addresses are shared and mended by hand: what is not known is left out.
    const word = keywordKey(said(request, 'mot'));
    const choice = {
      page,
      ...given('theme', theme),
      ...given('role', find('roles', said(request, 'role'))),
      ...given('word', word === '' ? undefined : word),
    };
    const who = readWho(choice, directory, context.language);
    if (page > 1 && who.items.length === 0) throw problem(404);
    response.type('html').send(whoPage({ choice, who, roles: directory.concepts('roles') }, context));
  };

  router.get('/qui-fait-quoi', (request, response) => {
    const theme = find('practices', said(request, 'theme'));
    // The form asks so; each theme has one address.
    if (theme)
      return response.redirect(
        302,
        withParameters(request.originalUrl.replace('/qui-fait-quoi', whoPath(theme)), { theme: undefined }),
      );
    send(request, response, undefined);
  });
  router.get('/qui-fait-quoi/:theme', (request, response, next) => {
    const theme = find('practices', request.params.theme);
    return theme ? send(request, response, theme) : next();
  });
  return router;
}

function said(request: Request, name: string): string {
  return [request.query[name] ?? ''].flat().map(String)[0]?.trim() ?? '';
}
