import type { Answer } from './graph.ts';
import { queryTokens } from './query-tokens.ts';

const rememberedMs = 30_000;
const most = 1_000;

/** Queries that had to be stopped, which cost a process each: asked again at once, they would cost another one. */
export interface StoppedQueries {
  /** How the query ended when it was asked within the last half minute, however it was laid out then. */
  find(query: string): Answer | undefined;
  note(query: string, answer: Answer): void;
}

/** Remembers what was stopped; all other answers pass by. */
export function createStoppedQueries(now: () => number): StoppedQueries {
  const stopped = new Map<string, { readonly answer: Answer; readonly until: number }>();
  return {
    find(query) {
      const met = stopped.size > 0 ? stopped.get(plain(query)) : undefined;
      return met && met.until > now() ? met.answer : undefined;
    },
    note(query, answer) {
      if (answer.state !== 'timeout' && !(answer.state === 'too-large' && answer.of === 'memory')) return;
      const key = plain(query);
      stopped.delete(key);
      stopped.set(key, { answer, until: now() + rememberedMs });
      if (stopped.size > most) stopped.delete(stopped.keys().next().value ?? key);
    },
  };
}

function plain(query: string): string {
  return [...queryTokens(query)].map(({ text }) => text).join(' ');
}
