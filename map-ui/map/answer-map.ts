import type { Summary } from '../../server/http/contract.ts';
import type { Bounds } from '../../server/points/manifest.ts';
import type { Selection } from '../../server/points/selection.ts';
import { deepestTile } from '../../server/points/tile-format.ts';
import type { AddressState } from '../address/use-address.ts';
import type { PairFlow } from '../layers/draw-flows.ts';
import type { Flows } from '../layers/use-flows.ts';
import type { Marks } from '../layers/use-marks.ts';
import type { Group, Member } from '../panel/use-group.ts';
import { nameOf, type PlaceIndex } from '../places/place-index.ts';
import { boundsOf } from '../territories/bounds-of.ts';
import type { Territories } from '../territories/use-territories.ts';
import { pageLanguage } from '../texts/texts.ts';
import type { MapEvents, MapView } from './map-view.ts';

/** The page as it is when the map tells it something, and what can be done with it. */
interface Page {
  readonly index: PlaceIndex;
  readonly selection: Selection;
  readonly address: AddressState;
  readonly handle: MapView | null;
  readonly territories: Territories | undefined;
  readonly marks: Marks | undefined;
  readonly flows: Flows | undefined;
  see(bounds: Bounds): void;
  open(place: Summary | Member): void;
  openGroup(group: Group | undefined): void;
  chooseFlow(flow: PairFlow): void;
  showSheet(): void;
  fail(error: unknown): void;
}

/** What the page does when the map has moved, or something on it was clicked. */
export function answerMap(page: Page): MapEvents {
  const { index, selection, address, handle, territories, marks, flows, open, openGroup, showSheet, fail } = page;
  return {
    moved(view, box) {
      page.see(box);
      openGroup(undefined);
      address.update({ view }, 'replace');
    },
    picked(picked) {
      if ('key' in picked) open({ key: picked.key, name: '', kinds: [] });
      else
        index
          .names([picked.row])
          .then(([name]) => name && open({ key: name.key, name: nameOf(name, pageLanguage()), kinds: [] }), fail);
    },
    pickedTerritory(code) {
      openGroup(undefined);
      const facets = { ...selection.facets, territory: [code] };
      address.update({ selection: { ...selection, facets }, place: null, layer: null });
      const outline = territories?.outlines.features.find(({ properties }) => properties.code === code);
      if (outline) handle?.fit(boundsOf(outline.geometry));
    },
    async pickedCluster(cluster) {
      try {
        const { expansionZoom } = await index.cluster(selection, { cluster: cluster.cluster, offset: 0, limit: 1 });
        if (expansionZoom <= deepestTile) {
          handle?.approach(cluster, expansionZoom);
          return;
        }
        address.update({ place: null });
        openGroup({ ...cluster, pages: 1 });
        showSheet();
      } catch (error) {
        fail(error);
      }
    },
    pickedMark(key) {
      const cell = marks?.cellOf(key);
      if (cell?.place) open({ ...cell.place, kinds: [] });
      else if (cell) handle?.approach(cell, Math.min(deepestTile, (address.now().view?.zoom ?? 5) + 2));
    },
    pickedFlow(key) {
      const flow = flows?.pairs.find((one) => one.key === key);
      if (flow) page.chooseFlow(flow);
      showSheet();
    },
    tilesFailed: fail,
  };
}
