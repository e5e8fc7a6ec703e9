import type { Terms } from './licenses.ts';

/** One file of a snapshot, as it is downloaded. */
export interface SnapshotFile {
  readonly name: string;
  /** Its name on our disk: some are kept compressed and sent as they are or unpacked, as the reader's program asks. */
  readonly stored: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What of a snapshot may be taken on the same terms. */
export interface SnapshotPart {
  readonly terms: Terms;
  /** The licences that its profiles state, the most frequent first. */
  readonly licenses: readonly { readonly iri: string; readonly graphs: number }[];
  readonly graphs: number;
  readonly quads: number;
  readonly entities: number;
  /** SHA-256 of its canonical N-Quads (RDFC-1.0), which are the unpacked `.nq.gz`. */
  readonly rdfc10: string;
  /** Addresses of graphs whose blank nodes had to be given IRIs. */
  readonly skolemized: readonly string[];
  readonly files: readonly SnapshotFile[];
}

/** The whole dataset at one date: what it holds, and how to make sure of it. */
export interface Snapshot {
  /** `2026-11-26` (UTC), its name. */
  readonly date: string;
  /** The moment whose state it is. */
  readonly at: string;
  readonly parts: readonly SnapshotPart[];
  /** Profiles that state no licence: nobody may hand them on. */
  readonly withoutLicense: number;
  /** Credits that must be shown with the data. */
  readonly attributions: readonly string[];
  /** Which suppression list it was made with. */
  readonly suppressions: string;
  /** Set when something was taken out on request after it was made. */
  readonly revisedAt?: string;
}

export const manifestName = 'snapshot.json';
