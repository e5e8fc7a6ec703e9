import { communes } from './communes.ts';
import { once } from './dataset.ts';
import { departements, regionName } from './departements.ts';
import { neighboursOf } from './neighbours.ts';

/** A région, a département or a commune of France. */
export interface Territory {
  readonly level: 'region' | 'departement' | 'commune';
  /** As filters take it: "R53", "35", "35238". */
  readonly code: string;
  /** Without the letter that tells régions apart. */
  readonly insee: string;
  readonly name: string;
  /** The départements it consists of or lies in. */
  readonly departements: readonly string[];
  /** Codes of what it lies in, the nearest first. */
  readonly within: readonly string[];
}

const communesByCode = once(() => new Map(communes().map((commune) => [commune.code, commune])));

/** The territory of a code as filters take it, undefined for an unknown one. */
export function findTerritory(code: string): Territory | undefined {
  const region = /^R(\w+)$/.exec(code)?.[1];
  const inRegion = region ? [...departements().values()].filter((one) => one.region === region) : [];
  if (region && inRegion.length > 0)
    return {
      level: 'region',
      code,
      insee: region,
      name: regionName(region) ?? code,
      departements: inRegion.map((one) => one.code),
      within: [],
    };
  const departement = departements().get(code);
  if (departement) {
    const { name, region: around } = departement;
    return { level: 'departement', code, insee: code, name, departements: [code], within: [`R${around}`] };
  }
  const commune = communesByCode().get(code);
  return (
    commune && {
      level: 'commune',
      code,
      insee: code,
      name: commune.name,
      departements: [commune.departement],
      within: [commune.departement, `R${commune.region}`],
    }
  );
}

/** The régions, and each one's départements, in the order of their names. */
export function territoryTree(): readonly { readonly region: Territory; readonly parts: readonly Territory[] }[] {
  const found = (codes: Iterable<string>) =>
    [...codes]
      .map(findTerritory)
      .filter((one) => one !== undefined)
      .sort((a, b) => a.name.localeCompare(b.name, 'fr'));
  const regions = new Set([...departements().values()].map(({ region }) => `R${region}`));
  return found(regions).map((region) => ({ region, parts: found(region.departements) }));
}

/** What to compare a territory with: a région's départements, a département's neighbours, nothing for a commune. */
export function comparedWith({ level, code, departements: parts }: Territory): readonly string[] {
  if (level === 'region') return parts.length > 1 ? parts : [];
  return level === 'departement' ? neighboursOf(code) : [];
}
