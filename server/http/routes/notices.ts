import { Router } from 'express';
import type { AppDeps } from '../deps.ts';
import { aboutPage } from '../pages/notices/about-page.ts';
import { dataPage } from '../pages/opendata/data-page.ts';
import type { ContextOf } from './page-context.ts';

/** Pages that tell what this is and its data, and the addresses that machines expect of a site. */
export function noticeRoutes(
  { directory, config, health }: Pick<AppDeps, 'directory' | 'config' | 'health'>,
  contextOf: ContextOf,
): Router {
  const router = Router();
  router.get('/donnees', (request, response) => {
    response.type('html').send(dataPage(directory.attributions(), contextOf(request, response)));
  });
  router.get('/a-propos', (request, response) => {
    response.type('html').send(aboutPage(config, contextOf(request, response)));
  });
  router.get('/health', async (_request, response) => {
    const { ready, ...parts } = await health();
    response.setHeader('Cache-Control', 'no-store');
    const status = parts.database ? (ready ? 'ready' : 'starting') : 'read-only';
    if (status !== 'ready') response.setHeader('Retry-After', status === 'starting' ? '5' : '60');
    response
      .status(status === 'ready' ? 200 : 503)
      .json({ status, alive: true, ...parts, entities: directory.counts() });
  });
  // Addresses that people cut short or type by hand.
  for (const [from, to] of Object.entries({
    '/api': '/donnees#api',
    '/vocab': '/ns',
    '/check': '/verifier',
    '/registrations': '/publier',
  }))
    router.get(from, (_request, response) => response.redirect(302, to));
  router.get('/robots.txt', (_request, response) => {
    // Bots that follow every filter link would read the same places thousands of times.
    response
      .type('text/plain')
      .send(
        'User-agent: *\nAllow: /\nDisallow: /sparql\nDisallow: /registrations/\nDisallow: /exploitation\nDisallow: /*.csv$\n',
      );
  });
  router.get('/favicon.svg', (_request, response) => {
    response.setHeader('Cache-Control', 'public, max-age=86400');
    response.type('image/svg+xml').send(favicon);
  });
  return router;
}

const favicon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#1a1d23" d="M9 2h14l7 8-3 14-9 6-13-5L2 11z"/><path fill="#ff8a4c" d="M14 12l16-2-3 14z"/></svg>`;
