import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Reads a data file of an installed package, afresh at each call: callers keep what they need of it and let go of the rest. */
export function dataset<T>(specifier: string): T {
  const data = require(specifier) as T;
  // The module cache would hold on to, among others, the 130,000 towns of which a tenth is wanted.
  delete require.cache[require.resolve(specifier)];
  return data;
}

/** Remembers what a function without arguments returned the first time. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
