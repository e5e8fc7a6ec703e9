import { problem } from './errors.ts';

const retryAfterMs = 3000;

/** Makes a gate that lets `limit` calls be under way at once, whatever they do; the next one is refused with 503. */
export function atMost(limit: number) {
  let running = 0;
  return <Given extends readonly unknown[], Made>(work: (...given: Given) => Promise<Made>) =>
    async (...given: Given): Promise<Made> => {
      if (running >= limit) throw problem(503, { retryAfterMs });
      running++;
      try {
        return await work(...given);
      } finally {
        running--;
      }
    };
}
