import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import type { Bilingual, Language } from '../rdf/text.ts';
import { asStorageFailure } from '../registry/storage-failure.ts';
import { languageOf } from './language.ts';
import { type ErrorTexts, errorPage } from './pages/frame/error-page.ts';
import type { PageAssets } from './pages/frame/layout.ts';
import { texts } from './texts/texts.ts';

/** What an error answer says beside its status. */
export interface ProblemDetails {
  /** What was met and what to do, in the reader's language when it exists in both. */
  readonly detail?: Bilingual | string;
  /** The parameter or field at fault, its value as sent, and what would have been accepted. */
  readonly parameter?: string;
  readonly value?: string;
  readonly allowed?: readonly string[];
  /** Place of the error in a query or a document, from 1. */
  readonly line?: number;
  readonly column?: number;
  readonly retryAfterMs?: number;
  /** A page of this site that tells more. */
  readonly more?: { readonly href: string; readonly label: Bilingual };
  /** Further members of the problem document (RFC 9457, section 3.2). */
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** A failure that the asker is told about: `throw problem(400, …)` in any route. */
export class Problem extends Error {
  readonly status: number;
  readonly details: ProblemDetails;
  constructor(status: number, details: ProblemDetails) {
    super(`${status} ${typeof details.detail === 'object' ? details.detail.en : (details.detail ?? '')}`.trim());
    this.name = 'Problem';
    this.status = status;
    this.details = details;
  }
}

/** Makes a failure to throw or hand to `next`; the error middleware turns it into an answer. */
export function problem(status: number, details: ProblemDetails = {}): Problem {
  return new Problem(status, details);
}

/** What the error middleware needs to log; a pino logger fits. */
export interface Log {
  error(details: object, message: string): void;
}

export interface ErrorAnswers {
  readonly log: Log;
  readonly assets: PageAssets;
  readonly origin?: string;
}

/** The last route: no address matched. */
export const notFound: RequestHandler = (_request, _response, next) => next(problem(404));

/**
 * The only place that answers errors: `application/problem+json` (RFC 9457) for machines, a page for people. What is
 * not a `Problem` is logged under an id and answered as 500 with that id and nothing of its message.
 */
export function answerErrors({ log, assets, origin }: ErrorAnswers): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      log.error({ err: error, path: request.path }, 'the answer broke off');
      return next(error);
    }
    const id = randomUUID().slice(0, 8);
    const met = asProblem(error);
    if (met.status >= 500 && !(error instanceof Problem))
      log.error({ id, err: error, method: request.method, path: request.path }, 'unexpected error');
    const language = languageOf(response);
    const said = describe(met, language, id);
    prepare(response, met);
    if (wantsPage(request)) {
      response
        .type('html')
        .send(errorPage({ ...said, language, path: request.originalUrl, assets, ...(origin ? { origin } : {}) }));
      return;
    }
    response.type('application/problem+json').send(
      JSON.stringify({
        type: 'about:blank',
        title: said.title,
        status: met.status,
        ...(said.detail ? { detail: said.detail } : {}),
        instance: request.originalUrl,
        ...(met.status === 500 ? { id } : {}),
        ...members(met.details),
      }),
    );
  };
}

function prepare(response: Response, met: Problem): void {
  response.status(met.status).vary('Accept');
  for (const name of ['ETag', 'Last-Modified', 'Link', 'Content-Disposition', 'Content-Encoding'])
    response.removeHeader(name);
  response.setHeader('Cache-Control', 'no-store');
  if (met.details.retryAfterMs !== undefined)
    response.setHeader('Retry-After', Math.max(1, Math.ceil(met.details.retryAfterMs / 1000)));
}

const notKept: Bilingual = {
  fr: 'L’observatoire ne peut rien enregistrer pour le moment : votre demande n’a pas été gardée. Réessayez dans quelques minutes.',
  en: 'The observatory cannot store anything at the moment: your request was not kept. Try again in a few minutes.',
};

/** A browser names text/html before anything else; every other client is a machine. */
function wantsPage(request: Request): boolean {
  return request.accepts(['application/problem+json', 'application/json', 'text/html']) === 'text/html';
}

function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (asStorageFailure(error)) return problem(503, { retryAfterMs: 60_000, detail: notKept });
  // body-parser and the router mark what the asker did wrong with a 4xx status; their messages stay inside.
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  return typeof status === 'number' && status >= 400 && status < 500 ? problem(status) : problem(500);
}

function describe(met: Problem, language: Language, id: string): ErrorTexts {
  const { detail, parameter, value, allowed, more } = met.details;
  const t: Readonly<Record<string, string>> = texts(language).error;
  return {
    status: met.status,
    title: t[`title${met.status}`] ?? t[met.status < 500 ? 'title400' : 'title500'] ?? '',
    id,
    ...(detail === undefined ? {} : { detail: typeof detail === 'string' ? detail : detail[language] }),
    ...(parameter === undefined ? {} : { parameter }),
    ...(value === undefined ? {} : { value }),
    ...(allowed === undefined ? {} : { allowed }),
    ...(more ? { more: { href: more.href, label: more.label[language] } } : {}),
  };
}

function members({ parameter, value, allowed, line, column, extensions }: ProblemDetails): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries({ parameter, value, allowed, line, column, ...extensions }).filter(
      ([, member]) => member !== undefined,
    ),
  );
}
