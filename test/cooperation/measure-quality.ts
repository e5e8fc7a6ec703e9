import { kilometres } from '../../server/directory/distance.ts';
import { readLabelledSet, towns } from './labelled-set.ts';
import { openScene } from './scene.ts';

/** How well offers were found for needs, each a share from 0 to 1. */
export interface Quality {
  /** Of the first five that were given (or of all, where fewer were), how many are relevant; the mean over needs that were given any. */
  readonly precisionAt5: number;
  /** The relevant ones among the first five, of as many as there could be (five, or all that are relevant); the mean over all needs. */
  readonly ofPossibleAt5: number;
  /** Of the relevant offers, how many are among the first ten; the mean over all needs. */
  readonly recallAt10: number;
  /** How many needs were given at least one relevant offer among the first five. */
  readonly coverage: number;
}

/** Offers for a need, by id, the best first. */
type Ranking = ReadonlyMap<string, readonly string[]>;

const { needs, offers, judgements } = readLabelledSet();

/** Measures the engine beside two baselines: equal concepts, the nearest first, and likeness of texts (cosine of TF-IDF). */
export function measureQuality() {
  const engine = rankByEngine();
  return {
    engine: rate(engine),
    equal: rate(rankByEqualConcepts()),
    text: rate(rankByText()),
    pairs: judgements.length,
    needs: needs.length,
    offers: offers.length,
    /** What the engine gives first and should not, and what it misses, to read. */
    mistakes: mistakesOf(engine),
  };
}

function relevantFor(need: string): ReadonlySet<string> {
  return new Set(judgements.flatMap((one) => (one.need === need && one.relevant ? [one.offer] : [])));
}

/** What was not judged has nothing to do with the need: all offers were read for each. */
function rate(ranking: Ranking): Quality {
  const each = needs.map(({ id }) => {
    const relevant = relevantFor(id);
    const given = ranking.get(id) ?? [];
    const hits = (count: number) => given.slice(0, count).filter((offer) => relevant.has(offer)).length;
    return {
      precision: given.length === 0 ? undefined : hits(5) / Math.min(5, given.length),
      ofPossible: hits(5) / Math.min(5, relevant.size),
      recall: hits(10) / relevant.size,
      isCovered: hits(5) > 0,
    };
  });
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  return {
    precisionAt5: mean(each.flatMap(({ precision }) => precision ?? [])),
    ofPossibleAt5: mean(each.map(({ ofPossible }) => ofPossible)),
    recallAt10: mean(each.map(({ recall }) => recall)),
    coverage: mean(each.map(({ isCovered }) => (isCovered ? 1 : 0))),
  };
}

function rankByEngine(): Ranking {
  const scene = openScene();
  try {
    const publish = (
      host: string,
      side: 'seeks' | 'makesOffer',
      { town, resource, radiusKm, name, text }: (typeof needs)[number],
    ) => {
      const [lat = 0, lon = 0] = towns[town] ?? [];
      const type = side === 'seeks' ? 'schema:Demand' : 'schema:Offer';
      const said = [
        `<#lieu> schema:${side} <#annonce> . <#annonce> a ${type} ; schema:name ${JSON.stringify(name)}@fr ; schema:description ${JSON.stringify(text)}@fr .`,
        ...(resource ? [`<#annonce> obs:resource <https://w3id.org/obsidienne/resources/${resource}> .`] : []),
        ...(radiusKm ? [`<#annonce> obs:radiusKm ${radiusKm} .`] : []),
      ];
      scene.publish(host, said.join(' '), { lat, lon });
    };
    for (const need of needs) publish(`besoin-${need.id}`, 'seeks', need);
    for (const offer of offers) publish(`offre-${offer.id}`, 'makesOffer', offer);
    return new Map(
      needs.map(({ id }) => [
        id,
        scene
          .of(`besoin-${id}`, { limit: 100 })
          .filter(({ kind }) => kind === 'answers-need')
          .map(({ actor }) => actor.name.replace('offre-', '')),
      ]),
    );
  } finally {
    scene.close();
  }
}

function rankByEqualConcepts(): Ranking {
  return new Map(
    needs.map((need) => {
      const same = offers.filter(({ resource }) => resource !== '' && resource === need.resource);
      const km = (town: string) => {
        const [[lat1 = 0, lon1 = 0] = [], [lat2 = 0, lon2 = 0] = []] = [towns[need.town], towns[town]];
        return kilometres(lon1, lat1, lon2, lat2);
      };
      return [need.id, same.sort((a, b) => km(a.town) - km(b.town)).map(({ id }) => id)];
    }),
  );
}

function rankByText(): Ranking {
  const tokens = (text: string) =>
    text
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .filter((word) => word.length > 2);
  const documents = new Map([...needs, ...offers].map((notice) => [notice, tokens(`${notice.name} ${notice.text}`)]));
  const frequency = new Map<string, number>();
  for (const words of documents.values())
    for (const word of new Set(words)) frequency.set(word, 1 + (frequency.get(word) ?? 0));
  const vectorOf = (words: readonly string[]) => {
    const vector = new Map<string, number>();
    for (const word of words)
      vector.set(word, (vector.get(word) ?? 0) + Math.log(documents.size / (frequency.get(word) ?? 1)));
    const norm = Math.hypot(...vector.values()) || 1;
    return new Map([...vector].map(([word, weight]) => [word, weight / norm]));
  };
  const vectors = new Map([...documents].map(([notice, words]) => [notice, vectorOf(words)]));
  const cosine = (a: (typeof needs)[number], b: (typeof needs)[number]) => {
    let sum = 0;
    for (const [word, weight] of vectors.get(a) ?? []) sum += weight * (vectors.get(b)?.get(word) ?? 0);
    return sum;
  };
  return new Map(
    needs.map((need) => [
      need.id,
      offers
        .map((offer) => ({ id: offer.id, likeness: cosine(need, offer) }))
        .filter(({ likeness }) => likeness > 0)
        .sort((a, b) => b.likeness - a.likeness)
        .slice(0, 10)
        .map(({ id }) => id),
    ]),
  );
}

function mistakesOf(ranking: Ranking): string[] {
  return needs.flatMap(({ id }) => {
    const relevant = relevantFor(id);
    const given = (ranking.get(id) ?? []).slice(0, 10);
    const wrong = given.slice(0, 5).filter((offer) => !relevant.has(offer));
    const missed = [...relevant].filter((offer) => !given.includes(offer));
    return wrong.length + missed.length > 0
      ? [`${id}: wrong ${wrong.join(' ') || '-'}, missed ${missed.join(' ') || '-'}`]
      : [];
  });
}
