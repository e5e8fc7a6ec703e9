import { once } from './dataset.ts';
import { departementOutlines } from './departement-outlines.ts';

/** Codes by the vertices of their outlines: neighbours share those of their border. */
const adjacent = once(() => {
  const owners = new Map<string, Set<string>>();
  for (const { properties, geometry } of departementOutlines().features)
    for (const vertex of geometry.coordinates.flat(2)) {
      const key = vertex.join(' ');
      const known = owners.get(key);
      if (known) known.add(properties.code);
      else owners.set(key, new Set([properties.code]));
    }
  const shared = new Map<string, number>();
  for (const codes of owners.values())
    for (const a of codes)
      for (const b of codes) if (a !== b) shared.set(`${a} ${b}`, (shared.get(`${a} ${b}`) ?? 0) + 1);
  // One vertex only: they meet in a corner.
  const pairs = [...shared].filter(([, vertices]) => vertices > 1).map(([pair]) => pair.split(' '));
  return Map.groupBy(pairs, ([code]) => code ?? '');
});

/** The départements that share a border with one, by INSEE code; none for those overseas, which have no outline here. */
export function neighboursOf(departement: string): readonly string[] {
  return (adjacent().get(departement) ?? []).map(([, code]) => code ?? '').sort();
}
