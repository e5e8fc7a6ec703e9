import type { ConceptData } from '../concepts.ts';
import type { DiagnosisQuestion } from '../diagnosis/diagnosis.ts';
import type { FlowQuestion } from './flows.ts';
import type { MarkQuestion } from './marks.ts';

/** What the thread of overviews is told when it starts. */
export interface OverviewOrder {
  /** The state file. */
  readonly file: string;
  readonly concepts: ConceptData;
}

/** A question with its sets as lists of numbers, which threads hand over at no cost. */
export type OverviewQuestion =
  | ({ readonly about: 'flows'; readonly among?: Uint32Array; readonly offset: number; readonly limit: number } & Omit<
      FlowQuestion,
      'among'
    >)
  | ({ readonly about: 'diagnosis' } & DiagnosisQuestion)
  | ({
      readonly about: 'marks';
      readonly among: Uint32Array;
      readonly practice?: { readonly iri: string; readonly practising: Uint32Array };
    } & Omit<MarkQuestion, 'among' | 'practice'>);
