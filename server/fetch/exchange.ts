import { hash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Agent, Dispatcher } from 'undici';
import type { Dereferenced, Document, Validators } from './dereferenced.ts';
import { failureOf, isBrokenConnection } from './failure.ts';
import { parseLinkHeader } from './link-header.ts';
import { acceptedEncodings, readBody } from './read-body.ts';
import { parseRetryAfter } from './retry-after.ts';

export type Redirect = { readonly state: 'redirect'; readonly status: number; readonly location: string };

export interface Request {
  readonly url: URL;
  readonly accept: string;
  readonly userAgent: string;
  readonly validators?: Validators;
  /** Milliseconds until the whole exchange, body included, is given up. */
  readonly deadlineMs: number;
  /** The most bytes of a body of this media type. */
  readonly limitFor: (mediaType: string) => number;
  /** Keep the beginning of a longer body instead of refusing it. */
  readonly cut?: boolean;
  /** What is sent; without it the request is a GET. */
  readonly post?: Post;
  readonly now: number;
}

/** A small document to send. */
export interface Post {
  readonly mediaType: string;
  readonly body: string;
  /** What is asked for in return; JSON-LD without it. */
  readonly accept?: string;
}

/** A body that nobody reads is drained up to here, to keep the connection; beyond, the connection is closed. */
const discardedBytes = 16_384;

const redirects = new Set([301, 302, 303, 307, 308]);

/** Asks one URL once, following nothing, and says what came back. */
export async function exchange(agent: Agent, request: Request): Promise<Dereferenced | Redirect> {
  // One that is over leaves no timer behind, as `AbortSignal.timeout` does until it fires.
  const late = new AbortController();
  const giveUp = () => late.abort(new DOMException('The exchange took too long', 'TimeoutError'));
  const timer = setTimeout(giveUp, Math.max(1, Math.ceil(request.deadlineMs)));
  const { signal } = late;
  const ask = () =>
    agent.request({
      origin: request.url.origin,
      path: request.url.pathname + request.url.search,
      method: request.post ? 'POST' : 'GET',
      headers: requestHeaders(request),
      body: request.post?.body ?? null,
      signal,
    });
  try {
    // A connection kept open may have been closed by the server meanwhile: a GET may be asked again (RFC 9112, 9.3.1).
    const response = await ask().catch((error: unknown) => {
      if (isBrokenConnection(error) && !request.post) return ask();
      throw error;
    });
    if (carriesDocument(response.statusCode, request)) return await readDocument(response, request);
    await response.body.dump({ limit: discardedBytes });
    return readStatus(response, request);
  } catch (error) {
    return failureOf(error);
  } finally {
    clearTimeout(timer);
  }
}

function carriesDocument(status: number, { post }: Request): boolean {
  return status === 200 || status === 203 || (post !== undefined && status === 201);
}

function requestHeaders({ accept, userAgent, validators, post }: Request): Record<string, string> {
  return {
    ...(post ? { 'content-type': post.mediaType } : {}),
    accept,
    'accept-encoding': acceptedEncodings,
    'user-agent': userAgent,
    ...(validators?.etag ? { 'if-none-match': validators.etag } : {}),
    ...(validators?.lastModified ? { 'if-modified-since': validators.lastModified } : {}),
  };
}

async function readDocument({ body, headers }: Dispatcher.ResponseData, request: Request): Promise<Dereferenced> {
  const contentType = field(headers, 'content-type') ?? '';
  const mediaType = (contentType.split(';')[0] ?? '').trim().toLowerCase();
  const charset = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType)?.[1]?.toLowerCase();
  const limitBytes = request.limitFor(mediaType);
  const read = await readBody(body, {
    contentEncoding: fields(headers, 'content-encoding').join(','),
    limitBytes,
    cut: request.cut ?? false,
  });
  if (read.state === 'too-large') return { state: 'too-large', limitBytes };
  if (read.state === 'bad-encoding') {
    await body.dump({ limit: discardedBytes });
    return { state: 'bad-answer', reason: 'encoding' };
  }
  const document: Document = {
    url: request.url.href,
    finalUrl: request.url.href,
    accept: request.accept,
    mediaType,
    ...(charset ? { charset } : {}),
    body: read.bytes,
    validators: readValidators(headers),
    links: parseLinkHeader(fields(headers, 'link'), request.url.href),
    hash: hash('sha256', read.bytes),
  };
  return { state: 'document', document };
}

/** What an answer without a document means. */
export function readStatus(
  { statusCode: status, headers }: Pick<Dispatcher.ResponseData, 'statusCode' | 'headers'>,
  request: Pick<Request, 'url' | 'validators' | 'now'>,
): Dereferenced | Redirect {
  const location = decodeField(field(headers, 'location') ?? '');
  const asked = request.validators?.etag !== undefined || request.validators?.lastModified !== undefined;
  if (redirects.has(status)) {
    return location ? { state: 'redirect', status, location } : { state: 'bad-answer', reason: 'redirects', status };
  }
  if (status === 304 && asked) {
    // A 304 may leave out what has not changed.
    const validators = { ...request.validators, ...readValidators(headers) };
    return { state: 'not-modified', finalUrl: request.url.href, validators };
  }
  if (status === 410) return { state: 'gone', status };
  if (status === 404) return { state: 'not-found', status };
  if (status === 401 || status === 403) return { state: 'forbidden', status };
  const reason =
    status === 429 ? 'rate-limited' : status === 408 ? 'timeout' : status >= 500 ? 'server-error' : undefined;
  if (!reason) return { state: 'bad-answer', reason: 'status', status };
  const retryAfterMs = parseRetryAfter(field(headers, 'retry-after'), request.now);
  return { state: 'unreachable', reason, status, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}

/** Only validators that can be sent back as they are: a strange header must not make the next request fail. */
function readValidators(headers: IncomingHttpHeaders): Validators {
  const etag = field(headers, 'etag')?.trim();
  const lastModified = field(headers, 'last-modified')?.trim();
  return {
    ...(etag && /^(?:W\/)?"[\x21\x23-\x7e]{0,1000}"$/.test(etag) ? { etag } : {}),
    ...(lastModified && /^[\x20-\x7e]{1,60}$/.test(lastModified) && !Number.isNaN(Date.parse(lastModified))
      ? { lastModified }
      : {}),
  };
}

function fields(headers: IncomingHttpHeaders, name: string): string[] {
  const value = headers[name];
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

function field(headers: IncomingHttpHeaders, name: string): string | undefined {
  return fields(headers, name)[0];
}

/** Many servers write accented addresses as UTF-8 bytes, which arrive here one character per byte. */
function decodeField(value: string): string {
  const decoded = Buffer.from(value, 'latin1').toString('utf8');
  return decoded.includes('\ufffd') ? value : decoded;
}
