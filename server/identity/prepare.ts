import type { Evidence } from './evidence.ts';
import { type Identifiers, identifiersOf } from './keys.ts';
import { rolesOf } from './name-likeness.ts';

/** A description with what comparing it needs, worked out once. */
export interface Prepared {
  readonly evidence: Evidence;
  readonly identifiers: Identifiers;
  readonly roles: ReadonlySet<string>;
}

/** Works out what comparing a description needs. */
export function prepare(evidence: Evidence): Prepared {
  return { evidence, identifiers: identifiersOf(evidence), roles: rolesOf(evidence.names) };
}
