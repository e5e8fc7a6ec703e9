import type { Summary } from '../../directory/entity.ts';
import type { PointsManifest } from '../../points/manifest.ts';

/** `GET /api/flows`: links between territories, the most first. */
export interface FlowsAnswer {
  readonly total: number;
  readonly page: number;
  readonly size: number;
  readonly level: 'region' | 'departement' | 'commune';
  /** Every link that was asked for, and how many of them have an end whose territory is not known: no item counts these. */
  readonly links: number;
  readonly unplaced: number;
  /** Exchanges that are not counted: they join too many pairs of territories; 0 where all are. */
  readonly leftOut: number;
  readonly items: readonly FlowAnswer[];
}

/** Links of one relation between two territories, or within one. */
export interface FlowAnswer {
  readonly from: FlowEnd;
  readonly to: FlowEnd;
  readonly family: string;
  readonly relation: string;
  readonly count: number;
  /** How many of them both sides state. */
  readonly mutual: number;
}

/** A territory by the code that filters take. */
export interface FlowEnd {
  readonly code: string;
  readonly name: string;
  readonly position?: { readonly lon: number; readonly lat: number };
}

/** How many there are of each kind: `practises`, `seeks`, `need`, `offer`, `event`. */
export type MarkCounts = Readonly<Partial<Record<string, number>>>;

/** `GET /api/marks`: what is found at places. */
export interface MarksAnswer {
  /** Places. */
  readonly total: number;
  readonly page: number;
  readonly size: number;
  readonly layer: string;
  readonly counts: MarkCounts;
  /** Things that are at no place of the directory: no item has these. */
  readonly unplaced: number;
  readonly items: readonly {
    readonly place: MarkedThing & { readonly position?: { readonly lon: number; readonly lat: number } };
    readonly marks: readonly (MarkedThing & { readonly kind: string; readonly startsAt?: string })[];
  }[];
  /** All places of the answer that have a position, gathered where they would cover each other at the zoom asked for. */
  readonly cells: readonly MarkCell[];
}

export interface MarkedThing {
  readonly type: Summary['type'];
  readonly key: string;
  readonly name: string;
}

export interface MarkCell {
  readonly lon: number;
  readonly lat: number;
  readonly counts: MarkCounts;
  readonly places: number;
  /** Where it is one. */
  readonly place?: { readonly key: string; readonly name: string };
}

/** `GET /api/points`. */
export type PointsAnswer = PointsManifest;
