import type { DatedGraphs } from '../../graph/dated-graphs.ts';
import type { PastStates } from '../../registry/past-states.ts';

/** Which dataset a moment means; `at` is when it became what it then was (ISO 8601, UTC). */
export type DatasetFound =
  | { readonly state: 'current'; readonly at: string }
  | { readonly state: 'past'; readonly at: string }
  /** The first profile was read later, at `first`; never yet without it. */
  | { readonly state: 'not-yet'; readonly first?: string };

/** The dataset as it was, for queries. */
export interface PastDatasets extends Pick<DatedGraphs, 'query' | 'clear'> {
  find(moment: string): DatasetFound;
}

/** After every moment that is written as ours are. */
const endOfTime = '9999';

/** Makes the finder of past datasets; moments between which nothing changed mean the same one. */
export function createPastDatasets(states: PastStates, graphs: DatedGraphs): PastDatasets {
  let mayBeTold = states.mayBeTold;
  return {
    find(moment) {
      const at = states.lastChange(moment);
      if (at !== undefined) return { state: at === states.lastChange(endOfTime) ? 'current' : 'past', at };
      const { first } = states;
      return { state: 'not-yet', ...(first === undefined ? {} : { first }) };
    },
    async query(...asked) {
      if (mayBeTold !== states.mayBeTold) {
        mayBeTold = states.mayBeTold;
        await graphs.clear();
      }
      return graphs.query(...asked);
    },
    clear: graphs.clear,
  };
}
