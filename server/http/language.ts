import type { Request, RequestHandler, Response } from 'express';
import type { Language } from '../rdf/text.ts';

const cookieName = 'lang';
const yearMs = 365 * 24 * 3600 * 1000;

/** The reader's language: `?lang=`, then the remembered one, then the browser's first choice, then French. */
export function readLanguage(request: Request): Language {
  const asked = request.query.lang;
  if (isLanguage(asked)) return asked;
  const remembered = /(?:^|;\s*)lang=(fr|en)(?:;|$)/.exec(request.headers.cookie ?? '')?.[1];
  if (isLanguage(remembered)) return remembered;
  if (request.headers['accept-language'] === undefined) return 'fr';
  const accepted = request.acceptsLanguages('fr', 'en');
  return isLanguage(accepted) ? accepted : 'fr';
}

/**
 * Puts the reader's language into `response.locals.language` and remembers an explicit choice in a cookie. The cookie
 * only holds that preference, so it needs no consent (CNIL guidelines, article 82).
 */
export const chooseLanguage: RequestHandler = (request, response, next) => {
  const language = readLanguage(request);
  response.locals.language = language;
  response.setHeader('Content-Language', language);
  response.vary('Accept-Language');
  response.vary('Cookie');
  // What a script asks in a language is nobody's choice, and may be asked from a frame in somebody else's page.
  if (isLanguage(request.query.lang) && !request.path.startsWith('/api/'))
    response.cookie(cookieName, language, { maxAge: yearMs, sameSite: 'lax', httpOnly: true, path: '/' });
  next();
};

/** The language chosen for this answer. */
export function languageOf(response: Response): Language {
  return response.locals.language === 'en' ? 'en' : 'fr';
}

function isLanguage(value: unknown): value is Language {
  return value === 'fr' || value === 'en';
}
