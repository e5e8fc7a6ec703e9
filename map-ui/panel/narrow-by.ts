import type { Selection } from '../../server/points/selection.ts';
import type { Choice } from './search-box.tsx';

/** What a choice in the search box narrows the places to, in place of the words and of its own facet; undefined for what has only a page. */
export function narrowBy(choice: Choice, { facets }: Selection): Selection | undefined {
  const by = (facet: string, key: string): Selection => ({ q: '', facets: { ...facets, [facet]: [key] } });
  switch (choice.kind) {
    case 'text':
      return { q: choice.q, facets };
    case 'area':
      return by('territory', choice.code);
    case 'concept':
      return by(choice.facet, choice.key);
    case 'entity':
      return choice.entity.type === 'network' ? by('network', choice.entity.key) : undefined;
  }
}
