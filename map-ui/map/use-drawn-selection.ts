import { useEffect, useMemo } from 'preact/hooks';
import type { EntityAnswer, Lead, Summary } from '../../server/http/contract.ts';
import type { Group, Member } from '../panel/use-group.ts';
import type { Latest } from '../tools/use-latest.ts';
import { drawnPlace, linkedPlaces, spreadOf } from './drawn-selection.ts';
import type { DrawnPlace, LinkedPlace, MapView } from './map-view.ts';

interface Selected {
  readonly handle: MapView | null;
  /** The key of the open place. */
  readonly place: string | undefined;
  /** Its profile, once read, and what was known of it before. */
  readonly entity: EntityAnswer | undefined;
  readonly known: Summary | Member | undefined;
  readonly leads: readonly Lead[];
}

/** Draws the open place with its links and moves the map so that it is seen; tells what is drawn. */
export function useDrawnSelection({ handle, place, entity, known, leads }: Selected): {
  readonly drawn: DrawnPlace | undefined;
  readonly linked: readonly LinkedPlace[];
} {
  const drawn = useMemo(() => drawnPlace(entity?.key === place ? entity : known, place), [entity, known, place]);
  const linked = useMemo(() => linkedPlaces(entity, leads), [entity, leads]);
  useEffect(() => handle?.showSelected(drawn, drawn ? linked : []), [handle, drawn, linked]);
  useEffect(() => {
    if (drawn) handle?.reveal(drawn);
  }, [handle, drawn?.key]);
  return { drawn, linked };
}

interface Spreadable {
  readonly handle: MapView | null;
  readonly place: string | undefined;
  readonly group: Group | undefined;
  readonly members: Latest<readonly Member[]>;
}

/** Spreads out the places of the open group, as long as none of them is open. */
export function useSpread({ handle, place, group, members }: Spreadable): void {
  const spread = useMemo(
    () => (place === undefined && members.isCurrent ? spreadOf(group, members.value) : undefined),
    [place, group, members.value, members.isCurrent],
  );
  useEffect(() => handle?.showSpread(spread), [handle, spread]);
}
