import { type Request, type Response, Router } from 'express';
import type { PointStore, PointVersion } from '../../../directory/points/point-store.ts';
import { everything } from '../../../points/selection.ts';
import { problem } from '../../errors.ts';
import { forAllReaders, keepForever, readPointQuery, readWhole } from '../../lists/point-query.ts';

const maxLeaves = 500;
const most = 2 ** 31;

/**
 * The map's data under `/api/points`: the manifest of the newest version, and what belongs to one version. A version that
 * is no longer held is 404: the asker begins again with the manifest.
 */
export function pointRoutes(points: PointStore): Router {
  const router = Router();
  const ofVersion = (request: Request): PointVersion => {
    const found = points.find(String(request.params['version']));
    if (!found) throw unknownVersion();
    return found;
  };
  router.get('/', async (_request, response) => {
    const { manifest } = await points.newest();
    forAllReaders(response);
    response.setHeader('ETag', `"points-${manifest.version}"`);
    response.json(manifest);
  });
  router.get('/:version.bin', (request, response) => {
    const { columns, manifest } = ofVersion(request);
    if (!columns) throw tooMany(manifest.count);
    const encoding = request.acceptsEncodings('br', 'gzip');
    if (!encoding) throw problem(406, { allowed: ['br', 'gzip'] });
    keepForever(response, everything);
    response.setHeader('Content-Encoding', encoding);
    send(response, 'application/octet-stream', columns[encoding as 'br' | 'gzip']);
  });
  router.get('/:version/names/:page.json', (request, response) => {
    const page = readWhole(request.params['page'], { name: 'page', from: 0, to: most });
    const names = ofVersion(request).names(page);
    if (!names) throw problem(404);
    keepForever(response, everything);
    send(response, 'application/json', names);
  });
  router.get('/:version/rows', (request, response) => {
    const { selection } = readPointQuery(request, response);
    const rows = ofVersion(request).rows(selection);
    forAllReaders(response);
    // As differences: what follows each other compresses to nothing.
    response.json({ total: rows.length, rows: rows.map((row, i) => row - (rows[i - 1] ?? 0)) });
  });
  router.get('/:version/filter', async (request, response) => {
    const { selection } = readPointQuery(request, response);
    const filtered = await ofVersion(request).filter(selection);
    forAllReaders(response);
    response.json(filtered);
  });
  router.get('/:version/count', async (request, response) => {
    const { selection, box } = readPointQuery(request, response);
    if (!box) throw problem(400, { parameter: 'bbox', allowed: ['west,south,east,north in degrees'] });
    const total = await ofVersion(request).count(selection, box);
    keepForever(response, selection);
    response.json({ total });
  });
  router.get('/:version/clusters/:cluster', async (request, response) => {
    const { selection } = readPointQuery(request, response, ['offset', 'limit']);
    const { offset = '0', limit = '50' } = request.query;
    const page = await ofVersion(request).cluster(selection, {
      cluster: readWhole(request.params['cluster'], { name: 'cluster', from: 0, to: most }),
      offset: readWhole(offset, { name: 'offset', from: 0, to: most }),
      limit: readWhole(limit, { name: 'limit', from: 1, to: maxLeaves }),
    });
    if (!page) throw problem(404);
    keepForever(response, selection);
    response.json(page);
  });
  return router;
}

/** Bytes as they are: a `Buffer` is not taken for text. */
export function send(response: Response, mediaType: string, bytes: Uint8Array<ArrayBufferLike>): void {
  response.type(mediaType).send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

export function unknownVersion() {
  return problem(404, {
    detail: {
      fr: 'Cette version des points n’est plus gardée : relisez /api/points.',
      en: 'This version of the points is no longer held: read /api/points again.',
    },
  });
}

function tooMany(count: number) {
  return problem(404, {
    detail: {
      fr: `${count} lieux sont trop pour un seul fichier : ils se lisent par tuiles, sous /tiles.`,
      en: `${count} places are too many for one file: they are had as tiles, under /tiles.`,
    },
  });
}
