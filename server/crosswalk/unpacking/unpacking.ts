import type { Tell } from '../loss-report.ts';

/** How a packed file is to be read. */
export interface Unpacking {
  readonly tell: Tell;
  /** The file of an archive, or the sheet of a spreadsheet, that is to be read. */
  readonly inside: string | undefined;
}
