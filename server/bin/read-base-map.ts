import { statSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import type { BaseMapConfig } from '../http/deps.ts';

/** Reads what an operator wants the places drawn on; a message where it cannot be used. */
export function readBaseMap(
  value: string,
  { credit, folder }: { readonly credit: string | undefined; readonly folder: string },
): BaseMapConfig | { readonly unusable: 'basemap' | 'credit' } {
  const isAddress = /^https?:\/\//.test(value);
  if (isAddress ? !URL.canParse(value.replace(/\{[zxy]\}/g, '0')) : !isFile(resolve(folder, value)))
    return { unusable: 'basemap' };
  const isRaster = ['{z}', '{x}', '{y}'].every((part) => value.includes(part));
  const path = isAddress ? new URL(value.replace(/[{}]/g, '')).pathname : value;
  const isArchive = path.endsWith('.pmtiles');
  // Half a template, or a file that is no archive.
  if (!isRaster && (/[{}]/.test(value) || (!isAddress && !isArchive))) return { unusable: 'basemap' };
  // Whoever made the map is to be named beside it, whatever else is known of it.
  if (!credit) return { unusable: 'credit' };
  const kind = isRaster ? 'raster' : isArchive ? 'archive' : 'style';
  if (!isAddress) return { kind, credit, file: isAbsolute(value) ? value : resolve(folder, value) };
  return { kind, credit, url: value, host: new URL(value.replace(/[{}]/g, '')).origin };
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
