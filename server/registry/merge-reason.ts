/** What a merge changed for readers: `merged` with another entity, or `unmerged` from it. */
export interface MergeReason {
  readonly word: 'merged' | 'unmerged';
  /** The IRI of the other; absent where it may not be told any more. */
  readonly other?: string;
}

/** Writes the reason of a line of the change log that tells of a merge. */
export function writeMergeReason({ word, other }: MergeReason): string {
  return other === undefined ? word : `${word} ${other}`;
}

/** Reads it back; undefined for every other reason. */
export function readMergeReason(reason: string): MergeReason | undefined {
  const [word, other] = reason.split(' ');
  if (word !== 'merged' && word !== 'unmerged') return undefined;
  return other === undefined ? { word } : { word, other };
}
