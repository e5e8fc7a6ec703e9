import type { DatabaseSync } from 'node:sqlite';
import type { Memory } from '../../registry/open-registry.ts';

/** What imports need of an observatory, or of its file alone. */
export interface ImportParts {
  readonly db: DatabaseSync;
  readonly memory: Pick<Memory, 'records' | 'registry' | 'publishers' | 'suppressions'>;
  /** What the addresses of the records begin with. */
  readonly base: string;
  readonly now: () => Date;
}
