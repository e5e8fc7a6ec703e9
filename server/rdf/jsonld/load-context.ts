import type { FoundContext } from '../contexts.ts';
import { findContext, guessContext } from '../contexts.ts';
import { resolveIri } from '../resolve-iri.ts';
import { isAbsolute } from './active-context.ts';
import type { Json } from './json.ts';
import { isObject } from './json.ts';
import type { Session } from './session.ts';
import { JsonldError } from './session.ts';

interface Named {
  readonly session: Session;
  /** What relative addresses of contexts resolve against. */
  readonly baseUrl: string;
}

/** The address that a context is named by, in full. */
export function addressOf(address: string, { session, baseUrl }: Named): string {
  if (isAbsolute(address)) return address;
  session.isOwn = true;
  return baseUrl === '' ? address : resolveIri(address, baseUrl);
}

/** The context behind an address; undefined, and noted, when it is none that we carry. */
export function loadContext(url: string, session: Session): Json | undefined {
  const found = findContext(session.contexts, url) ?? guessFor(session, url);
  if (!found) {
    session.isOwn = true;
    session.unknownContexts.add(url);
    return undefined;
  }
  const document = found.document as Json;
  if (!isObject(document) || document['@context'] === undefined) throw new JsonldError('invalid remote context', url);
  return document['@context'];
}

function guessFor(session: Session, url: string): FoundContext | undefined {
  const guess = session.isStrict ? undefined : guessContext(session.contexts, url);
  if (!guess) return undefined;
  session.isOwn = true;
  session.mistypedContexts.set(url, guess.url);
  return guess;
}
