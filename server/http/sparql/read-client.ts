import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { problem } from '../errors.ts';
import { networkOf } from '../network-of.ts';
import { say } from '../texts/sparql-texts.ts';

/** Keys that an operator gave out, and how long a query may compute for who shows one. */
export interface SparqlKeys {
  readonly keys: readonly string[];
  readonly deadlineMs: number;
}

/** On whose account a query goes, and its deadline where that is another than everyone’s. */
export interface SparqlClient {
  readonly client: string;
  readonly deadlineMs?: number;
}

/**
 * Reads who asks: a key (`Authorization: Bearer …`, RFC 6750 §2.1) has an account and a deadline of its own, everyone else
 * shares their network's. Throws 401 for a key that was never given out, so that nobody takes the short deadline for theirs.
 */
export function readClient(request: Request, response: Response, { keys, deadlineMs }: SparqlKeys): SparqlClient {
  const shown = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1];
  if (shown === undefined) return { client: networkOf(request.ip ?? '') };
  const print = printOf(shown);
  if (keys.some((key) => printOf(key) === print)) return { client: `key ${print}`, deadlineMs };
  response.setHeader('WWW-Authenticate', 'Bearer error="invalid_token"');
  throw problem(401, { parameter: 'Authorization', detail: say('unknownKey') });
}

/** Comparing fingerprints tells nothing of a key by the time that it takes. */
function printOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
