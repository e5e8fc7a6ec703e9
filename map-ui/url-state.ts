import type { Selection } from './places/place-index.ts';

/** Where the map looks. */
export interface View {
  readonly zoom: number;
  readonly lat: number;
  readonly lon: number;
}

/** Everything that is seen, as the address says it: `?q=&type=&pratique=&lieu=#zoom/lat/lon`. */
export interface MapState extends Selection {
  /** Key of the open place. */
  readonly place?: string;
  readonly view?: View;
}

/** Reads the state from an address; what does not make sense is left out. */
export function readState(href: string): MapState {
  const url = new URL(href);
  const list = (name: string) => [
    ...new Set(
      url.searchParams
        .getAll(name)
        .flatMap((value) => value.split(','))
        .map((key) => key.trim())
        .filter(Boolean),
    ),
  ];
  const place = url.searchParams.get('lieu');
  const view = readView(url.hash);
  return {
    q: url.searchParams.get('q')?.trim() ?? '',
    kinds: list('type'),
    practices: list('pratique'),
    ...(place ? { place } : {}),
    ...(view ? { view } : {}),
  };
}

/** The same address saying this state; parameters that are not the map's (such as `lang`) stay. */
export function writeState(state: MapState, href: string): string {
  const url = new URL(href);
  const set = (name: string, value: string) => {
    if (value === '') url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  };
  set('q', state.q);
  set('type', state.kinds.join(','));
  set('pratique', state.practices.join(','));
  set('lieu', state.place ?? '');
  url.search = url.search.replaceAll('%2C', ',');
  url.hash = state.view ? writeView(state.view) : '';
  return url.href;
}

function readView(hash: string): View | undefined {
  const match = /^#(\d+(?:\.\d+)?)\/(-?\d+(?:\.\d+)?)\/(-?\d+(?:\.\d+)?)$/.exec(hash);
  if (!match) return undefined;
  const [zoom = 0, lat = 0, lon = 0] = match.slice(1).map(Number);
  return zoom <= 24 && Math.abs(lat) <= 85 && Math.abs(lon) <= 180 ? { zoom, lat, lon } : undefined;
}

/** Four decimals are some ten metres, enough for a view. */
function writeView({ zoom, lat, lon }: View): string {
  return `${round(zoom, 2)}/${round(lat, 4)}/${round(lon, 4)}`;
}

function round(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}
