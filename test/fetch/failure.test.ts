import { expect, test } from 'vitest';
import { failureOf } from '../../server/fetch/failure.ts';

const withCode = (code: string) => Object.assign(new Error('x'), { code });

test.each([
  ['ENOTFOUND', { state: 'unreachable', reason: 'dns' }],
  ['EAI_AGAIN', { state: 'unreachable', reason: 'dns' }],
  ['ECONNREFUSED', { state: 'unreachable', reason: 'connection' }],
  ['ECONNRESET', { state: 'unreachable', reason: 'connection' }],
  ['UND_ERR_SOCKET', { state: 'unreachable', reason: 'connection' }],
  ['ERR_STREAM_PREMATURE_CLOSE', { state: 'unreachable', reason: 'connection' }],
  ['ETIMEDOUT', { state: 'unreachable', reason: 'timeout' }],
  ['UND_ERR_CONNECT_TIMEOUT', { state: 'unreachable', reason: 'timeout' }],
  ['CERT_HAS_EXPIRED', { state: 'unreachable', reason: 'tls' }],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', { state: 'unreachable', reason: 'tls' }],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', { state: 'unreachable', reason: 'tls' }],
  ['ERR_TLS_CERT_ALTNAME_INVALID', { state: 'unreachable', reason: 'tls' }],
  ['EPROTO', { state: 'unreachable', reason: 'tls' }],
  ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', { state: 'bad-answer', reason: 'protocol' }],
])('%s is told as what it means', (code, expected) => {
  expect(failureOf(withCode(code))).toEqual(expected);
});

test('the first of several failed addresses speaks for all', () => {
  const error = new AggregateError([withCode('ECONNREFUSED'), withCode('ENETUNREACH')]);
  expect(failureOf(error)).toEqual({ state: 'unreachable', reason: 'connection' });
});

test('a fault of ours is thrown again', () => {
  expect(() => failureOf(new TypeError('x is not a function'))).toThrow('x is not a function');
  expect(() => failureOf(withCode('UND_ERR_INVALID_ARG'))).toThrow();
});
