import { neighboursOf, type Pair } from './neighbours.ts';

/** An actor without whom others would be tied to the rest no longer. */
export interface Bridge {
  readonly actor: number;
  /** The others that would be cut off, the largest part aside. */
  readonly cutOff: number;
  /** Which ones; told on demand, since those of a long chain would be too many to keep for each of its links. */
  who(): readonly number[];
}

/**
 * Cut vertices (Tarjan's low points, without recursion: chains may be tens of thousands long), those that hold the most
 * others first. What hangs on an actor is a part of the tree that the search walks; the largest part counts as the rest.
 */
export function findBridges(count: number, pairs: readonly Pair[]): readonly Bridge[] {
  const neighbours = neighboursOf(count, pairs);
  const seenAt = new Int32Array(count).fill(-1);
  const low = new Int32Array(count);
  const order: number[] = [];
  const bridges: Bridge[] = [];
  for (let root = 0; root < count; root++) {
    if (seenAt[root] !== -1) continue;
    const start = order.length;
    const parts = new Map<number, [from: number, to: number][]>();
    const walk = [{ at: root, parent: -1, next: 0 }];
    seenAt[root] = low[root] = order.push(root) - 1;
    for (let step = walk.at(-1); step; step = walk.at(-1)) {
      const { at, parent } = step;
      const other = neighbours[at]?.[step.next++];
      if (other === undefined) {
        walk.pop();
        if (parent === -1) continue;
        low[parent] = Math.min(low[parent] ?? 0, low[at] ?? 0);
        // Nothing below leads past the parent: that part hangs on it.
        if ((low[at] ?? 0) >= (seenAt[parent] ?? 0)) {
          const hanging = parts.get(parent) ?? [];
          parts.set(parent, hanging);
          hanging.push([seenAt[at] ?? 0, order.length]);
        }
      } else if (other !== parent) {
        if (seenAt[other] === -1) {
          seenAt[other] = low[other] = order.push(other) - 1;
          walk.push({ at: other, parent: at, next: 0 });
        } else low[at] = Math.min(low[at] ?? 0, seenAt[other] ?? 0);
      }
    }
    const size = order.length - start;
    for (const [actor, hanging] of parts) {
      const hung = hanging.reduce((sum, [from, to]) => sum + to - from, 0);
      const above = size - 1 - hung;
      if (hanging.length + (above > 0 ? 1 : 0) < 2) continue;
      const largest = Math.max(above, ...hanging.map(([from, to]) => to - from));
      const kept = hanging.findIndex(([from, to]) => to - from === largest);
      const cut = above === largest ? hanging : hanging.filter((_, index) => index !== kept);
      const who = () => {
        const found = cut.flatMap(([from, to]) => order.slice(from, to));
        if (above > 0 && above < largest) {
          const mine = new Set(hanging.flatMap(([from, to]) => order.slice(from, to)));
          found.push(...order.slice(start, start + size).filter((one) => one !== actor && !mine.has(one)));
        }
        return found.sort((a, b) => a - b);
      };
      bridges.push({ actor, cutOff: size - 1 - largest, who });
    }
  }
  return bridges.sort((a, b) => b.cutOff - a.cutOff || a.actor - b.actor);
}
