import { getContainedResourceUrlAll, getSolidDataset } from '@inrupt/solid-client';
import { failureOf, failureOfStatus, type PodFailure } from './pod-failure.ts';
import type { SignedIn } from './session.ts';
import { writeZip } from './write-zip.ts';

export type Exported =
  | { readonly state: 'exported'; readonly archive: Blob; readonly files: number }
  /** There is more than a page of a browser should hold. */
  | { readonly state: 'too-many'; readonly most: number }
  | PodFailure;

/** What somebody's own space holds, and no library of films. */
const mostFiles = 2000;

/** Takes every file of a pod that its owner may read into one archive (zip), in its folders, telling how many it has so far. */
export async function exportPod(by: SignedIn, root: string, onFile: (count: number) => void): Promise<Exported> {
  const files = new Map<string, Uint8Array>();
  const folders = [root];
  try {
    for (let folder = folders.pop(); folder; folder = folders.pop()) {
      for (const url of getContainedResourceUrlAll(await getSolidDataset(folder, by))) {
        if (url.endsWith('/')) folders.push(url);
        else {
          const response = await by.fetch(url);
          if (!response.ok) return failureOfStatus(response.status);
          const name = nameIn(root, url, response.headers.get('content-type'));
          files.set(name, new Uint8Array(await response.arrayBuffer()));
          if (files.size > mostFiles) return { state: 'too-many', most: mostFiles };
          onFile(files.size);
        }
      }
    }
  } catch (error) {
    return failureOf(error);
  }
  return { state: 'exported', archive: writeZip(files), files: files.size };
}

/** The path below the root; a file whose address says nothing of what it is gets an ending that does. */
function nameIn(root: string, url: string, mediaType: string | null): string {
  const path = decodeURIComponent(url.slice(root.length));
  const isTold = /\.\w+$/.test(path);
  return isTold || !mediaType?.startsWith('text/turtle') ? path : `${path}.ttl`;
}
