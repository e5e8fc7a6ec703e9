import type { Change } from '../../registry/changes.ts';

/** What became of one profile at one visit, in the words of Activity Streams 2.0. */
export interface Activity {
  /** The number of its first line in the change log, its identity. */
  readonly seq: number;
  readonly at: string;
  readonly kind: 'Create' | 'Update' | 'Delete';
  readonly registration: string;
  /** Where the profile is published. */
  readonly url: string;
  /** What it describes that changed for readers. */
  readonly topics: readonly string[];
}

/** Why lines are written whose profile stays; every other reason says why it went. */
const staying: ReadonlySet<string> = new Set(['changed', 'unchanged', 'left-out']);

/**
 * Puts the lines of a change log, the oldest first, together by visit: a profile tells of several entities, and is read and
 * lost as a whole.
 */
export function toActivities(lines: readonly Change[]): Activity[] {
  const visits: Change[][] = [];
  for (const line of lines) {
    const last = visits.at(-1);
    if (last?.[0] && isSameVisit(last[0], line)) last.push(line);
    else visits.push([line]);
  }
  return visits.flatMap((visit) => {
    const [first] = visit;
    return first ? { ...toActivity(first, visit), topics: visit.map(({ iri }) => iri) } : [];
  });
}

/** Whether two neighbouring lines were written by the same visit. */
export function isSameVisit(a: Change, b: Change): boolean {
  return a.registration === b.registration && a.at === b.at;
}

function toActivity({ seq, at, registration, url }: Change, visit: readonly Change[]): Omit<Activity, 'topics'> {
  const isGone = visit.some(({ reason }) => !staying.has(reason));
  const isNew = visit.every(({ kind }) => kind === 'added' || kind === 'back');
  return { seq, at, registration, url, kind: isGone ? 'Delete' : isNew ? 'Create' : 'Update' };
}
