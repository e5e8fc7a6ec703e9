import type { Commune } from '../../geography/communes.ts';
import { once } from '../../geography/dataset.ts';
import { departements, regionName } from '../../geography/departements.ts';
import { communeWords, findCommunes, matchName } from '../../geography/find-communes.ts';
import { foldName } from '../../geography/fold-name.ts';
import { centreOf, communeBox, divisionBox } from '../../geography/territory-box.ts';
import type { Box } from '../distance.ts';
import { isInBox } from '../distance.ts';
import type { Position } from '../entity.ts';
import type { Postings } from '../facets/bits.ts';
import { territoryName } from '../territory-names.ts';
import { nearest } from './spelling.ts';
import type { AreaSuggestion, SuggestionMatch } from './suggestion.ts';
import { bySuggestionRank } from './suggestion.ts';

export interface AreaSearch {
  readonly q: string;
  readonly limit: number;
  readonly view: Box | undefined;
  /** Who lies in which territory. */
  readonly places: ReadonlyMap<string, Postings>;
}

/** The communes, départements and régions that a search names or whose codes it begins. */
export function suggestAreas(search: AreaSearch): readonly AreaSuggestion[] {
  const divisions = findDivisions(search);
  const communes = findCommunes(search.q).map(({ commune, match }) => ({ commune, match }));
  return ordered([...divisions, ...ofCommunes(communes, search)], search);
}

/** The same with each word that no name has replaced by the nearest that one has. */
export function suggestNearAreas(search: AreaSearch): readonly AreaSuggestion[] {
  const words = foldName(search.q).split(' ').filter(Boolean);
  const known = communeWords();
  const near = words.map((word) => (known.has(word) || word.length < 4 ? word : nearest(word, known)[0]));
  if (near.includes(undefined) || near.every((word, at) => word === words[at])) return [];
  const communes = findCommunes(near.join(' ')).map(({ commune }) => ({ commune, match: 'near' as const }));
  return ordered(ofCommunes(communes, search), search);
}

function ordered(found: readonly AreaSuggestion[], { limit }: AreaSearch): AreaSuggestion[] {
  const levels = ['region', 'departement', 'commune'];
  return [...found]
    .sort((a, b) => bySuggestionRank(a, b) || levels.indexOf(a.level) - levels.indexOf(b.level) || b.places - a.places)
    .slice(0, limit);
}

function ofCommunes(
  found: readonly { readonly commune: Commune; readonly match: SuggestionMatch }[],
  { limit, view, places }: AreaSearch,
): AreaSuggestion[] {
  const countOf = (code: string) => places.get(code)?.size ?? 0;
  // Thousands begin with "saint": only the likely ones are described.
  return found
    .map(({ commune, match }) => ({
      commune,
      match,
      isInView: view !== undefined && isIn(view, centreOf(commune)),
      places: countOf(commune.code),
    }))
    .sort((a, b) => bySuggestionRank(a, b) || b.places - a.places || b.commune.population - a.commune.population)
    .slice(0, limit)
    .map(({ commune, ...rest }) => {
      const [centre, bounds] = [centreOf(commune), communeBox(commune)];
      return {
        kind: 'area',
        level: 'commune',
        code: commune.code,
        name: commune.name,
        postalCodes: commune.postalCodes,
        within: territoryName(commune.departement),
        ...rest,
        ...(centre ? { centre } : {}),
        ...(bounds ? { bounds } : {}),
      };
    });
}

const divisions = once(() => {
  const all = [...departements().values()];
  const regions = new Map(all.map(({ region }) => [region, regionName(region) ?? region]));
  return [
    ...[...regions].map(([code, name]) => ({
      level: 'region' as const,
      code: `R${code}`,
      name,
      folded: foldName(name),
      within: undefined,
    })),
    ...all.map(({ code, name, region }) => ({
      level: 'departement' as const,
      code,
      name,
      folded: foldName(name),
      within: regions.get(region),
    })),
  ];
});

function findDivisions({ q, view, places }: AreaSearch): AreaSuggestion[] {
  const words = foldName(q).split(' ').filter(Boolean);
  return divisions().flatMap(({ folded, within, ...division }) => {
    const isCode = words.length === 1 && division.code.toLowerCase() === words[0];
    const match = isCode ? 'exact' : matchName(folded, words);
    if (!match) return [];
    const bounds = divisionBox(division.code);
    const centre = bounds && { lon: (bounds[0] + bounds[2]) / 2, lat: (bounds[1] + bounds[3]) / 2 };
    return [
      {
        kind: 'area',
        ...division,
        match,
        isInView: isIn(view, centre),
        postalCodes: [],
        places: places.get(division.code)?.size ?? 0,
        ...(within ? { within } : {}),
        ...(bounds && centre ? { bounds, centre } : {}),
      },
    ];
  });
}

function isIn(view: Box | undefined, at: Position | undefined): boolean {
  return view !== undefined && at !== undefined && isInBox(at.lon, at.lat, view);
}
