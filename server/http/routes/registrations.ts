import express, { type Request, type Response, Router } from 'express';
import { entityTypes } from '../../directory/entity.ts';
import { formatOfMediaType } from '../../rdf/media-types.ts';
import { baseOf } from '../base-of.ts';
import type { RegistrationAnswer, RegistrationRecord } from '../contract.ts';
import type { AppDeps, Checked, CheckInput } from '../deps.ts';
import { problem } from '../errors.ts';
import { languageOf } from '../language.ts';
import { checkPage } from '../pages/check-page.ts';
import { publishPage } from '../pages/publish-page.ts';
import { registrationPage } from '../pages/registration-page.ts';
import { scored, sendCheck } from '../publishing/send-check.ts';
import { entityPath } from '../sections.ts';
import { texts } from '../texts/texts.ts';
import { troubleOfRegistration } from '../trouble.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { ownContext } from './form.ts';
import type { ContextOf } from './page-context.ts';

const urlBodyLimit = '16kb';
/** A profile is a few kilobytes; a page with all its markup, some hundreds. */
const documentLimit = '1mb';
const maxUrlLength = 2000;

/** Registering a profile, following it and checking one: as an API, and as pages that need no script. */
export function registrationRoutes(
  deps: Pick<AppDeps, 'registrations' | 'check' | 'config' | 'now'>,
  { vocabulary, contextOf }: { readonly vocabulary: Vocabulary; readonly contextOf: ContextOf },
): Router {
  const router = Router();
  const contexts = ownContext(vocabulary);
  const { check } = deps;
  const urlBody = [express.json({ limit: urlBodyLimit }), express.urlencoded({ extended: false, limit: urlBodyLimit })];
  const form = express.urlencoded({ extended: false, limit: documentLimit });

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
    const { notFound } = texts('fr').registration;
    if (!registration) throw problem(404, { detail: { fr: notFound, en: texts('en').registration.notFound } });
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

  router.post(
    '/check',
    express.raw({ type: () => true, limit: documentLimit }),
    async (request: Request, response: Response) => {
      const input = readCheckBody(request);
      const checked = await check(input);
      if ('state' in checked) throw problem(400, { detail: checked.detail });
      await sendCheck(request, response, {
        checked,
        profileUrl: 'url' in input ? input.url : undefined,
        at: deps.now(),
      });
    },
  );

  /** Checks what was asked for and shows it. */
  async function showCheck(request: Request, response: Response, { url, content }: { url: string; content: string }) {
    const { language } = contextOf(request, response);
    const typed = { context: contextOf(request, response), ...(url ? { url } : {}), ...(content ? { content } : {}) };
    const checked: Checked = content.trim()
      ? await check({ body: Buffer.from(content), mediaType: '' })
      : isWebAddress(url)
        ? await check({ url })
        : { state: 'refused', detail: notAnAddress(url) };
    if ('state' in checked) {
      const robot = checked.isByRobots ? { robot: deps.config.userAgent.split('/')[0] ?? '' } : {};
      response
        .status(400)
        .type('html')
        .send(checkPage({ ...typed, refusal: checked.detail[language], ...robot }));
    } else response.type('html').send(checkPage({ ...typed, answer: scored(checked) }));
  }
  router.get('/verifier', async (request, response) => {
    const url = String(request.query['url'] ?? '').trim();
    if (url) return showCheck(request, response, { url, content: '' });
    response.type('html').send(checkPage({ context: contextOf(request, response) }));
  });
  router.post('/verifier', form, async (request: Request, response: Response) => {
    const url = String(fieldOf(request.body, 'url') ?? '').trim();
    const content = String(fieldOf(request.body, 'content') ?? '');
    if (url || content.trim()) return showCheck(request, response, { url, content });
    const refusal = texts(languageOf(response)).check.nothing;
    response
      .status(400)
      .type('html')
      .send(checkPage({ context: contextOf(request, response), refusal }));
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

function readUrl(body: unknown): string {
  const url = fieldOf(body, 'url');
  if (typeof url !== 'string' || url.trim() === '')
    throw problem(400, {
      parameter: 'url',
      allowed: ['{ "url": "https://…" }'],
      detail: { fr: 'Il manque « url », l’adresse de la fiche.', en: '“url”, the address of the profile, is missing.' },
    });
  if (!isWebAddress(url.trim()))
    throw problem(400, { parameter: 'url', value: url.slice(0, 200), detail: notAnAddress(url) });
  return url.trim();
}

function isWebAddress(url: string): boolean {
  return url.length <= maxUrlLength && /^https?:\/\//i.test(url) && URL.canParse(url);
}

function notAnAddress(url: string): { fr: string; en: string } {
  const shown = url.slice(0, 200);
  return {
    fr: `« ${shown} » n’est pas une adresse de page web. Une adresse commence par https:// ou http://.`,
    en: `“${shown}” is not the address of a web page. An address begins with https:// or http://.`,
  };
}

function fieldOf(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null && Object.hasOwn(body, name)
    ? (body as Record<string, unknown>)[name]
    : undefined;
}

/** Types that say nothing of the content: the reader looks at it. */
const vague = new Set(['', 'text/plain', 'application/octet-stream', 'application/xml', 'text/xml']);

/** A document by its media type, or `{ "url" }` as JSON; any other JSON is taken for JSON-LD. */
function readCheckBody(request: Request): CheckInput {
  const [mediaType = '', ...parameters] = (request.headers['content-type'] ?? '')
    .split(';')
    .map((part) => part.trim().toLowerCase());
  const body: unknown = request.body;
  if (!(body instanceof Uint8Array) || body.length === 0)
    throw problem(400, {
      detail: {
        fr: 'Envoyez le contenu d’une fiche, ou { "url": "…" }.',
        en: 'Send the content of a profile, or { "url": "…" }.',
      },
    });
  const charset = parameters
    .find((parameter) => parameter.startsWith('charset='))
    ?.slice('charset='.length)
    .replaceAll('"', '');
  const document = (type: string): CheckInput => ({ body, mediaType: type, ...(charset ? { charset } : {}) });
  if (mediaType === 'application/json') {
    const json = parseJson(body);
    return fieldOf(json, 'url') !== undefined && fieldOf(json, '@context') === undefined
      ? { url: readUrl(json) }
      : document('application/ld+json');
  }
  if (!vague.has(mediaType) && formatOfMediaType(mediaType) === undefined) throw problem(415, { value: mediaType });
  return document(vague.has(mediaType) ? '' : mediaType);
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch (error) {
    const met = error instanceof Error ? error.message : String(error);
    throw problem(400, { detail: { fr: `Ce JSON est mal formé : ${met}`, en: `This JSON is malformed: ${met}` } });
  }
}
