import type { Mapping } from '../../crosswalk/mapping.ts';
import { drawPreview, type Previewed } from './draw-preview.ts';
import type { Imported } from './import-set.ts';

/** Places that a preview draws and lists; of a larger set, the first. */
const mostDrawn = 20_000;

/** Gathers the places of a set that is not stored, for a page with a map that opens without a server. */
export function createPreview(mapping: Mapping): {
  add(profile: Readonly<Record<string, unknown>>): void;
  page(imported: Imported): string;
} {
  const places: Previewed[] = [];
  return {
    add({ primaryTopic }) {
      if (places.length < mostDrawn) places.push(placeOf(primaryTopic as Topic));
    },
    page: (imported) => drawPreview(mapping, places, imported),
  };
}

interface Topic {
  readonly name?: unknown;
  readonly address?: {
    readonly streetAddress?: string;
    readonly postalCode?: string;
    readonly addressLocality?: string;
  };
  readonly geo?: { readonly latitude?: unknown; readonly longitude?: unknown; readonly approximate?: boolean };
}

function placeOf({ name, address, geo }: Topic): Previewed {
  const { latitude, longitude, approximate = false } = geo ?? {};
  const where = [address?.streetAddress, [address?.postalCode, address?.addressLocality].filter(Boolean).join(' ')];
  return {
    name: String(name),
    where: where.filter(Boolean).join(', '),
    isApproximate: approximate,
    ...(typeof latitude === 'number' && typeof longitude === 'number' ? { lat: latitude, lon: longitude } : {}),
  };
}
