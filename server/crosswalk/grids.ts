import proj4, { type Converter } from 'proj4';

/** A grid that French records are written in: a name for reports, its EPSG codes, and how proj4 writes it. */
export interface Grid {
  readonly name: string;
  readonly codes: readonly number[];
  readonly definition: string;
}

const grs80 = '+ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m';
const clarkeParis = '+a=6378249.2 +b=6356515 +towgs84=-168,-60,320,0,0,0,0 +pm=paris';
const lambert2 = `+proj=lcc +lat_1=46.8 +lat_0=46.8 +lon_0=0 +k_0=0.99987742 +x_0=600000 +y_0=2200000 ${clarkeParis}`;
const utm = (zone: number, south = false) => `+proj=utm +zone=${zone}${south ? ' +south' : ''} ${grs80}`;

/** Lambert conique conforme, nine zones (EPSG registry, 3942 to 3950): zone 42 is true at 42° north, and so on. */
const conicZones: readonly Grid[] = Array.from({ length: 9 }, (_, at) => {
  const latitude = 42 + at;
  return {
    name: `lambert-cc${latitude}`,
    codes: [3900 + latitude],
    definition: `+proj=lcc +lat_0=${latitude} +lon_0=3 +lat_1=${latitude - 0.75} +lat_2=${latitude + 0.75} +x_0=1700000 +y_0=${at + 1}200000 ${grs80}`,
  };
});

/** As the EPSG registry has them. The likeliest stand first: numbers alone may lie in France by several. */
export const grids: readonly Grid[] = [
  {
    name: 'lambert-93',
    codes: [2154, 9793, 9794],
    definition: `+proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000 +y_0=6600000 ${grs80}`,
  },
  ...conicZones,
  { name: 'lambert-2', codes: [27572, 27582], definition: `${lambert2} +units=m` },
  { name: 'web-mercator', codes: [3857, 102100, 900913, 3785], definition: 'EPSG:3857' },
  { name: 'utm-20n', codes: [5490, 32620, 2969, 2970, 4559], definition: utm(20) },
  { name: 'utm-22n', codes: [2972, 32622], definition: utm(22) },
  { name: 'utm-40s', codes: [2975, 32740], definition: utm(40, true) },
  { name: 'utm-38s', codes: [4471, 32738], definition: utm(38, true) },
  { name: 'utm-31n', codes: [32631, 25831], definition: utm(31) },
  { name: 'utm-30n', codes: [32630, 25830], definition: utm(30) },
  { name: 'utm-32n', codes: [32632, 25832], definition: utm(32) },
  { name: 'utm-21n', codes: [4467, 32621], definition: utm(21) },
  { name: 'utm-58s', codes: [32758], definition: utm(58, true) },
  { name: 'lambert-2-km', codes: [], definition: `${lambert2} +to_meter=1000` },
  { name: 'lambert-2-hm', codes: [], definition: `${lambert2} +to_meter=100` },
];

/** Codes of degrees: WGS 84, ETRS 89, RGF 93 and its overseas sisters are within a metre of each other. */
const degrees = new Set([4326, 84, 4258, 4171, 4624, 4627, 4470, 5489, 4979]);

/** What a name of a system means: a grid, degrees, or a code that is not known here. */
export type NamedSystem =
  | { readonly state: 'grid'; readonly grid: Grid }
  /** `latitudeFirst`: what the authority says of `urn:` and `http:` names, and hardly anyone means by short ones. */
  | { readonly state: 'degrees'; readonly latitudeFirst: boolean }
  | { readonly state: 'unknown' };

/** Reads a name of a coordinate system: `EPSG:2154`, `2154`, `urn:ogc:def:crs:EPSG::4326`, `…epsg.xml#4326`, `CRS84`, a grid's own name. */
export function readSystem(written: unknown): NamedSystem {
  const name = String(written ?? '').trim();
  const own = grids.find((grid) => grid.name === name.toLowerCase());
  if (own) return { state: 'grid', grid: own };
  const code = Number(/(\d{2,6})$/.exec(name)?.[1] ?? Number.NaN);
  const grid = grids.find(({ codes }) => codes.includes(code));
  if (grid) return { state: 'grid', grid };
  if (!degrees.has(code)) return { state: 'unknown' };
  return { state: 'degrees', latitudeFirst: code !== 84 && /^urn:|\/def\/crs\//i.test(name) };
}

const converters = new Map<string, Converter>();

/** Degrees (WGS 84) of a pair in a grid; seven decimals are a centimetre. */
export function toDegrees({ definition }: Grid, x: number, y: number): { readonly lon: number; readonly lat: number } {
  const known = converters.get(definition) ?? proj4(definition, 'WGS84');
  converters.set(definition, known);
  const [lon = Number.NaN, lat = Number.NaN] = known.forward([x, y]);
  return { lon: round(lon), lat: round(lat) };
}

function round(value: number): number {
  return Number(value.toFixed(7));
}
