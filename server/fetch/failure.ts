import type { Dereferenced } from './dereferenced.ts';
import { BlockedAddress } from './guarded-connector.ts';

const dnsCodes = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EAI_NODATA',
  'ENODATA',
  'ESERVFAIL',
  'ETIMEOUT',
  'EREFUSED',
  'EBADNAME',
]);
const timeoutCodes = new Set([
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
]);
const protocolCodes = new Set(['UND_ERR_HEADERS_OVERFLOW', 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'UND_ERR_RESPONSE']);
const tlsCode = /^(?:ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH|INVALID_CA|EPROTO$)/;
/** Everything else that the network or its streams can do; a wrong argument of ours is none of it. */
const socketCode = /^(?:E[A-Z]+$|ERR_STREAM_|UND_ERR_(?!INVALID_ARG))/;

/** Says what an error of the HTTP client means for a visit; an error that is not the network's is thrown again. */
export function failureOf(error: unknown): Extract<Dereferenced, { state: 'unreachable' | 'blocked' | 'bad-answer' }> {
  if (error instanceof BlockedAddress) return { state: 'blocked', reason: 'private-address' };
  const name = error instanceof Error ? error.name : '';
  const code = codeOf(error);
  if (name === 'TimeoutError' || timeoutCodes.has(code)) return { state: 'unreachable', reason: 'timeout' };
  if (dnsCodes.has(code)) return { state: 'unreachable', reason: 'dns' };
  if (tlsCode.test(code)) return { state: 'unreachable', reason: 'tls' };
  if (name === 'HTTPParserError' || protocolCodes.has(code)) return { state: 'bad-answer', reason: 'protocol' };
  if (name === 'AbortError' || socketCode.test(code)) return { state: 'unreachable', reason: 'connection' };
  throw error;
}

/** Whether a connection broke before any answer came, as one that was kept open too long does. */
export function isBrokenConnection(error: unknown): boolean {
  return ['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'].includes(codeOf(error));
}

/** Trying several addresses fails with all their errors at once; the first one speaks for them. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  if (typeof error === 'object' && error !== null && 'code' in error) return String(error.code);
  return '';
}
