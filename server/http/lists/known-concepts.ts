import type { Filter } from '../../directory/entity.ts';
import { facetNames } from '../../directory/entity.ts';
import { schemeOf } from '../../directory/facets/facets.ts';
import type { DirectoryReader } from '../deps.ts';
import { problem } from '../errors.ts';
import type { ListQuery } from './list-query.ts';

/** Concepts that do not exist are left out and told: a slip of the hand would look like an empty list. */
export function withKnownConcepts(query: ListQuery, directory: Pick<DirectoryReader, 'concepts'>): ListQuery {
  let { filter } = query;
  const leftOut = [...query.leftOut];
  for (const name of facetNames) {
    const scheme = schemeOf(name);
    const chosen = filter[name];
    if (scheme === undefined || chosen === undefined) continue;
    const keys = new Set(directory.concepts(scheme).map(({ key }) => key));
    const isKnown = (value: string) => value.includes(':') || keys.has(value);
    leftOut.push(...chosen.filter((value) => !isKnown(value)).map((value) => ({ name, value })));
    const { [name]: _all, ...others } = filter;
    const known = chosen.filter(isKnown);
    filter = (known.length > 0 ? { ...others, [name]: known } : others) as Filter;
  }
  return { ...query, filter, leftOut };
}

/** A misspelt concept would look like an empty list: it is refused, with the keys that exist. */
export function checkConcepts({ filter }: ListQuery, directory: Pick<DirectoryReader, 'concepts'>): void {
  for (const name of facetNames) {
    const scheme = schemeOf(name);
    if (scheme === undefined || filter[name] === undefined) continue;
    const keys = directory.concepts(scheme).map(({ key }) => key);
    const unknown = filter[name].find((value) => !value.includes(':') && !keys.includes(value));
    if (unknown === undefined || keys.length === 0) continue;
    throw problem(400, {
      parameter: name,
      value: unknown,
      allowed: keys,
      detail: {
        fr: `« ${unknown} » n’est pas une valeur de « ${name} ».`,
        en: `“${unknown}” is not a value of “${name}”.`,
      },
    });
  }
}
