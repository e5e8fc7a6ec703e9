import { everything, type Selection } from '../../server/points/selection.ts';
import { type Kept, readKept, writeKept } from '../favourites/kept.ts';
import { type FlowLevel, flowLevels, type Layer } from '../layers/layer.ts';

/** Where the map looks. */
export interface View {
  readonly zoom: number;
  readonly lat: number;
  readonly lon: number;
}

/** Everything that is seen, as the address says it: `?q=&type=&pratique=…&lieu=&couche=#zoom/lat/lon`. */
export interface MapState {
  readonly selection: Selection;
  /** Key of the open place. */
  readonly place?: string;
  /** What the map shows in place of the places. */
  readonly layer?: Layer;
  /** Key of the practice that the layer of practices is about. */
  readonly about?: string;
  /** Territories that links are drawn between. */
  readonly flows?: FlowLevel;
  /** Places that were kept, listed in place of those that match. */
  readonly kept?: Kept;
  readonly view?: View;
}

/** What the layers are called in the address. */
const layerNames: Readonly<Record<Layer, string>> = {
  count: 'departements',
  density: 'departements-habitants',
  practices: 'pratiques',
  exchanges: 'besoins-offres',
  projects: 'projets',
  events: 'evenements',
};
const levelNames: Readonly<Record<FlowLevel, string>> = {
  region: 'regions',
  departement: 'departements',
  commune: 'communes',
};

/** What each facet of places is called in the addresses of pages, in the order in which they are shown. */
export const facetParameters = {
  kind: 'type',
  practice: 'pratique',
  need: 'besoin',
  offer: 'offre',
  network: 'reseau',
  territory: 'territoire',
  scale: 'echelle',
  audience: 'public',
  status: 'statut',
  freshness: 'lecture',
  open: 'ouvert',
} as const;
export type FacetName = keyof typeof facetParameters;

export const facetNames = Object.keys(facetParameters) as readonly FacetName[];

/** More of one facet than any reader chooses, and than the server takes. */
const maxValues = 50;
const maxText = 500;

/** Reads the state from an address; what does not make sense is left out. */
export function readState(href: string): MapState {
  const url = new URL(href);
  const place = url.searchParams.get('lieu');
  const asked = url.searchParams.get('couche');
  const layer = (Object.keys(layerNames) as Layer[]).find((one) => layerNames[one] === asked);
  const about = layer === 'practices' ? url.searchParams.get('objet')?.slice(0, maxText) : undefined;
  const flows = flowLevels.find((one) => levelNames[one] === url.searchParams.get('liens'));
  const kept = readKept(url.searchParams);
  const view = readView(url.hash);
  return {
    selection: readSelection(url.searchParams),
    ...(place ? { place } : {}),
    ...(layer ? { layer } : {}),
    ...(about ? { about } : {}),
    ...(flows ? { flows } : {}),
    ...(kept ? { kept } : {}),
    ...(view ? { view } : {}),
  };
}

function readSelection(parameters: URLSearchParams): Selection {
  const facets = facetNames.flatMap((name) => {
    const keys = parameters
      .getAll(facetParameters[name])
      .flatMap((value) => value.split(','))
      .map((key) => key.trim())
      .filter((key) => key !== '' && key.length <= maxText);
    return keys.length > 0 ? [[name, [...new Set(keys)].slice(0, maxValues)] as const] : [];
  });
  const q = parameters.get('q')?.slice(0, maxText).trim() ?? '';
  return facets.length > 0 ? { q, facets: Object.fromEntries(facets) } : { ...everything, q };
}

/** The same address saying this state; parameters that are not the map's (such as `lang`) stay. */
export function writeState(state: MapState, href: string): string {
  const url = new URL(href);
  const set = (name: string, value: string) => {
    if (value === '') url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  };
  set('q', state.selection.q);
  for (const name of facetNames) set(facetParameters[name], (state.selection.facets[name] ?? []).join(','));
  set('lieu', state.place ?? '');
  set('couche', state.layer ? layerNames[state.layer] : '');
  set('objet', state.layer === 'practices' ? (state.about ?? '') : '');
  set('liens', state.flows ? levelNames[state.flows] : '');
  writeKept(state.kept, url.searchParams);
  url.search = url.search.replaceAll('%2C', ',');
  url.hash = state.view ? writeView(state.view) : '';
  return url.href;
}

/** The selection alone, as the parameters of a page. */
export function pageQuery(selection: Selection): string {
  return new URL(writeState({ selection }, 'http://site.invalid/')).search;
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
