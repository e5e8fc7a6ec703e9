import type { DatabaseSync } from 'node:sqlite';
import { given } from '../rdf/given.ts';
import type { Bilingual } from '../rdf/text.ts';
import type { Memory } from './open-registry.ts';
import type { Status } from './registration.ts';
import type { Round } from './rounds.ts';
import type { SiteTimes } from './sites.ts';
import { staleAfterMs } from './standing.ts';

/** The beginning of a list, and how long all of it is. */
export interface Bounded<T> {
  readonly total: number;
  readonly items: readonly T[];
}

/** One profile of a publisher that needs a look. */
export interface ProfileLine {
  readonly id: string;
  readonly url: string;
  readonly since: string;
  /** What its last visit met, or the visit that is held. */
  readonly detail?: Bilingual;
  /** Entries of the directory that the held change would take away or empty. */
  readonly entries?: number;
  /** The profile whose link led to it. */
  readonly linkedBy?: string;
}

/** A publisher with profiles that fail, or that wait for the operator's word. */
export interface PublisherLine {
  readonly publisher: string;
  /** The longest of its profiles. */
  readonly since: string;
  readonly invalid: number;
  /** How many of them readers still see, in their last good version. */
  readonly shown: number;
  readonly nextVisitAt: string | null;
  /** The longest waiting first. */
  readonly profiles: Bounded<ProfileLine>;
}

/** A reason for which profiles cannot be published. */
export interface FrequentFinding {
  readonly rule: string;
  readonly path?: string;
  /** As it was told of one of them. */
  readonly message: Bilingual;
  readonly profiles: number;
  /** A registration where it was found. */
  readonly example: string;
}

/** What an operator looks at: what fails and for how long, what waits for a word, what is late and what is slow. */
export interface Operation {
  readonly at: string;
  readonly registrations: Readonly<Record<Status, number>>;
  /** Entries of the suppression list. */
  readonly suppressed: number;
  readonly due: { readonly count: number; readonly oldestAt: string | null };
  /** When the next visit comes that is not due yet. */
  readonly nextVisitAt: string | null;
  /** The latest date of a visit, when it lies in the future: the clock was wrong when it was written, or is now. */
  readonly clockAhead: string | null;
  /** The newest first. */
  readonly rounds: readonly Round[];
  /** Publishers with held changes, or with a profile that has failed for more than seven days. */
  readonly needing: number;
  /** Publishers with a profile that has failed for more than seven days. */
  readonly stale: number;
  /** Most profiles first, then the longest failing. */
  readonly failing: Bounded<PublisherLine>;
  /** The oldest first. */
  readonly held: Bounded<PublisherLine>;
  /** Found by links, the oldest first. */
  readonly discovered: Bounded<PublisherLine>;
  readonly slowest: Bounded<SiteTimes>;
  /** `of`: how many reports were looked at, those of the invalid profiles visited last. */
  readonly findings: Bounded<FrequentFinding> & { readonly of: number };
}

const lines = 20;
const profilesTold = 3;
const reportsRead = 500;
/** Clocks are put right by so much without anybody noticing. */
const clockSlackMs = 5 * 60 * 1000;

/** Reads the operator's view from the registry's tables; lists are cut at `limit` lines, and say how long they are. */
export function readOperation(db: DatabaseSync, memory: Memory, at: { now: Date; limit?: number }): Operation {
  const { registry, rounds, sites } = memory;
  const { now, limit = lines } = at;
  const time = now.toISOString();
  const oldest = db.prepare('SELECT min(next_visit_at) AS at FROM registration WHERE next_visit_at <= ?').get(time);
  const next = db.prepare('SELECT min(next_visit_at) AS at FROM registration WHERE next_visit_at > ?').get(time);
  const ahead = db
    .prepare('SELECT max(last_visit_at) AS at FROM registration WHERE last_visit_at > ?')
    .get(new Date(now.getTime() + clockSlackMs).toISOString());
  return {
    at: time,
    registrations: registry.counts(),
    suppressed: memory.suppressions.list().length,
    due: { count: registry.countDue(now), oldestAt: oldest?.['at'] as string | null },
    nextVisitAt: next?.['at'] as string | null,
    clockAhead: (ahead?.['at'] as string | null | undefined) ?? null,
    rounds: rounds.latest(5),
    ...countNeeding(db, new Date(now.getTime() - staleAfterMs).toISOString()),
    failing: readPublishers(db, failing, {
      limit,
      tell: ({ id }) => given('detail', registry.visits(id as string, 1)[0]?.detail),
    }),
    held: readPublishers(db, held, {
      limit,
      tell: ({ detail, entries }) => ({ detail: JSON.parse(detail as string), entries: entries as number }),
    }),
    discovered: readPublishers(db, discovered, { limit, tell: ({ linked_by }) => ({ linkedBy: linked_by as string }) }),
    slowest: sites.slowest(Math.ceil(limit / 2)),
    findings: readFindings(db, memory, limit),
  };
}

/** Which registrations a list of publishers is about. */
interface Selection {
  /** Joined with `registration r` and its `publisher p`. */
  readonly from: string;
  readonly where: string;
  /** The column that says since when. */
  readonly since: string;
  /** Further columns for each profile. */
  readonly columns?: string;
  readonly order: string;
}

const failing: Selection = {
  from: '',
  where: "r.status IN ('invalid', 'unreachable') AND r.failing_since IS NOT NULL",
  since: 'r.failing_since',
  order: 'profiles DESC, since',
};
const held: Selection = {
  from: 'JOIN held h ON h.registration = r.id',
  where: 'h.decision IS NULL',
  since: 'h.at',
  columns: 'h.detail, json_array_length(h.entries) AS entries',
  order: 'since',
};
const discovered: Selection = {
  from: 'JOIN discovery d ON d.registration = r.id',
  where: "r.status = 'discovered' AND r.last_visit_at IS NULL AND r.next_visit_at IS NULL",
  since: 'd.at',
  columns: '(SELECT url FROM registration l WHERE l.id = d.linked_by) AS linked_by',
  order: 'since',
};

function fromOf({ from, where }: Selection): string {
  return `FROM registration r JOIN publisher p ON p.registration = r.id ${from} WHERE ${where}`;
}

function readPublishers(
  db: DatabaseSync,
  selection: Selection,
  options: {
    limit: number;
    tell: (row: Record<string, unknown>) => Pick<ProfileLine, 'detail' | 'entries' | 'linkedBy'>;
  },
): Bounded<PublisherLine> {
  const from = fromOf(selection);
  const { since, columns = 'NULL', order } = selection;
  const profiles = db.prepare(
    `SELECT r.id, r.url, ${since} AS since, ${columns} ${from} AND p.name = ? ORDER BY since, r.url LIMIT ${profilesTold}`,
  );
  const publishers = db.prepare(
    `SELECT p.name, min(${since}) AS since, count(*) AS profiles, sum(r.status = 'invalid') AS invalid,
       sum(r.shown) AS shown, min(r.next_visit_at) AS next_visit_at
     ${from} GROUP BY p.name ORDER BY ${order}, p.name LIMIT ?`,
  );
  const line = (row: Record<string, unknown>): ProfileLine => ({
    id: row['id'] as string,
    url: row['url'] as string,
    since: row['since'] as string,
    ...options.tell(row),
  });
  return {
    total: db.prepare(`SELECT count(DISTINCT p.name) AS n ${from}`).get()?.['n'] as number,
    items: publishers.all(options.limit).map((row) => ({
      publisher: row['name'] as string,
      since: row['since'] as string,
      invalid: row['invalid'] as number,
      shown: row['shown'] as number,
      nextVisitAt: row['next_visit_at'] as string | null,
      profiles: { total: row['profiles'] as number, items: profiles.all(row['name'] as string).map(line) },
    })),
  };
}

function countNeeding(db: DatabaseSync, staleBefore: string): Pick<Operation, 'needing' | 'stale'> {
  const stale = `SELECT p.name ${fromOf(failing)} AND r.failing_since <= ?`;
  const count = (names: string) =>
    db.prepare(`SELECT count(DISTINCT name) AS n FROM (${names})`).get(staleBefore)?.['n'] as number;
  return { needing: count(`${stale} UNION SELECT p.name ${fromOf(held)}`), stale: count(stale) };
}

/** What of a finding is told here; the registry keeps findings as it was given them. */
type ToldFinding = Pick<FrequentFinding, 'rule' | 'path' | 'message'> & { readonly severity: string };

function readFindings(db: DatabaseSync, { registry }: Memory, limit: number): Operation['findings'] {
  const ids = db
    .prepare("SELECT id FROM registration WHERE status = 'invalid' ORDER BY last_visit_at DESC, id LIMIT ?")
    .all(reportsRead)
    .map((row) => row['id'] as string);
  const found = new Map<string, FrequentFinding>();
  for (const id of ids) {
    const findings = (registry.report(id)?.findings ?? []) as readonly ToldFinding[];
    const blocking = findings.filter(({ severity }) => severity === 'violation');
    const once = new Map(blocking.map((finding) => [`${finding.rule} ${finding.path ?? ''}`, finding]));
    for (const [name, { rule, path, message }] of once) {
      const known = found.get(name) ?? { rule, ...given('path', path), message, profiles: 0, example: id };
      found.set(name, { ...known, profiles: known.profiles + 1 });
    }
  }
  const items = [...found.values()].sort((a, b) => b.profiles - a.profiles);
  return { total: items.length, items: items.slice(0, limit), of: ids.length };
}
