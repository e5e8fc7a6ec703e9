import { createAskedThread } from '../../directory/asked-thread.ts';
import { type ConceptData, type Concepts, conceptData } from '../../directory/concepts.ts';
import type { EcosystemDrawing, EcosystemQuestion } from './draw-ecosystem.ts';

/** What the thread is told when it starts. */
export interface EcosystemOrder {
  /** The state file. */
  readonly file: string;
  readonly concepts: ConceptData;
}

/** Numbers as a list, which threads hand over at no cost. */
export type PackedQuestion = Omit<EcosystemQuestion, 'among'> & { readonly among: Uint32Array };

/** Actors, drawn by scale or by their ties, beside the pages so that none of them waits for it. */
export interface Ecosystem {
  draw(question: PackedQuestion): Promise<EcosystemDrawing>;
  close(): Promise<void>;
}

/** Prepares the drawing of what a state file holds. */
export function createEcosystem({ file, concepts }: { readonly file: string; readonly concepts: Concepts }): Ecosystem {
  const data: EcosystemOrder = { file, concepts: conceptData(concepts) };
  const thread = createAskedThread<PackedQuestion>({ file: new URL('answer-ecosystem.ts', import.meta.url), data });
  return {
    draw: async (question) => (await thread.ask(question)) as EcosystemDrawing,
    close: () => thread.close(),
  };
}
