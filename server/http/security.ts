import type { RequestHandler } from 'express';
import helmet from 'helmet';
import type { BaseMapConfig } from './deps.ts';

/** Headers that keep pages to this site's own scripts, styles and connections and pictures: reading a page tells no other site. */
export function protect(origin: string | undefined, baseMap?: BaseMapConfig): RequestHandler {
  // The one host that an operator has the base map from, and no other.
  const tiles = baseMap && 'host' in baseMap ? [baseMap.host] : [];
  const isHttps = origin?.startsWith('https://') ?? false;
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', ...tiles],
        fontSrc: ["'self'"],
        connectSrc: ["'self'", ...tiles],
        workerSrc: ["'self'"],
        manifestSrc: ["'self'"],
        frameSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'self'"],
        ...(isHttps ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    // Plain http on a laptop must stay reachable.
    strictTransportSecurity: isHttps,
    // Open data: anyone may load it from anywhere.
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
  });
}

/**
 * Lets one page ask other sites too: a person's pod may be anywhere. Without a public address of our own (on a laptop) also
 * those of this machine, over plain http.
 */
export function openConnections(origin: string | undefined): RequestHandler {
  const isHttps = origin?.startsWith('https://') ?? false;
  const here = ['localhost', '*.localhost', '127.0.0.1'].map((host) => `http://${host}:*`);
  const sources = ["'self'", 'https:', ...(isHttps ? [] : here)].join(' ');
  return (_request, response, next) => {
    const policy = String(response.getHeader('Content-Security-Policy'));
    response.setHeader('Content-Security-Policy', policy.replace(/connect-src [^;]*/, `connect-src ${sources}`));
    next();
  };
}

/** Opens answers to scripts of every site (nothing here depends on who asks) and answers their preflight requests. */
export const openToAll: RequestHandler = (request, response, next) => {
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader(
    'Access-Control-Expose-Headers',
    'Link, Location, ETag, Last-Modified, X-Total-Count, Retry-After',
  );
  if (request.method !== 'OPTIONS') return next();
  response.setHeader('Access-Control-Allow-Methods', 'GET, HEAD, POST, OPTIONS');
  response.setHeader(
    'Access-Control-Allow-Headers',
    'Accept, Accept-Language, Content-Type, If-None-Match, If-Modified-Since',
  );
  response.setHeader('Access-Control-Max-Age', '86400');
  response.status(204).end();
};
