import type { Bilingual } from '../rdf/text.ts';

export type Severity = 'violation' | 'warning' | 'info';

/** One thing the check has to say about a profile, in words a person who runs a place understands. */
export interface Finding {
  readonly severity: Severity;
  /** What is wrong and what to do. */
  readonly message: Bilingual;
  /** The name of the field as the form calls it ("Nom", "Name"), when the finding concerns one. */
  readonly field?: Bilingual;
  /** The property's IRI. */
  readonly path?: string;
  /** The offending value as written, shortened to 200 characters. */
  readonly value?: string;
  /** The node the finding is about. */
  readonly focusNode?: string;
  /** A corrected line to copy, where one can be proposed. */
  readonly fix?: string;
  /** IRI of the constraint component or a stable code of ours (`reading/wrong-media-type`). */
  readonly rule: string;
}

/** The result of checking one profile; only a violation makes `conforms` false. */
export interface Report {
  readonly conforms: boolean;
  /** Violations first, then warnings, then infos. */
  readonly findings: readonly Finding[];
}
