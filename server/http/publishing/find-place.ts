import type { Summary } from '../../directory/entity.ts';
import type { Bilingual, Language } from '../../rdf/text.ts';
import type { DirectoryReader } from '../deps.ts';
import { readNumber } from './number-kinds.ts';

/** The places that somebody may mean by their own, and what to say when there are none. */
export interface FoundPlaces {
  readonly q: string;
  readonly places: readonly Summary[];
  readonly told?: Bilingual;
  /** A number that is right, to begin a profile with. */
  readonly siret?: string;
}

const mostShown = 8;

/** Looks for somebody's own place in the directory, by its name or by its SIRET, SIREN or RNA number. */
export function findPlace(
  q: string,
  {
    directory,
    language,
  }: { readonly directory: Pick<DirectoryReader, 'list' | 'entity'>; readonly language: Language },
): FoundPlaces {
  const number = readNumber(q);
  if (number?.kind === 'wrong') return { q, places: [], told: number.detail };
  const search = number ? number.value : q;
  const found = directory.list({ type: 'place', q: search }, { page: 1, size: mostShown, language, facets: false });
  if (!number) return { q, places: found.items, ...(found.total === 0 ? { told: nobodyNamed(q) } : {}) };
  const places = found.items.filter(({ key }) => hasNumber(directory, key, number.value, language));
  return {
    q,
    places,
    ...(places.length === 0 ? { told: nobodyNumbered(number.kind, q) } : {}),
    ...(number.kind === 'siret' ? { siret: number.value } : {}),
  };
}

/** The search also finds numbers that only begin so, in other words of a place. */
function hasNumber(
  directory: Pick<DirectoryReader, 'entity'>,
  key: string,
  value: string,
  language: Language,
): boolean {
  const { properties = {} } = directory.entity('place', key, language, () => false) ?? {};
  return ['siret', 'rna']
    .flatMap((name) => properties[name] ?? [])
    .flatMap((one) => (one.kind === 'text' ? Object.values(one.text) : []))
    .some((text) => text?.replace(/\s/g, '').toUpperCase().startsWith(value));
}

function nobodyNamed(q: string): Bilingual {
  return {
    fr: `Aucun lieu de l’annuaire ne répond à « ${q.slice(0, 80)} ». Écrivez votre fiche ci-dessous.`,
    en: `No place of the directory answers to “${q.slice(0, 80)}”. Write your profile below.`,
  };
}

function nobodyNumbered(kind: 'siret' | 'siren' | 'rna', q: string): Bilingual {
  const written = kind === 'siret';
  return {
    fr: `Le numéro ${q.slice(0, 40)} est bien formé, mais aucune fiche de l’annuaire ne le porte encore. Écrivez la vôtre ci-dessous${written ? ' : le numéro y est déjà' : ''}.`,
    en: `The number ${q.slice(0, 40)} is well formed, but no profile of the directory bears it yet. Write yours below${written ? ': the number is there already' : ''}.`,
  };
}
