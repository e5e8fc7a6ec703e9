import type { Summary } from '../../server/http/contract.ts';
import type { Bounds } from '../../server/points/manifest.ts';
import type { Selection } from '../../server/points/selection.ts';
import type { Choice } from './search-box.tsx';
import type { Member } from './use-group.ts';

/** What the reader can do in the panel. */
export interface PanelActions {
  select(change: Partial<Selection>): void;
  choose(choice: Choice): void;
  open(place: Summary | Member): void;
  close(): void;
  /** Lists the reader's favourites, or what matches again. */
  openKept(): void;
  closeKept(): void;
  fit(bounds: Bounds): void;
  closeGroup(): void;
  moreOfGroup(): void;
  retry(): void;
  /** Moves the map to every place that matches. */
  showAll(): void;
  openLinked(place: Summary): (() => void) | undefined;
}
