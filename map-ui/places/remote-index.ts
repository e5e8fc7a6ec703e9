import type { PointsManifest } from '../../server/points/manifest.ts';
import type { ClusterPage, Filtered } from '../../server/points/point-engine.ts';
import { type Selection, writeSelection } from '../../server/points/selection.ts';
import { createNamePages } from './name-pages.ts';
import type { PlaceIndex } from './place-index.ts';
import { readBytes, readJson } from './read-answer.ts';

/** The index that lets the server work; `origin` is the site where it is not this page's. */
export function createRemoteIndex(manifest: PointsManifest, origin = ''): PlaceIndex {
  const { version } = manifest;
  const base = `${origin}/api/points/${version}`;
  return {
    manifest,
    filter: (selection, signal) => readJson<Filtered>(`${base}/filter${query(selection)}`, signal),
    async bbox(selection, box, signal) {
      const { total } = await readJson<{ total: number }>(
        `${base}/count${query(selection, `bbox=${box.join(',')}`)}`,
        signal,
      );
      return total;
    },
    tile: (selection, { z, x, y }, signal) =>
      readBytes(`${origin}/tiles/${z}/${x}/${y}.mvt${query(selection, `v=${version}`)}`, signal),
    cluster: (selection, { cluster, offset, limit }, signal) =>
      readJson<ClusterPage>(
        `${base}/clusters/${cluster}${query(selection, `offset=${offset}&limit=${limit}`)}`,
        signal,
      ),
    names: createNamePages(version, origin),
    close: () => undefined,
  };
}

function query(selection: Selection, own = ''): string {
  const parts = [own, writeSelection(selection)].filter(Boolean);
  return parts.length > 0 ? `?${parts.join('&')}` : '';
}
