import { createAskedThread } from '../asked-thread.ts';
import { type Concepts, conceptData } from '../concepts.ts';
import type { Diagnosis, DiagnosisQuestion } from '../diagnosis/diagnosis.ts';
import type { Directory } from '../directory.ts';
import type { Filter } from '../entity.ts';
import type { FlowQuestion, Flows } from './flows.ts';
import type { Marked, MarkQuestion } from './marks.ts';
import type { OverviewOrder, OverviewQuestion } from './overview-messages.ts';

/** What the whole directory adds up to, answered beside the pages so that none of them waits for it. */
export interface Overviews {
  /** How many links lead from territory to territory; only those with an end among what a filter lets through. */
  flows(
    question: Omit<FlowQuestion, 'among'> & {
      readonly among?: Filter;
      readonly offset: number;
      readonly limit: number;
    },
  ): Promise<Flows & { readonly total: number }>;
  /** What is found at the places that a filter lets through: practices (with the key of one), needs and offers, events. */
  marks(
    question: Omit<MarkQuestion, 'among' | 'practice'> & {
      readonly among: Filter;
      readonly practice?: { readonly iri: string; readonly key: string };
    },
  ): Promise<Marked>;
  /** What a territory's profiles say together, beside those of comparable ones. */
  diagnosis(question: DiagnosisQuestion): Promise<Diagnosis>;
  close(): Promise<void>;
}

/** Prepares the overviews of a state file; filters are read by the directory, as those of lists are. */
export function createOverviews({
  file,
  concepts,
  directory,
}: {
  readonly file: string;
  readonly concepts: Concepts;
  readonly directory: Pick<Directory, 'idsOf'>;
}): Overviews {
  const data: OverviewOrder = { file, concepts: conceptData(concepts) };
  const thread = createAskedThread<OverviewQuestion>({ file: new URL('answer-overviews.ts', import.meta.url), data });
  const idsOf = (filter: Filter) => Uint32Array.from(directory.idsOf(filter));
  return {
    async flows({ among, ...question }) {
      const ids = among ? { among: idsOf(among) } : {};
      return (await thread.ask({ about: 'flows', ...question, ...ids })) as Awaited<ReturnType<Overviews['flows']>>;
    },
    async marks({ among, practice, ...question }) {
      const practising = practice && idsOf({ type: 'place', practice: [practice.key] });
      const about = practice && practising ? { practice: { iri: practice.iri, practising } } : {};
      return (await thread.ask({ about: 'marks', ...question, among: idsOf(among), ...about })) as Marked;
    },
    diagnosis: async (question) => (await thread.ask({ about: 'diagnosis', ...question })) as Diagnosis,
    close: () => thread.close(),
  };
}
