import { dataset, once } from './dataset.ts';

interface Division {
  readonly code: string;
  readonly nom: string;
  readonly region?: string;
}

interface Departement {
  readonly code: string;
  readonly name: string;
  /** Code of the région it lies in. */
  readonly region: string;
}

const byCode = once(() => {
  const rows = dataset<readonly Division[]>('@etalab/decoupage-administratif/data/departements.json');
  return new Map<string, Departement>(
    rows.map(({ code, nom, region }) => [code, { code, name: nom, region: region ?? code }]),
  );
});

const regionNames = once(() => {
  const rows = dataset<readonly Division[]>('@etalab/decoupage-administratif/data/regions.json');
  return new Map(rows.map(({ code, nom }) => [code, nom]));
});

/** Every département and overseas collectivity by INSEE code. */
export function departements(): ReadonlyMap<string, Departement> {
  return byCode();
}

/** The French name of a département ("49" → "Maine-et-Loire"), undefined for an unknown code. */
export function departementName(code: string): string | undefined {
  return byCode().get(code.toUpperCase())?.name;
}

/** The INSEE code of the région that a département lies in, undefined for an unknown code. */
export function regionOf(departement: string): string | undefined {
  return byCode().get(departement.toUpperCase())?.region;
}

/** The French name of a région by INSEE code ("53" → "Bretagne"); overseas collectivities carry their département's code. */
export function regionName(code: string): string | undefined {
  return regionNames().get(code) ?? byCode().get(code)?.name;
}
