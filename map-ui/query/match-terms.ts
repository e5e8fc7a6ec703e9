import type { QueryTerm } from '../../server/http/contract.ts';

const most = 60;

/** Letters without their accents, in small: what people type. */
export function fold(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase();
}

/** The terms that some letters may mean, the likeliest first: what begins so, then a word that does, then what contains it. */
export function matchTerms(typed: string, terms: readonly QueryTerm[]): readonly QueryTerm[] {
  const sought = fold(typed);
  return terms
    .flatMap((term, order) => {
      const rank = rankOf(term, sought);
      return rank === undefined ? [] : [{ term, rank, order }];
    })
    .sort((one, other) => one.rank - other.rank || one.order - other.order)
    .slice(0, most)
    .map(({ term }) => term);
}

/** Undefined for a term that the letters do not mean. */
function rankOf({ name, label, others = [], iri }: QueryTerm, sought: string): number | undefined {
  const local = iri.slice(Math.max(iri.lastIndexOf('/'), iri.lastIndexOf('#'), iri.lastIndexOf(':')) + 1);
  const texts = [...(name ? [name] : []), local, label, ...others].map(fold);
  if (texts.some((text) => text === sought)) return 0;
  if (texts.some((text) => text.startsWith(sought))) return 1;
  if (texts.some((text) => text.split(/[\s'(,-]+/).some((word) => word.startsWith(sought)))) return 2;
  return sought.length > 2 && texts.some((text) => text.includes(sought)) ? 3 : undefined;
}
