import { getContainedResourceUrlAll, getSolidDataset, getThing, getUrlAll } from '@inrupt/solid-client';
import { failureOf, type PodFailure } from './pod-failure.ts';
import type { SignedIn } from './session.ts';

const storage = 'http://www.w3.org/ns/pim/space#storage';
const storageType = 'http://www.w3.org/ns/pim/space#Storage';

/** The root folders of a person's pods: those the WebID names, or else the one that the WebID itself is in. */
export async function findStorages({ webId, fetch }: SignedIn): Promise<readonly string[] | PodFailure> {
  try {
    const thing = getThing(await getSolidDataset(webId, { fetch }), webId);
    const named = thing ? getUrlAll(thing, storage) : [];
    if (named.length > 0) return named;
    const around = await rootAround(webId, fetch);
    return around ? [around] : [];
  } catch (error) {
    return failureOf(error);
  }
}

/** Solid Protocol, section 4.1: the root of a storage says so in its `Link` header. */
async function rootAround(address: string, ask: typeof fetch): Promise<string | undefined> {
  for (const folder of foldersAround(address)) {
    const response = await ask(folder, { method: 'HEAD' });
    if (response.headers.get('link')?.includes(`<${storageType}>`)) return folder;
  }
  return undefined;
}

/** The folders that a file is in, the nearest first. */
export function foldersAround(address: string): string[] {
  const { origin, pathname } = new URL(address);
  const parts = pathname.split('/').slice(1, -1);
  return Array.from({ length: parts.length + 1 }, (_, up) =>
    [origin, ...parts.slice(0, parts.length - up), ''].join('/'),
  );
}

/** The folders directly in a folder that somebody may see. */
export async function foldersIn(folder: string, { fetch }: SignedIn): Promise<readonly string[]> {
  try {
    const inside = getContainedResourceUrlAll(await getSolidDataset(folder, { fetch }));
    return inside.filter((url) => url.endsWith('/')).sort();
  } catch (error) {
    // One may be allowed to write where one may not look.
    console.info('The folders of the pod cannot be seen.', error);
    return [];
  }
}
