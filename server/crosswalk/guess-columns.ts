import { foldText } from '../rdf/fold-text.ts';
import { isRegisterNumber } from '../rdf/register-number.ts';
import { readWebAddress } from './web-address.ts';

/** What a column of a profile's own may be for. */
export const roles = [
  'id',
  'position',
  'longitude',
  'latitude',
  'siret',
  'email',
  'telephone',
  'url',
  'postalCode',
  'city',
  'street',
  'modified',
  'hours',
  'description',
  'name',
  'kind',
] as const;
export type Role = (typeof roles)[number];

/** A column with its values that are not empty. */
export interface SampledColumn {
  readonly path: string;
  readonly values: readonly unknown[];
  /** How many records have one. */
  readonly filled: number;
}

interface Clue {
  /** Words of the column's name, folded; the whole name counts more than a part of it. */
  readonly names: RegExp;
  /** Whether a value can be that. */
  readonly fits: (value: unknown) => boolean;
  /** Whether the values alone are enough. */
  readonly isPlain?: boolean;
  /** How often its values repeat: an id never does, a category mostly. */
  readonly repeats?: 'never' | 'mostly';
}

const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '');
const numeric = (value: unknown) => /^-?\d+(?:[.,]\d+)?$/.test(text(value));

const clues: Readonly<Record<Role, Clue>> = {
  id: {
    names: /^(?:id|gid|uid|uuid|identifiant|ref|recordid)(?: .*)?$|^code$/,
    fits: (value) => /^[\w.-]{1,100}$/.test(text(value)),
    repeats: 'never',
  },
  position: {
    names: /coordinates|coordonnees|geo point|geopoint|latlon|position/,
    fits: (value) =>
      (Array.isArray(value) && value.length === 2 && value.every((one) => typeof one === 'number')) ||
      /^-?\d+\.\d+\s*[,;]\s*-?\d+\.\d+$/.test(text(value)),
    isPlain: true,
  },
  longitude: { names: /^(?:lon|lng|long|longitude|x|coord x|.*long coor.*)$/, fits: numeric },
  latitude: { names: /^(?:lat|latitude|y|coord y|.*lat coor.*)$/, fits: numeric },
  siret: { names: /siret|pivot/, fits: (value) => isRegisterNumber(text(value).replace(/\s/g, '')), isPlain: true },
  email: { names: /mail|courriel/, fits: (value) => /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i.test(text(value)), isPlain: true },
  telephone: {
    names: /^(?:.* )?(?:tel|telephone|phone|mobile|num tel)$/,
    fits: (value) => /^\+?[\d .()/-]{9,24}$/.test(text(value)) && /^0|\D/.test(text(value)),
  },
  url: {
    names: /^(?:.* )?(?:url|site|web|website|site web|lien|homepage|site internet)$/,
    fits: (value) =>
      /[./]/.test(text(value)) && !text(value).includes('@') && readWebAddress(text(value)) !== undefined,
  },
  postalCode: {
    names: /^(?:.* )?(?:cp|code postal|codepostal|postal code|postcode|postalcode|zip)$/,
    fits: (value) => /^\d{4,5}$/.test(text(value)),
  },
  city: {
    names: /^(?:.* )?(?:ville|commune|city|town|localite|locality|address locality|nom commune)$/,
    fits: isWords,
  },
  street: {
    names: /^(?:.* )?(?:adresse|address|rue|voie|street|street address|adresse postale)(?: 1)?$/,
    fits: isWords,
  },
  modified: {
    names:
      /^(?:.* )?(?:date maj|maj|modified|updated|updated at|date|last update|date modification|datemaj|date mise a jour)$/,
    fits: (value) => /^\d{4}[-/]\d\d[-/]\d\d|^\d\d\/\d\d\/\d{4}/.test(text(value)),
  },
  hours: { names: /horaire|opening hours|ouverture/, fits: (value) => /\d/.test(text(value)) },
  description: {
    names: /^(?:.* )?(?:description|presentation|resume|descriptif|texte|commentaire|abstract)$/,
    fits: isWords,
  },
  kind: {
    names: /^(?:.* )?(?:type|categorie|categories|category|categories|structure|kind|tags|famille)$/,
    fits: isWords,
    repeats: 'mostly',
  },
  name: {
    names: /^(?:.* )?(?:nom|name|title|titre|denomination|raison sociale|nom lieu|nom structure|libelle|intitule)$/,
    fits: isWords,
  },
};

/** A share of values that fit below which a name alone convinces nobody. */
const leastFitting = 0.5;

/** Proposes a column for each role: by the words of its name and by what its values look like; the same column serves one role only. */
export function guessColumns(columns: readonly SampledColumn[]): ReadonlyMap<Role, SampledColumn> {
  const taken = new Set<string>();
  const found = new Map<Role, SampledColumn>();
  for (const role of roles) {
    const [best] = columns
      .filter(({ path }) => !taken.has(path))
      .map((column) => ({ column, score: scoreOf(column, clues[role]) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score);
    if (!best) continue;
    found.set(role, best.column);
    taken.add(best.column.path);
  }
  return found;
}

function scoreOf({ path, values, filled }: SampledColumn, { names, fits, isPlain = false, repeats }: Clue): number {
  if (values.length === 0) return 0;
  const share = values.filter(fits).length / values.length;
  if (share < leastFitting) return 0;
  const distinct = new Set(values.map(String)).size;
  if (repeats === 'never' && distinct < values.length) return 0;
  if (repeats === 'mostly' && (distinct < 2 || distinct > values.length / 2)) return 0;
  const leaf = foldText((path.split('.').at(-1) ?? path).replace(/([a-zà-ÿ])([A-Z])/g, '$1 $2').replace(/[_:]+/g, ' '));
  const isNamed = names.test(leaf) || names.test(foldText(path.replace(/[._:]+/g, ' ')));
  if (!isNamed && !(isPlain && share > 0.9)) return 0;
  // Of two that could be it, the shorter name and the fuller column.
  return (isNamed ? 100 : 10) * share + Math.min(filled, 1000) / 100 - leaf.length / 10;
}

function isWords(value: unknown): boolean {
  return /\p{L}{2}/u.test(Array.isArray(value) ? value.join(' ') : text(value));
}
