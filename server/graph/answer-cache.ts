import type { Answer } from './graph.ts';

type Answered = Extract<Answer, { state: 'answered' }>;

/** Whole answers, each as long as the dataset is the one that it was given from. */
export interface AnswerCache {
  find(key: string, version: number): Answered | undefined;
  /** Keeps an answer whose body is complete, in place of those that were used longest ago. */
  keep(key: string, answer: Answered): void;
}

/** Makes a cache of at most `maxBytes`; an answer over a sixteenth of it is not kept. */
export function createAnswerCache(maxBytes: number): AnswerCache {
  const kept = new Map<string, Answered>();
  let bytes = 0;
  const drop = (key: string): void => {
    bytes -= kept.get(key)?.bytes ?? 0;
    kept.delete(key);
  };
  return {
    find(key, version) {
      const answer = kept.get(key);
      if (!answer) return undefined;
      drop(key);
      if (answer.version !== version) return undefined;
      kept.set(key, answer);
      bytes += answer.bytes;
      return answer;
    },
    keep(key, answer) {
      if (answer.bytes > maxBytes / 16) return;
      drop(key);
      kept.set(key, answer);
      bytes += answer.bytes;
      for (const oldest of kept.keys()) {
        if (bytes <= maxBytes) break;
        drop(oldest);
      }
    },
  };
}
