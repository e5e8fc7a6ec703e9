import { Router } from 'express';
import type { PointStore } from '../../../directory/points/point-store.ts';
import { deepestTile } from '../../../points/tile-format.ts';
import { forAllReaders, keepForever, readPointQuery, readWhole } from '../../lists/point-query.ts';
import { send, unknownVersion } from './points.ts';

export const tileMedia = 'application/vnd.mapbox-vector-tile';

/**
 * `GET /tiles/{z}/{x}/{y}.mvt`: the places and their clusters as vector tiles, narrowed by the filters of `/api/places`;
 * `v` asks for one version of `/api/points`, whose numbers the tiles carry.
 */
export function tileRoutes(points: PointStore): Router {
  const router = Router();
  router.get('/:z/:x/:y.mvt', async (request, response) => {
    const { params, query } = request;
    const { selection } = readPointQuery(request, response, ['v']);
    const z = readWhole(params.z, { name: 'z', from: 0, to: deepestTile });
    const x = readWhole(params.x, { name: 'x', from: 0, to: 2 ** z - 1 });
    const y = readWhole(params.y, { name: 'y', from: 0, to: 2 ** z - 1 });
    const version = query['v'] === undefined ? await points.newest() : points.find(String(query['v']));
    if (!version) throw unknownVersion();
    const tile = await version.tile(selection, { z, x, y });
    if (query['v'] === undefined) forAllReaders(response);
    else keepForever(response, selection);
    if (tile.length === 0) response.status(204).end();
    else send(response, tileMedia, tile);
  });
  return router;
}
