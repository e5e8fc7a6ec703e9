import type { Bounds } from '../../server/points/manifest.ts';
import { deepestTile, tileLayer } from '../../server/points/tile-format.ts';

/** The same bare map fed in three ways: as plain clustered GeoJSON, and as ours, by column or by tile. */
export type Feed = 'geojson' | 'columns' | 'tiles';

export interface BarePage {
  readonly feed: Feed;
  readonly bounds: Bounds;
  /** The built worker of the map. */
  readonly worker: string;
  /** What `filter()` narrows the places to: one practice. */
  readonly practice: string;
}

const radius = 46;

const shared = `
import { Map as MapLibre, addProtocol, setWorkerUrl } from '/bench/maplibre-gl.mjs';
setWorkerUrl(new URL('/bench/maplibre-gl-worker.mjs', location.href).href);
const show = (bounds, source, layer) => {
  const map = new MapLibre({
    container: 'map', bounds, fadeDuration: 0, attributionControl: false,
    style: { version: 8, sources: { places: source }, layers: [
      { id: 'land', type: 'background', paint: { 'background-color': '#eee' } },
      { id: 'dots', type: 'circle', source: 'places', ...layer, paint: { 'circle-radius': 6, 'circle-color': '#b4420f' } },
    ] },
  });
  map.on('render', () => {
    if (window.firstDots === undefined && map.getLayer('dots') && map.queryRenderedFeatures({ layers: ['dots'] }).length > 0)
      window.firstDots = performance.now();
  });
  return map;
};
const changed = (map, change) => new Promise((resolve) => {
  const begun = performance.now();
  change();
  map.once('idle', () => resolve(performance.now() - begun));
});`;

/** A page that sets \`firstDots\` when it has drawn places, and measures a change of the filter by \`filter()\`, in milliseconds. */
export function barePage({ feed, bounds, worker, practice }: BarePage): string {
  const tiles = { type: 'vector', tiles: ['places://0/{z}/{x}/{y}'], maxzoom: deepestTile };
  const source = feed === 'geojson' ? geojsonSource : tiles;
  const layer = feed === 'geojson' ? {} : { 'source-layer': tileLayer };
  return `<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="/bench/maplibre-gl.css">
<style>html, body, #map { height: 100%; margin: 0 }</style><div id="map"></div><script type="module">${shared}
const practice = ${JSON.stringify(practice)};
${feed === 'geojson' ? '' : ours(feed, worker)}
const map = show(${JSON.stringify(bounds)}, ${JSON.stringify(source)}, ${JSON.stringify(layer)});
${feed === 'geojson' ? filterGeojson : filterOurs}
</script>`;
}

const geojsonSource = { type: 'geojson', data: '/bench/places.geojson', cluster: true, clusterRadius: radius };

/** What a plain map does: keep the features, and hand over those that fit. */
const filterGeojson = `
window.filter = async () => {
  const all = await (await fetch('/bench/places.geojson')).json();
  return changed(map, () => map.getSource('places').setData({
    type: 'FeatureCollection', features: all.features.filter(({ properties }) => properties.practices.includes(practice)),
  }));
};`;

const filterOurs = `
window.filter = () => changed(map, () => {
  selection = { q: '', facets: { practice: [practice] } };
  map.getSource('places').setTiles(['places://1/{z}/{x}/{y}']);
});`;

function ours(feed: Exclude<Feed, 'geojson'>, worker: string): string {
  const columns = `
const worker = new Worker(${JSON.stringify(worker)}, { type: 'module' });
worker.postMessage({ type: 'open', manifest });
const waiting = new Map();
worker.onmessage = ({ data }) => { waiting.get(data.id)?.(data.value); waiting.delete(data.id); };
let asked = 0;
const tile = (address) => new Promise((resolve) => {
  waiting.set(asked, resolve);
  worker.postMessage({ type: 'ask', id: asked++, question: { about: 'tile', selection, address } });
});`;
  const tiles = `
const tile = async ({ z, x, y }) => {
  const query = (selection.facets.practice ?? []).map((key) => '&practice=' + key).join('');
  return new Uint8Array(await (await fetch('/tiles/' + z + '/' + x + '/' + y + '.mvt?v=' + manifest.version + query)).arrayBuffer());
};`;
  return `
let selection = { q: '', facets: {} };
const manifest = await (await fetch('/api/points')).json();
${feed === 'columns' ? columns : tiles}
addProtocol('places', async ({ url }) => {
  const [, z, x, y] = url.slice('places://'.length).split('/').map(Number);
  return { data: (await tile({ z, x, y })).slice().buffer };
});`;
}
