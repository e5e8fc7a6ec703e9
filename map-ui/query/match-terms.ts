import type { QueryTerm } from '../../server/http/contract.ts';

const most = 60;

/** Letters without their accents, in small: what people type. */
export function fold(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase();
}

/**
 * The terms that some letters may mean, the likeliest first: of the scheme that is expected, then what is called so, begins
 * so, has a word that does, contains it.
 */
export function matchTerms(typed: string, terms: readonly QueryTerm[], scheme?: string): readonly QueryTerm[] {
  const sought = fold(typed);
  return terms
    .flatMap((term, order) => {
      const rank = rankOf(term, typed, sought);
      const isExpected = scheme !== undefined && term.iri.startsWith(`${scheme}/`);
      return rank === undefined ? [] : [{ term, rank: isExpected ? rank - 10 : rank, order }];
    })
    .sort((one, other) => one.rank - other.rank || one.order - other.order)
    .slice(0, most)
    .map(({ term }) => term);
}

/** Undefined for a term that the letters do not mean. */
function rankOf({ name, label, others = [], iri }: QueryTerm, typed: string, sought: string): number | undefined {
  const local = iri.slice(Math.max(iri.lastIndexOf('/'), iri.lastIndexOf('#'), iri.lastIndexOf(':')) + 1);
  const own = [name ?? label, label].map(fold);
  const texts = [...own, local, ...others].map((text) => fold(text));
  if (own.some((text) => text === sought)) return 0;
  // Capital letters tell a class from a property.
  if (name?.startsWith(typed)) return 0.5;
  if (own.some((text) => text.startsWith(sought))) return 1;
  if (texts.some((text) => text.startsWith(sought))) return 2;
  if (texts.some((text) => text.split(/[\s'(,:-]+/).some((word) => word.startsWith(sought)))) return 3;
  return sought.length > 2 && texts.some((text) => text.includes(sought)) ? 4 : undefined;
}
