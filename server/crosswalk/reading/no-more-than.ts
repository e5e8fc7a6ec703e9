const million = 1_000_000;
/** What is held as a whole takes up to thirty times its bytes as linked data, and some five as values: a gigabyte for either. */
const mostWhole = { rdf: 30 * million, other: 200 * million };

const advice = {
  rdf: 'linked data are read as a whole: give them in several files, or as JSON or CSV, which are read record by record',
  other:
    'its records are gathered by an expression that needs the whole file: say in “records” only where they stand (a path of names), and in “record” what is to be done to each',
};

/** Passes bytes on; throws what to do about it where they are more than can be held as a whole. */
export async function* noMoreThan(
  chunks: AsyncIterable<Uint8Array>,
  kind: keyof typeof mostWhole,
  most = mostWhole[kind],
): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > most) throw new Error(`it has more than ${most / million} MB, and ${advice[kind]}`);
    yield chunk;
  }
}
