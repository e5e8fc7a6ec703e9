import type { GraphChange } from '../../graph.ts';

/** Beyond, the whole dataset is compared instead. */
const maxChars = 32_000_000;

/** Changes that wait, in their order, for a server that is away. */
export interface WaitingChanges {
  readonly isEmpty: boolean;
  /** False when there are too many to keep, and all are forgotten. */
  add(changes: readonly GraphChange[]): boolean;
  /** Gives all and forgets them. */
  take(): readonly GraphChange[];
  /** Puts what was taken back before what came meanwhile. */
  giveBack(changes: readonly GraphChange[]): boolean;
}

/** Makes a place to wait. */
export function createWaitingChanges(): WaitingChanges {
  let waiting: readonly GraphChange[] = [];
  let chars = 0;
  function hold(changes: readonly GraphChange[], more: readonly GraphChange[]): boolean {
    waiting = changes;
    for (const change of more) chars += 'triples' in change ? (change.triples?.length ?? 0) : change.added.length;
    if (chars <= maxChars) return true;
    [waiting, chars] = [[], 0];
    return false;
  }
  return {
    get isEmpty() {
      return waiting.length === 0;
    },
    add: (changes) => hold([...waiting, ...changes], changes),
    take() {
      const taken = waiting;
      [waiting, chars] = [[], 0];
      return taken;
    },
    giveBack: (changes) => hold([...changes, ...waiting], changes),
  };
}
