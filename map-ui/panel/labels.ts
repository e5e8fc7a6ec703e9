import type { PointsManifest } from '../../server/points/manifest.ts';
import { pageLanguage } from '../texts/texts.ts';

/** What values of a facet are called; a value that the places do not have is left out. */
export function labelsOf({ facets }: PointsManifest, name: string, keys: readonly string[]): string[] {
  const values = facets.find((facet) => facet.name === name)?.values ?? [];
  return keys.flatMap((key) => values.find((value) => value.key === key)?.label[pageLanguage()] ?? []);
}
