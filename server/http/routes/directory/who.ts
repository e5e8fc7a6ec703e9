import { type Request, type Response, Router } from 'express';
import type { Concept } from '../../../directory/entity.ts';
import { keywordKey } from '../../../directory/key-keywords.ts';
import { given } from '../../../rdf/given.ts';
import type { AppDeps } from '../../deps.ts';
import { problem } from '../../errors.ts';
import { languageOf } from '../../language.ts';
import { badValue } from '../../lists/list-parameters.ts';
import { pageLinks, withParameters } from '../../lists/pagination.ts';
import { alternateLinks, negotiate, type RdfFormat, sendQuads, splitSuffix } from '../../negotiate.ts';
import { whoPage, whoPath } from '../../pages/who/who-page.ts';
import { readWho, type WhoChoice } from '../../who/read-who.ts';
import { whoAnswer } from '../../who/who-answer.ts';
import { whoQuads } from '../../who/who-quads.ts';
import type { ContextOf } from '../page-context.ts';

const apiParameters = ['theme', 'role', 'word', 'page', 'lang'];

/** `/qui-fait-quoi`: people and organisations by theme, role and key word; each theme has a page of its own. */
export function whoRoutes({ directory }: Pick<AppDeps, 'directory'>, contextOf: ContextOf): Router {
  const router = Router();
  const find = (scheme: string, key: string) => directory.concepts(scheme).find((concept) => concept.key === key);

  /** Addresses are shared and mended by hand: what is not known is left out. */
  const chosenBy = (request: Request, theme: Concept | undefined): WhoChoice => {
    const page = Number(request.query['page'] ?? 1);
    if (!Number.isInteger(page) || page < 1) throw problem(404);
    const word = keywordKey(said(request, 'mot'));
    return {
      page,
      ...given('theme', theme),
      ...given('role', find('roles', said(request, 'role'))),
      ...given('word', word === '' ? undefined : word),
    };
  };

  const send = async (
    request: Request,
    response: Response,
    { theme, format: asked }: { readonly theme?: Concept; readonly format?: RdfFormat },
  ) => {
    const context = contextOf(request, response);
    const format = asked ?? negotiate(request, response);
    response.append('Link', alternateLinks(whoPath(theme)));
    const choice = chosenBy(request, theme);
    const who = readWho(choice, directory, context.language);
    if (choice.page > 1 && who.items.length === 0) throw problem(404);
    if (format !== 'html') {
      const { origin = `${request.protocol}://${request.get('host')}` } = context;
      return sendQuads(response, whoQuads(who, origin + whoPath(theme)), format);
    }
    response.type('html').send(whoPage({ choice, who, roles: directory.concepts('roles') }, context));
  };

  router.get('/qui-fait-quoi{.:suffix}', async (request, response, next) => {
    const { suffix } = request.params;
    const { format } = suffix === undefined ? {} : splitSuffix(`qui.${suffix}`);
    if (suffix !== undefined && !format) return next();
    const theme = find('practices', said(request, 'theme'));
    // The form asks so; each theme has one address.
    if (theme)
      return response.redirect(
        302,
        withParameters(request.originalUrl.replace('/qui-fait-quoi', whoPath(theme)), { theme: undefined }),
      );
    await send(request, response, given('format', format));
  });
  router.get('/qui-fait-quoi/:theme', async (request, response, next) => {
    const { key, format } = splitSuffix(request.params.theme);
    const theme = find('practices', key);
    return theme ? send(request, response, { theme, ...given('format', format) }) : next();
  });
  router.get('/api/who', (request, response) => {
    const unknown = Object.keys(request.query).find((name) => !apiParameters.includes(name));
    if (unknown) throw badValue('parameter', unknown, apiParameters);
    const chosen = (name: string, scheme: string) => {
      const value = said(request, name);
      const concept = find(scheme, value.slice(value.lastIndexOf('/') + 1));
      if (value !== '' && !concept)
        throw badValue(
          name,
          value,
          directory.concepts(scheme).map(({ key }) => key),
        );
      return concept;
    };
    const page = Number(request.query['page'] ?? 1);
    if (!Number.isInteger(page) || page < 1) throw badValue('page', request.query['page'], ['1, 2, 3 …']);
    const word = keywordKey(said(request, 'word'));
    const choice = {
      page,
      ...given('theme', chosen('theme', 'practices')),
      ...given('role', chosen('role', 'roles')),
      ...given('word', word === '' ? undefined : word),
    };
    const language = languageOf(response);
    const answer = whoAnswer(choice, readWho(choice, directory, language), language);
    response.setHeader('Link', pageLinks(request.originalUrl, answer));
    response.json(answer);
  });
  return router;
}

function said(request: Request, name: string): string {
  return [request.query[name] ?? ''].flat().map(String)[0]?.trim() ?? '';
}
