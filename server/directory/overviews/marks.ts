import { type Gathered, gatherMarks } from './gather-marks.ts';
import { countMarks, type Mark, type MarkedPlace, type MarkKind } from './marked-place.ts';

/** What can be looked for at places besides the places. */
export const markLayers = ['practices', 'exchanges', 'projects', 'events'] as const;
export type MarkLayer = (typeof markLayers)[number];

export interface MarkQuestion {
  readonly layer: MarkLayer;
  /** The `entity.id` of the places that are looked at. */
  readonly among: ReadonlySet<number>;
  /** IRI of a practice and the places that practise it, for the layer of practices. */
  readonly practice?: { readonly iri: string; readonly practising: ReadonlySet<number> };
  /** A date: what is met or over by then is left out. */
  readonly today: string;
  /** Of the map to gather them for: places whose marks would cover each other are one. */
  readonly zoom?: number;
  /** The places from here, and how many of them, are told one by one. */
  readonly offset: number;
  readonly limit: number;
}

export interface Marked {
  readonly total: number;
  readonly counts: Readonly<Partial<Record<MarkKind, number>>>;
  /** How many things have no place of the directory that they are at. */
  readonly unplaced: number;
  /** Those with most first; by the date of the next event where it is about events. */
  readonly places: readonly MarkedPlace[];
  readonly cells: readonly Gathered[];
}

/** Everything that can be found at places. */
export interface MarkBase {
  /** By name. */
  readonly places: readonly Omit<MarkedPlace, 'marks'>[];
  /** The needs, offers and practices sought, the projects or the events, of a day: by the `entity.id` of their place, null where there is none. */
  found(layer: MarkLayer, today: string): readonly FoundMark[];
}

export interface FoundMark {
  readonly mark: Mark;
  readonly place: number | null;
  /** IRIs of the practices that it is about, the broader ones included. */
  readonly practices: readonly string[];
}

/** Finds what is at the places that are looked at. */
export function findMarks(base: MarkBase, question: MarkQuestion): Marked {
  const { layer, among, practice, today, zoom, offset, limit } = question;
  const marksOf = new Map<number, Mark[]>();
  if (practice) for (const id of practice.practising) marksOf.set(id, [{ kind: 'practises', id }]);
  const placed = new Set<number>();
  const all = new Set<number>();
  for (const { mark, place, practices } of base.found(layer, today)) {
    if (layer === 'practices' && !(practice && practices.includes(practice.iri))) continue;
    all.add(mark.id);
    const isOnce = mark.kind === 'event' || mark.kind === 'project';
    if (place === null || (isOnce && placed.has(mark.id))) continue;
    placed.add(mark.id);
    const marks = marksOf.get(place);
    if (marks) marks.push(mark);
    else marksOf.set(place, [mark]);
  }
  const places = base.places.flatMap((place) => {
    const marks = among.has(place.id) ? marksOf.get(place.id) : undefined;
    return marks ? [{ ...place, marks }] : [];
  });
  if (layer === 'events') places.sort((a, b) => ((a.marks[0]?.startsAt ?? '') < (b.marks[0]?.startsAt ?? '') ? -1 : 1));
  else places.sort((a, b) => b.marks.length - a.marks.length);
  return {
    total: places.length,
    counts: countMarks(places),
    unplaced: all.size - placed.size,
    places: places.slice(offset, offset + limit),
    cells: zoom === undefined ? [] : gatherMarks(places, zoom),
  };
}
