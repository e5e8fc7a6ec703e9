import '../style/tokens.css';
import './embed.css';
import type { EntityAnswer } from '../../server/http/contract.ts';
import type { ClusterPage } from '../../server/points/point-engine.ts';
import type { Selection } from '../../server/points/selection.ts';
import { deepestTile } from '../../server/points/tile-format.ts';
import { createMap } from '../map/leaflet-view.ts';
import type { MapEvents, MapView } from '../map/map-view.ts';
import { creditLine } from '../panel/credit-line.ts';
import { creditsText } from '../panel/credits.tsx';
import { drawnKinds } from '../places/drawn-kinds.ts';
import { nameOf, readManifest } from '../places/place-index.ts';
import { createRemoteIndex } from '../places/remote-index.ts';
import { pageLanguage } from '../texts/texts.ts';

/** Draws the map of somebody else's page over the list that was there: the server filters, so that little has to come. */
async function start(stage: HTMLElement): Promise<void> {
  const index = createRemoteIndex(await readManifest());
  const selection = JSON.parse(stage.dataset['selection'] ?? '{}') as Selection;
  const { bounds } = await index.filter(selection);
  const language = pageLanguage();
  const named = async (row: number) => {
    const [name] = await index.names([row]);
    return name && { key: name.key, name: nameOf(name, language) };
  };
  const membersOf = async (leaves: ClusterPage['leaves']) => {
    const names = await index.names(leaves.map(({ row }) => row));
    return leaves.flatMap(({ kind }, i) => {
      const name = names[i];
      return name ? [{ key: name.key, name: nameOf(name, language), kinds: [kind] }] : [];
    });
  };
  const nothing = () => undefined;
  const events: MapEvents = {
    moved: nothing,
    async picked(picked) {
      const place = 'row' in picked ? await named(picked.row) : { key: picked.key, name: picked.key };
      if (place) tell(stage, place);
    },
    async pickedCluster(cluster) {
      const { expansionZoom, leaves } = await index.cluster(selection, {
        cluster: cluster.cluster,
        offset: 0,
        limit: 24,
      });
      if (expansionZoom <= deepestTile) map.approach(cluster, expansionZoom);
      else map.showSpread({ centre: cluster, places: await membersOf(leaves) });
    },
    pickedTerritory: nothing,
    pickedMark: nothing,
    pickedFlow: nothing,
    tilesFailed: (error) => console.warn(error),
  };
  // The map measures its place when it is made.
  document.body.dataset['embed'] = 'map';
  const map: MapView = createMap(stage, undefined, events, { isGuest: true });
  map.showPlaces({
    kinds: drawnKinds(index.manifest),
    tile: (address, signal) => index.tile(selection, address, signal),
    nameOf: async (row) => (await named(row))?.name ?? '',
  });
  if (bounds) map.fit(bounds);
  document.querySelector('[data-embed-credits]')?.replaceChildren(creditsText(index.manifest.attributions));
}

/** Says which place was chosen, with the way to its page. */
function tell(stage: HTMLElement, place: { readonly key: string; readonly name: string }): void {
  const link = document.createElement('a');
  link.href = `/lieux/${place.key}${pageLanguage() === 'en' ? '?lang=en' : ''}`;
  link.target = '_blank';
  link.rel = 'noopener';
  link.textContent = place.name;
  const line = document.querySelector('[data-embed-chosen]');
  line?.replaceChildren(link);
  creditFor(place.key)
    .then((credit) => credit && link.parentElement === line && line?.append(` · ${credit}`))
    .catch((error: unknown) => console.warn(error));
  stage.dataset['chosen'] = place.key;
}

/** Whom to credit for a place that somebody else described, and its licence. */
async function creditFor(key: string): Promise<string | undefined> {
  const answer = await fetch(`/api/places/${encodeURIComponent(key)}`);
  if (!answer.ok) return undefined;
  const { provenance } = (await answer.json()) as Pick<EntityAnswer, 'provenance'>;
  return creditLine(provenance);
}

const stage = document.querySelector<HTMLElement>('[data-embed-map]');
if (stage)
  start(stage).catch((error: unknown) => {
    // The list stays.
    console.warn(error);
    document.body.dataset['embed'] = 'failed';
  });
