import type { Request } from 'express';
import type { HttpConfig } from './deps.ts';

/** `https://host` of this site without a final slash: as configured, else as asked for. */
export function baseOf(request: Request, config: Pick<HttpConfig, 'origin'>): string {
  return config.origin ?? `${request.protocol}://${request.headers.host ?? 'localhost'}`;
}
