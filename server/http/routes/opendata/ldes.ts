import type { Quad } from '@rdfjs/types';
import { type Request, type Response, Router } from 'express';
import { describeFeed, describePage, describeRecord } from '../../../opendata/feed/describe-feed.ts';
import { baseOf } from '../../base-of.ts';
import type { AppDeps } from '../../deps.ts';
import { problem } from '../../errors.ts';
import { negotiateData, profileFormats, type RdfFormat, sendQuads, splitSuffix } from '../../negotiate.ts';

const weekSeconds = 7 * 24 * 60 * 60;
/** Formats with named graphs come first: they have what the profiles say. */
const feedFormats: readonly RdfFormat[] = ['trig', 'nquads', 'jsonld', 'turtle'];

/** `/feed`, a Linked Data Event Stream: every change of what was read first-hand, and each profile as it is passed on. */
export function ldesRoutes({ feed, config }: Pick<AppDeps, 'feed' | 'config'>): Router {
  const router = Router();
  const send = async (request: Request, response: Response, quads: readonly Quad[]) => {
    const format = negotiateData(request, response, feedFormats);
    await sendQuads(response, format === 'turtle' ? quads.filter(isPlain) : quads, format);
  };
  router.get('/feed', async (request, response) => {
    if (prefersPage(request, response)) {
      response.redirect(303, '/donnees#fil');
      return;
    }
    const pages = feed.pages();
    const last = pages.at(-1);
    if (last) response.setHeader('Last-Modified', new Date(last.until).toUTCString());
    await send(request, response, describeFeed(pages, baseOf(request, config)));
  });
  router.get('/feed/:number', async (request, response) => {
    const number = Number(request.params.number);
    const pages = feed.pages();
    const page = pages.find((one) => one.number === number);
    const entries = page && feed.entries(number);
    // A page of which nothing is kept is gone, and to clients empty: it was never wrong to ask for it.
    const wasThere = Number.isInteger(number) && number >= 1 && number < (pages.at(-1)?.number ?? 0);
    if (!entries) throw problem(wasThere ? 410 : 404);
    if (page.isFull) response.setHeader('Cache-Control', `public, max-age=${weekSeconds}, immutable`);
    response.setHeader('Last-Modified', new Date(page.until).toUTCString());
    response.append('Link', '</feed>; rel="collection"');
    await send(request, response, describePage(page, entries, baseOf(request, config)));
  });
  router.get('/feed/profiles/:id', async (request, response) => {
    const { key, format } = splitSuffix(request.params.id);
    const told = feed.profile(key);
    if (told.state !== 'shown') throw problem(told.state === 'gone' ? 410 : 404);
    const { profile } = told;
    response.setHeader('Last-Modified', new Date(profile.at).toUTCString());
    response.append('Link', [`<${new URL(profile.url).href}>; rel="via"`, '</feed>; rel="collection"']);
    const chosen = format ?? negotiateData(request, response, profileFormats);
    await sendQuads(response, describeRecord(profile, baseOf(request, config)), chosen);
  });
  return router;
}

/** A person who follows a link is shown what it is for. */
function prefersPage(request: Request, response: Response): boolean {
  response.vary('Accept');
  return (
    request.accepts(['application/trig', 'application/n-quads', 'text/turtle', 'application/ld+json', 'text/html']) ===
    'text/html'
  );
}

function isPlain({ graph }: Quad): boolean {
  return graph.termType === 'DefaultGraph';
}
