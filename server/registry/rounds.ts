import type { DatabaseSync } from 'node:sqlite';

/** One pass over the frontier that had something to visit. */
export interface Round {
  readonly startedAt: string;
  /** Null while it goes on, and for ever when the observatory was stopped in it. */
  readonly endedAt: string | null;
  readonly visited: number;
  /** Visits by what they met. */
  readonly outcomes: Readonly<Record<string, number>>;
}

/** Remembers the latest rounds; each write is part of the caller's transaction. */
export interface Rounds {
  /** Notes that a round begins; the number to end it with. */
  begin(at: Date): number;
  /** Notes that it has ended; one that visited nothing, because all that was due rests, is forgotten. */
  end(id: number, at: Date, tally: Pick<Round, 'visited' | 'outcomes'>): void;
  /** The newest first. */
  latest(limit: number): readonly Round[];
}

const keptRounds = 100;

/** Opens the table of rounds beside the registry's. */
export function createRounds(db: DatabaseSync): Rounds {
  const sql = {
    begin: db.prepare('INSERT INTO round (started_at) VALUES (?)'),
    forget: db.prepare('DELETE FROM round WHERE id <= ?'),
    drop: db.prepare('DELETE FROM round WHERE id = ?'),
    end: db.prepare('UPDATE round SET ended_at = ?, visited = ?, outcomes = ? WHERE id = ?'),
    latest: db.prepare('SELECT started_at, ended_at, visited, outcomes FROM round ORDER BY id DESC LIMIT ?'),
  };
  return {
    begin(at) {
      const id = Number(sql.begin.run(at.toISOString()).lastInsertRowid);
      sql.forget.run(id - keptRounds);
      return id;
    },
    end(id, at, { visited, outcomes }) {
      if (visited === 0) sql.drop.run(id);
      else sql.end.run(at.toISOString(), visited, JSON.stringify(outcomes), id);
    },
    latest: (limit) =>
      sql.latest.all(limit).map((row) => ({
        startedAt: row['started_at'] as string,
        endedAt: row['ended_at'] as string | null,
        visited: row['visited'] as number,
        outcomes: JSON.parse(row['outcomes'] as string) as Record<string, number>,
      })),
  };
}
