import type { Bilingual } from '../rdf/text.ts';
import { type Identifiers, sameAsOf } from './keys.ts';
import type { Prepared } from './prepare.ts';
import { type Found, worth } from './worth.ts';

/** How many descriptions bear an identifier, the two that are compared among them. */
export type Holders = (identifier: string) => number;

/** An identifier that both bear. */
export interface Shared extends Found {
  readonly sort: keyof Identifiers;
  readonly isAlone: boolean;
  /** Both name a record elsewhere, and neither names the other. */
  readonly isThird: boolean;
}

/** Said by a register, or by one of the two about the other, and borne by nobody else. */
export function isStrong({ sort, isAlone }: Shared): boolean {
  return isAlone && (sort === 'siret' || sort === 'rna' || sort === 'sameAs');
}

const sortWords: Readonly<Record<Exclude<keyof Identifiers, 'siren'>, Bilingual>> = {
  siret: { fr: 'même SIRET', en: 'same SIRET' },
  rna: { fr: 'même numéro RNA', en: 'same RNA number' },
  sameAs: { fr: 'même fiche ailleurs', en: 'same record elsewhere' },
  site: { fr: 'même site', en: 'same site' },
  host: { fr: 'même nom de domaine', en: 'same domain name' },
  email: { fr: 'même adresse électronique', en: 'same e-mail address' },
  domain: { fr: 'même domaine de messagerie', en: 'same mail domain' },
  telephone: { fr: 'même téléphone', en: 'same telephone' },
};
const worthOf = {
  siret: worth.register,
  rna: worth.register,
  sameAs: worth.sameAs,
  site: worth.site,
  host: worth.host,
  email: worth.email,
  domain: worth.domain,
  telephone: worth.telephone,
};
const isPersonal: ReadonlySet<keyof Identifiers> = new Set<keyof Identifiers>(['email', 'telephone']);
/** What a sort says less precisely than another that is shared too. */
const impliedBy: Readonly<Partial<Record<keyof Identifiers, keyof Identifiers>>> = { host: 'site', domain: 'email' };

/** The best identifier of each sort that both bear. */
export function sharedIdentifiers(one: Prepared, other: Prepared, holders: Holders): readonly Shared[] {
  const [a, b] = [one.identifiers, other.identifiers];
  const own = [one, other].map(({ evidence }) => sameAsOf(evidence.iri));
  const found: Shared[] = [];
  for (const sort of Object.keys(sortWords) as (keyof typeof sortWords)[]) {
    const implied = impliedBy[sort];
    if (implied && found.some((one) => one.sort === implied)) continue;
    const both = a[sort].filter((one) => b[sort].includes(one));
    if (both.length === 0) continue;
    const least = Math.min(...both.map(holders));
    const step = least <= 2 ? 'alone' : least <= 4 ? 'few' : 'many';
    // Decisions are kept for good: nothing that leads to a person stands in their reasons.
    const value = isPersonal.has(sort) ? '' : (both[0] ?? '').replace(/^\w+:/, '');
    const borne =
      step === 'many' ? { fr: `que ${least} fiches portent`, en: `which ${least} records bear` } : { fr: '', en: '' };
    const told = (language: 'fr' | 'en') => {
      const notes = [value, borne[language]].filter((note) => note !== '');
      return notes.length > 0 ? ` (${notes.join(', ')})` : '';
    };
    const { fr, en } = sortWords[sort];
    found.push({
      sort,
      isAlone: step === 'alone',
      isThird: sort === 'sameAs' && !own.some((one) => both.includes(one)),
      worth: worthOf[sort][step],
      reason: { fr: fr + told('fr'), en: en + told('en') },
    });
  }
  return found;
}
