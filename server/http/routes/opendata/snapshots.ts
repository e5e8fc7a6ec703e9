import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { type Request, type Response, Router } from 'express';
import { citeSnapshot, writeCitationFile } from '../../../opendata/cite-snapshot.ts';
import { listSnapshots, readSnapshot } from '../../../opendata/kept-snapshots.ts';
import type { Snapshot, SnapshotFile } from '../../../opendata/snapshot.ts';
import { fileSignposts, snapshotSignposts } from '../../../opendata/snapshot-signposts.ts';
import { baseOf } from '../../base-of.ts';
import type { AppDeps } from '../../deps.ts';
import { problem } from '../../errors.ts';
import { snapshotPage, snapshotsPage } from '../../pages/opendata/snapshots-page.ts';
import type { ContextOf } from '../page-context.ts';

/** `/snapshots`: the dataset of each day, for people and as JSON, with its files, sums and citation. */
export function snapshotRoutes({ config }: Pick<AppDeps, 'config'>, contextOf: ContextOf): Router {
  const router = Router();
  const folder = config.snapshotFolder;
  const find = (date: string): Snapshot => {
    const found =
      folder === undefined ? undefined : date === 'latest' ? listSnapshots(folder)[0] : readSnapshot(folder, date);
    if (!found) throw problem(404);
    return found;
  };
  router.get('/snapshots', (request, response) => {
    const all = folder === undefined ? [] : listSnapshots(folder);
    const base = baseOf(request, config);
    response.append('Link', `<${base}/catalog.ttl>; rel="describedby"; type="text/turtle"`);
    for (const { date } of all) response.append('Link', `<${base}/snapshots/${date}>; rel="item"; type="text/html"`);
    if (wantsJson(request, response)) response.json({ total: all.length, items: all });
    else response.type('html').send(snapshotsPage(all, contextOf(request, response)));
  });
  router.get('/snapshots/:date', (request, response) => {
    const snapshot = find(request.params.date);
    if (request.params.date === 'latest') {
      response.redirect(302, `/snapshots/${snapshot.date}`);
      return;
    }
    const base = baseOf(request, config);
    response.append('Link', snapshotSignposts(snapshot, base));
    if (wantsJson(request, response)) response.json({ ...snapshot, citation: citeSnapshot(snapshot, base, 'en') });
    else response.type('html').send(snapshotPage(snapshot, base, contextOf(request, response)));
  });
  router.get('/snapshots/:date/:name', async (request, response) => {
    const snapshot = find(request.params.date);
    if (request.params.name === 'CITATION.cff') {
      response.type('application/yaml').send(writeCitationFile(snapshot, baseOf(request, config)));
      return;
    }
    const files = snapshot.parts.flatMap((part) => part.files);
    const file = files.find(({ name }) => name === request.params.name);
    if (!file || folder === undefined) throw problem(404);
    response.append('Link', fileSignposts(snapshot, file, baseOf(request, config)));
    await sendFile(join(folder, snapshot.date, file.stored), file, { request, response });
  });
  return router;
}

function wantsJson(request: Request, response: Response): boolean {
  response.vary('Accept');
  const accepted = request.accepts(['text/html', 'application/json']);
  if (!accepted) throw problem(406, { allowed: ['text/html', 'application/json'] });
  return accepted === 'application/json';
}

async function sendFile(
  path: string,
  { name, stored, mediaType, sha256 }: SnapshotFile,
  { request, response }: { readonly request: Request; readonly response: Response },
): Promise<void> {
  const isPacked = stored !== name;
  response.setHeader('ETag', `"${sha256}"`);
  response.setHeader('Content-Type', mediaType);
  response.removeHeader('Content-Language');
  if (isPacked) response.vary('Accept-Encoding');
  if (request.fresh) {
    response.status(304).end();
    return;
  }
  const sendsPacked = isPacked && request.acceptsEncodings('gzip') === 'gzip';
  if (sendsPacked) response.setHeader('Content-Encoding', 'gzip');
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  try {
    if (isPacked && !sendsPacked) await pipeline(createReadStream(path), createGunzip(), response);
    else await pipeline(createReadStream(path), response);
  } catch (error) {
    // A reader who left is no failure of ours.
    if (!response.destroyed) throw error;
  }
}
