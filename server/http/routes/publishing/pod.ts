import { Router } from 'express';
import type { HttpConfig } from '../../deps.ts';
import { podPage } from '../../pages/publishing/pod-page.ts';
import { openConnections } from '../../security.ts';
import type { ContextOf } from '../page-context.ts';

const page = '/publier/pod';
const clientDocument = `${page}/client.jsonld`;

/**
 * `/publier/pod`: the page that publishes to a pod, and the document that tells identity providers who asks (Solid-OIDC,
 * section 5.1). Without a public address there is none, since no provider could read it: the page is then registered anew.
 */
export function podRoutes({ origin }: Pick<HttpConfig, 'origin'>, contextOf: ContextOf): Router {
  const router = Router();
  router.get(page, openConnections(origin), (request, response) => {
    response.type('html').send(podPage(contextOf(request, response), origin && origin + clientDocument));
  });
  if (origin)
    router.get(clientDocument, (_request, response) => {
      response.setHeader('Access-Control-Allow-Origin', '*');
      response.type('application/ld+json').send(
        JSON.stringify({
          '@context': 'https://www.w3.org/ns/solid/oidc-context.jsonld',
          client_id: origin + clientDocument,
          client_name: 'Obsidienne',
          client_uri: `${origin}/a-propos`,
          redirect_uris: [origin + page],
          grant_types: ['authorization_code', 'refresh_token'],
          response_types: ['code'],
          scope: 'openid webid offline_access',
          token_endpoint_auth_method: 'none',
        }),
      );
    });
  return router;
}
