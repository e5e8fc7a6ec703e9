import type { Concept } from '../../../directory/entity.ts';
import type { AskedService } from '../../../graph/graph.ts';
import type { Language } from '../../../rdf/text.ts';
import type { Problem } from '../../errors.ts';
import type { GalleryQuery } from '../../sparql/query-gallery.ts';
import type { SparqlRequest } from '../../sparql/request.ts';
import type { ResultTable } from '../../sparql/result-table.ts';
import type { IriName } from '../../sparql/terms/name-iris.ts';
import type { PageAssets } from '../frame/layout.ts';

/** What there is to show of an answer, and the state of the data it was given from. */
export type SparqlPageResult =
  | {
      readonly state: 'table';
      readonly kind: 'bindings' | 'graph';
      readonly table: ResultTable;
      /** What its IRIs are called. */
      readonly names: ReadonlyMap<string, IriName>;
      readonly version: string;
      /** Who else was asked for it. */
      readonly asked?: readonly AskedService[];
    }
  | {
      readonly state: 'boolean';
      readonly value: boolean;
      readonly version: string;
      readonly asked?: readonly AskedService[];
    }
  | { readonly state: 'failed'; readonly problem: Problem };

/** An answer that can be shown. */
export type ShownResult = Exclude<SparqlPageResult, { state: 'failed' }>;
export type ShownTable = Extract<ShownResult, { state: 'table' }>;

export interface SparqlPageInput {
  readonly language: Language;
  readonly path: string;
  /** Absolute address of the endpoint, for links that are to be kept. */
  readonly endpoint: string;
  readonly origin?: string;
  readonly assets: PageAssets;
  /** Where the form goes: the endpoint itself. */
  readonly action: string;
  readonly gallery: readonly GalleryQuery[];
  /** The concepts of a scheme, for parameters that are chosen among them. */
  readonly concepts: (scheme: string) => readonly Concept[];
  readonly asked: SparqlRequest;
  /** Whether profiles can be asked as they are at this moment. */
  readonly offersLive: boolean;
  readonly result?: SparqlPageResult;
  /**
   * Whether the same question gives the same answer on the same state: not when the query reads the time or draws lots, and
   * not when others were asked, who have no state here.
   */
  readonly repeats: 'same' | 'by-chance' | 'asked-others';
  /** When the data became what the answer was given from (ISO 8601, UTC); absent where only the present is known. */
  readonly stateAt?: string;
  /** The page of the answer, from 1. */
  readonly page: number;
  readonly now: Date;
}
