import type { DatabaseSync } from 'node:sqlite';
import { graphsAgain, projectAgain } from '../crawl/show-again.ts';
import type { Directory } from '../directory/directory.ts';
import type { PointStore } from '../directory/points/point-store.ts';
import type { Graph } from '../graph/graph.ts';
import { showAgain } from '../registry/purge.ts';
import type { Registry } from '../registry/registry.ts';
import { inTransaction } from './state/open-database.ts';

/** Tells profiles again whose words were taken down, in part or whole, beside this process. */
export interface Retelling {
  /** Before anything is shown: the directory alone, since the graph is loaded after it. */
  catchUp(): void;
  /** While readers are there; returns how many registrations were touched. */
  follow(readers: {
    readonly points: Pick<PointStore, 'forget'>;
    readonly graph: Pick<Graph, 'change'>;
  }): Promise<number>;
}

/** Makes the retelling over one data folder. */
export function createRetelling(
  db: DatabaseSync,
  parts: { readonly registry: Registry; readonly directory: Directory },
): Retelling {
  const { registry, directory } = parts;
  const waiting = showAgain(db);

  /** Part of the caller's transaction. */
  function project(ids: readonly string[]): void {
    for (const id of ids) projectAgain({ registry, directory }, id);
    if (ids.length > 0) directory.compact();
  }

  return {
    catchUp: () =>
      inTransaction(db, () => {
        const ids = waiting.pending();
        project(ids);
        ids.forEach(waiting.done);
      }),
    async follow({ points, graph }) {
      const ids = waiting.pending();
      if (ids.length === 0) return 0;
      inTransaction(db, () => project(ids));
      points.forget();
      for (const id of ids) await graph.change(await graphsAgain(registry, id));
      inTransaction(db, () => ids.forEach(waiting.done));
      return ids.length;
    },
  };
}
