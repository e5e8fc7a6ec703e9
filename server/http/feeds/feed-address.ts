import type { Language } from '../../rdf/text.ts';
import type { ChangeFilter } from '../../registry/changes.ts';
import { withParameters } from '../lists/pagination.ts';

/** The feed of a list, in the reader's language; only the type and the territories of a filter travel along. */
export function feedAddress(filter: ChangeFilter, language: Language): string {
  return withParameters('/feed.atom', {
    type: filter.type,
    territoire: filter.territories?.join(','),
    lang: language === 'en' ? 'en' : undefined,
  });
}
