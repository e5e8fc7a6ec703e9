import express, { type Request, type Response, Router } from 'express';
import { entityTypes } from '../../../directory/entity.ts';
import { baseOf } from '../../base-of.ts';
import type { RegistrationAnswer, RegistrationRecord } from '../../contract.ts';
import type { AppDeps } from '../../deps.ts';
import { problem } from '../../errors.ts';
import { languageOf } from '../../language.ts';
import { publishPage } from '../../pages/publishing/publish-page.ts';
import { registrationPage } from '../../pages/publishing/registration-page.ts';
import { fieldOf, isWebAddress, notAnAddress, readUrl } from '../../read-url.ts';
import { entityPath } from '../../sections.ts';
import { texts } from '../../texts/texts.ts';
import { troubleOfRegistration } from '../../trouble.ts';
import type { Vocabulary } from '../../vocabulary.ts';
import type { ContextOf } from '../page-context.ts';
import { ownContext } from './form.ts';

const urlBodyLimit = '16kb';

/** Registering a profile and following it: as an API, and as pages that need no script. */
export function registrationRoutes(
  deps: Pick<AppDeps, 'registrations' | 'config'>,
  { vocabulary, contextOf }: { readonly vocabulary: Vocabulary; readonly contextOf: ContextOf },
): Router {
  const router = Router();
  const contexts = ownContext(vocabulary);
  const urlBody = [express.json({ limit: urlBodyLimit }), express.urlencoded({ extended: false, limit: urlBodyLimit })];
  const form = express.urlencoded({ extended: false, limit: urlBodyLimit });

  router.post('/registrations', urlBody, async (request: Request, response: Response) => {
    const registered = await deps.registrations.register(readUrl(request.body));
    if (registered.state === 'refused')
      throw problem(400, {
        parameter: 'url',
        value: String(fieldOf(request.body, 'url')).slice(0, 200),
        detail: registered.detail,
      });
    const location = registrationPath(registered.id);
    response.vary('Accept').location(location);
    if (wantsPage(request)) return response.redirect(303, location);
    const answer = deps.registrations.read(registered.id);
    response.status(202).json(answer ? told(answer) : { id: registered.id });
  });

  const find = (id: string): RegistrationRecord => {
    const registration = deps.registrations.read(id);
    const { notFound } = texts.plain('fr').registration;
    if (!registration) throw problem(404, { detail: { fr: notFound, en: texts.plain('en').registration.notFound } });
    return registration;
  };
  router.get('/registrations/:id', (request, response) => {
    const answer = told(find(request.params.id));
    response.vary('Accept');
    const asked = request.query['demande'] !== undefined;
    if (wantsPage(request))
      response.type('html').send(
        registrationPage(answer, {
          asked,
          context: contextOf(request, response),
          base: baseOf(request, deps.config),
        }),
      );
    else response.json(answer);
  });
  router.post('/registrations/:id/hint', async (request, response) => {
    const { id, url } = find(request.params.id);
    const hinted = await deps.registrations.hint(url);
    if (hinted.state === 'refused') throw problem(400, { detail: hinted.detail });
    response.vary('Accept').location(registrationPath(id));
    if (wantsPage(request)) response.redirect(303, `${registrationPath(id)}?demande`);
    else response.status(202).json(told(find(id)));
  });

  router.get('/publier', (request, response) => {
    response.type('html').send(publishPage({ context: contextOf(request, response), contexts }));
  });
  router.post('/publier', form, async (request: Request, response: Response) => {
    const url = String(fieldOf(request.body, 'url') ?? '').trim();
    const registered = isWebAddress(url)
      ? await deps.registrations.register(url)
      : ({ state: 'refused', detail: notAnAddress(url) } as const);
    if (registered.state === 'registered') return response.redirect(303, registrationPath(registered.id));
    const refusal = registered.detail[languageOf(response)];
    response
      .status(400)
      .type('html')
      .send(publishPage({ context: contextOf(request, response), contexts, url, refusal }));
  });
  return router;
}

export function registrationPath(id: string): string {
  return `/registrations/${encodeURIComponent(id)}`;
}

/** The registration in words, with its page as an address of this site; it comes as `type/key`. */
export function told(registration: RegistrationRecord): RegistrationAnswer {
  const [type, ...rest] = registration.page?.split('/') ?? [];
  const known = entityTypes.find((one) => one === type);
  return {
    ...registration,
    ...(known ? { page: entityPath({ type: known, key: rest.join('/') }) } : {}),
    trouble: troubleOfRegistration(registration),
  };
}

function wantsPage(request: Request): boolean {
  return request.accepts(['application/json', 'text/html']) === 'text/html';
}
