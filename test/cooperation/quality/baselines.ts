import { kilometres } from '../../../server/directory/distance.ts';
import { type Notice, readLabelledSet, towns } from './labelled-set.ts';
import type { Ranking } from './rate.ts';

const { needs, offers } = readLabelledSet();

/** Equal concepts only, the nearest first. */
export function rankByEqualConcepts(): Ranking {
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

/** Likeness of texts: the cosine of TF-IDF, the ten likest. */
export function rankByText(): Ranking {
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
  const cosine = (a: Notice, b: Notice) => {
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
