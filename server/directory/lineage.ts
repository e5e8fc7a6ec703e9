import type { DatabaseSync } from 'node:sqlite';
import type { Language } from '../rdf/text.ts';
import { createNamesByIri, type Named } from './names-by-id.ts';

export interface LineageNode {
  readonly iri: string;
  /** Absent for what nobody describes. */
  readonly named?: Named;
}

/** What came first and what came of it, by their place among the nodes; `told` is an experience about what came first. */
export interface LineageEdge {
  readonly from: number;
  readonly to: number;
  readonly kind: 'inspired' | 'told';
  /** Both ends say so. */
  readonly isMutual: boolean;
}

/** Where something comes from and what came of it, from link to link. */
export interface Lineage {
  /** The one asked for first. */
  readonly nodes: readonly LineageNode[];
  readonly edges: readonly LineageEdge[];
  /** False when there is more than is read. */
  readonly isWhole: boolean;
}

export type LineageReader = (iri: string, language: Language) => Lineage;

/** More would not be told apart in one drawing; more from one entity is a list. */
const [mostNodes, mostOfOne] = [40, 12];

/**
 * Prepares the walk from an entity to all that inspired it and to all that it inspired, each met once however the links turn;
 * with the experiences that tell of them, and from an experience the lineage of what it tells of.
 */
export function createLineageReader(db: DatabaseSync): LineageReader {
  const read = (end: 'subject' | 'object', relation: 'inspiredBy' | 'about') =>
    db.prepare(
      `SELECT l.subject, l.object, count(DISTINCT l.stated_by) AS sides FROM link l
       WHERE l.${end} = ? AND l.relation = '${relation}' AND l.subject <> l.object
       ${relation === 'about' ? "AND EXISTS (SELECT 1 FROM entity e WHERE e.iri = l.subject AND e.lead = 1 AND e.type = 'experience')" : ''}
       GROUP BY l.subject, l.object ORDER BY l.subject, l.object LIMIT ${mostOfOne + 1}`,
    );
  const sql = {
    older: read('subject', 'inspiredBy'),
    younger: read('object', 'inspiredBy'),
    told: read('subject', 'about'),
    tales: read('object', 'about'),
  };
  const namesOf = createNamesByIri(db);

  return (start, language) => {
    const places = new Map([[start, 0]]);
    const edges = new Map<string, LineageEdge>();
    let isWhole = true;
    /** Notes the links of one, and gives those at their other ends. */
    const follow = (iri: string, way: keyof typeof sql): string[] => {
      const rows = sql[way].all(iri);
      if (rows.length > mostOfOne) isWhole = false;
      const others: string[] = [];
      for (const row of rows.slice(0, mostOfOne)) {
        // What inspired and what is told of come first.
        const [younger, older] = [row['subject'] as string, row['object'] as string];
        const other = older === iri ? younger : older;
        if (!places.has(other)) {
          if (places.size >= mostNodes) {
            isWhole = false;
            continue;
          }
          places.set(other, places.size);
        }
        others.push(other);
        const [from, to] = [places.get(older) ?? 0, places.get(younger) ?? 0];
        const kind = way === 'told' || way === 'tales' ? 'told' : 'inspired';
        edges.set(`${from} ${to} ${kind}`, { from, to, kind, isMutual: (row['sides'] as number) > 1 });
      }
      return others;
    };
    const seeds = [start, ...follow(start, 'told')];
    for (const way of ['older', 'younger'] as const) {
      const walked = new Set<string>();
      for (let next = seeds; next.length > 0; )
        next = next.flatMap((iri) => {
          if (walked.has(iri)) return [];
          walked.add(iri);
          return follow(iri, way);
        });
    }
    for (const iri of [...places.keys()]) follow(iri, 'tales');
    const names = namesOf([...places.keys()], language);
    const nodes = [...places.keys()].map((iri) => {
      const named = names.get(iri);
      return named ? { iri, named } : { iri };
    });
    return { nodes, edges: [...edges.values()].sort((a, b) => a.from - b.from || a.to - b.to), isWhole };
  };
}
