import { type Part, readLabelledSet } from './labelled-set.ts';

/** Offers for each need, by id, the best first. */
export type Ranking = ReadonlyMap<string, readonly string[]>;

/** How well offers were found for the needs of one part; shares from 0 to 1, and what they were counted from. */
export interface Quality {
  readonly needs: number;
  /** Needs that have a relevant offer. */
  readonly answerable: number;
  /** Of the first five that were given (or of all, where fewer were), the share that is relevant; the mean over needs that were given any. */
  readonly precisionAt5: number;
  /** Needs that were given any offer. */
  readonly answered: number;
  /** Among the first five of all needs together. */
  readonly given: number;
  readonly hits: number;
  /** As many as could be among the first five. */
  readonly possible: number;
  /** Hits of five places for every answerable need, those left empty counted as not found. */
  readonly precisionOfFivePlaces: number;
  /** What that cannot exceed, since few needs have five relevant offers. */
  readonly mostOfFivePlaces: number;
  /** Answerable needs with a relevant offer among the first five. */
  readonly successAt5: number;
  /** The harmonic mean of hits / given and hits / possible. */
  readonly f1At5: number;
  /** Discounted gain of the first ten beside the best order there is; the mean over answerable needs. */
  readonly ndcgAt10: number;
  /** Of the relevant offers, the share among the first ten; the mean over answerable needs. */
  readonly recallAt10: number;
  /** Needs for which nothing is relevant and nothing was given, of all such needs. */
  readonly rightlySilent: readonly [number, number];
}

const { needs, judgements } = readLabelledSet();

/** Offers judged relevant for a need: what was not judged has nothing to do with it, since all offers were read for each. */
export function relevantFor(need: string): ReadonlySet<string> {
  return new Set(judgements.flatMap((one) => (one.need === need && one.relevant ? [one.offer] : [])));
}

/** Rates a ranking on one part of the needs. */
export function rate(ranking: Ranking, part: Part): Quality {
  const each = needs
    .filter((need) => need.part === part)
    .map(({ id }) => rateOne(ranking.get(id) ?? [], relevantFor(id)));
  const answerable = each.filter(({ relevant }) => relevant > 0);
  const answered = each.filter(({ given }) => given > 0);
  const sum = (those: typeof each, pick: (one: (typeof each)[number]) => number) =>
    those.reduce((total, one) => total + pick(one), 0);
  const mean = (those: typeof each, pick: (one: (typeof each)[number]) => number) =>
    sum(those, pick) / Math.max(1, those.length);
  const [given, hits] = [sum(each, (one) => one.given), sum(each, (one) => one.hits)];
  const possible = sum(each, (one) => Math.min(5, one.relevant));
  const hopeless = each.filter(({ relevant }) => relevant === 0);
  return {
    needs: each.length,
    answerable: answerable.length,
    precisionAt5: mean(answered, (one) => one.hits / one.given),
    answered: answered.length,
    given,
    hits,
    possible,
    precisionOfFivePlaces: hits / (5 * answerable.length),
    mostOfFivePlaces: possible / (5 * answerable.length),
    successAt5: mean(answerable, (one) => (one.hits > 0 ? 1 : 0)),
    f1At5: (2 * hits) / (given + possible),
    ndcgAt10: mean(answerable, (one) => one.ndcg),
    recallAt10: mean(answerable, (one) => one.found / one.relevant),
    rightlySilent: [hopeless.filter((one) => one.given === 0).length, hopeless.length],
  };
}

function rateOne(ranked: readonly string[], relevant: ReadonlySet<string>) {
  const five = ranked.slice(0, 5);
  const hits = five.filter((offer) => relevant.has(offer)).length;
  const found = ranked.slice(0, 10).filter((offer) => relevant.has(offer)).length;
  const discount = (at: number) => 1 / Math.log2(at + 2);
  const gain = ranked.slice(0, 10).reduce((sum, offer, at) => sum + (relevant.has(offer) ? discount(at) : 0), 0);
  const ideal = [...relevant].slice(0, 10).reduce((sum, _, at) => sum + discount(at), 0);
  return { given: five.length, relevant: relevant.size, hits, found, ndcg: ideal === 0 ? 0 : gain / ideal };
}
