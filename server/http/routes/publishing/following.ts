import { Router } from 'express';
import { baseOf } from '../../base-of.ts';
import type { AppDeps } from '../../deps.ts';
import { problem } from '../../errors.ts';
import { writeRegistrationFeed } from '../../feeds/registration-feed.ts';
import { notShown } from '../../gone.ts';
import { languageOf } from '../../language.ts';
import { writeBadge } from '../../pages/publishing/badge.ts';
import { sections } from '../../sections.ts';
import { texts } from '../../texts/texts.ts';
import { registrationPath, told } from './registrations.ts';

/** Seconds for which a site of others may keep the badge that it shows. */
const badgeMaxAge = 3600;

/** What a place takes away from here for its own site and its own reader: a badge, and the feed of its profile. */
export function followingRoutes(
  deps: Pick<AppDeps, 'registrations' | 'directory' | 'changes' | 'now' | 'config'>,
): Router {
  const router = Router();
  for (const { path, type } of sections)
    router.get(`${path}/:key/badge.svg`, (request, response) => {
      const language = languageOf(response);
      const entity = deps.directory.entity(type, request.params.key, language, () => false);
      if (!entity) throw notShown(deps, type, request.params.key);
      response.setHeader('Cache-Control', `public, max-age=${badgeMaxAge}`);
      response.type('image/svg+xml').send(writeBadge(entity, { language, now: deps.now() }));
    });
  router.get('/registrations/:id.atom', (request, response) => {
    const registration = deps.registrations.read(request.params.id);
    const notFound = { fr: texts.plain('fr').registration.notFound, en: texts.plain('en').registration.notFound };
    if (!registration) throw problem(404, { detail: notFound });
    const path = registrationPath(registration.id);
    const frame = { base: baseOf(request, deps.config), path, now: deps.now(), language: languageOf(response) };
    response.type('application/atom+xml').send(writeRegistrationFeed(told(registration), frame));
  });
  return router;
}
