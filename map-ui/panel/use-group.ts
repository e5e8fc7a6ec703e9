import type { Selection } from '../../server/points/selection.ts';
import type { DrawnCluster } from '../map/map-view.ts';
import { nameOf, type PlaceIndex } from '../places/place-index.ts';
import { pageLanguage } from '../texts/texts.ts';
import { type Latest, useLatest } from '../tools/use-latest.ts';

/** A cluster that no view takes apart, and how many pages of its places are wanted. */
export interface Group extends DrawnCluster {
  readonly pages: number;
}

/** A place as a cluster knows it. */
export interface Member {
  readonly key: string;
  readonly name: string;
  readonly kinds: readonly string[];
}

export const groupPageSize = 50;

interface GroupQuestion {
  readonly index: PlaceIndex;
  readonly selection: Selection;
  readonly group: Group | undefined;
  /** Changes with the index, the selection and the attempt. */
  readonly asked: string;
}

/** Reads the places of a group. */
export function useGroup(
  { index, selection, group, asked }: GroupQuestion,
  onFailure: (error: unknown) => void,
): Latest<readonly Member[]> {
  return useLatest(
    group && `${asked} ${group.cluster} ${group.pages}`,
    async (signal) => {
      const { cluster = 0, pages: count = 0 } = group ?? {};
      const pages = await Promise.all(
        Array.from({ length: count }, (_, page) =>
          index.cluster(selection, { cluster, offset: page * groupPageSize, limit: groupPageSize }, signal),
        ),
      );
      const leaves = pages.flatMap((page) => page.leaves);
      const names = await index.names(
        leaves.map(({ row }) => row),
        signal,
      );
      return leaves.flatMap(({ kind }, i) => {
        const name = names[i];
        return name ? [{ key: name.key, name: nameOf(name, pageLanguage()), kinds: [kind] }] : [];
      });
    },
    onFailure,
  );
}
