/** The body of an answer that is held whole: gives its pieces in their order, as often as it is read. */
export function bodyOf(chunks: readonly Uint8Array[]): AsyncIterable<Uint8Array> {
  return {
    async *[Symbol.asyncIterator]() {
      yield* chunks;
    },
  };
}
