import { readLabelledSet } from './labelled-set.ts';
import { type Ranking, relevantFor } from './rate.ts';

/** What a ranking gives first and should not, and what it misses, of the tuning part: the held-out part is not to be mended for. */
export function mistakesOf(ranking: Ranking): string[] {
  return readLabelledSet()
    .needs.filter(({ part }) => part === 'tuning')
    .flatMap(({ id }) => {
      const relevant = relevantFor(id);
      const given = (ranking.get(id) ?? []).slice(0, 10);
      const wrong = given.slice(0, 5).filter((offer) => !relevant.has(offer));
      const missed = [...relevant].filter((offer) => !given.includes(offer));
      return wrong.length + missed.length > 0
        ? [`${id}: wrong ${wrong.join(' ') || '-'}, missed ${missed.join(' ') || '-'}`]
        : [];
    });
}
