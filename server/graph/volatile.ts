import { decodeEscapes } from './query-tokens.ts';

const moody = /\b(?:NOW|RAND|UUID|STRUUID)\s*\(/i;

/** Whether a query may be answered otherwise though the data are the same: such an answer is nobody else's. */
export function isVolatile(query: string): boolean {
  return moody.test(decodeEscapes(query));
}
