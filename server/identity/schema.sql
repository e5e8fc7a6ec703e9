-- What was decided of two entities, in the order it was decided: the last word on a pair holds, and nothing is ever taken out.
-- `by` is the rule itself, or who decided.
CREATE TABLE IF NOT EXISTS identity_decision (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  a        TEXT NOT NULL,
  b        TEXT NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('merged', 'refused', 'undone')),
  by       TEXT NOT NULL,
  at       TEXT NOT NULL,
  score    REAL NOT NULL,
  reasons  TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS identity_decision_a ON identity_decision (a, b, id);
CREATE INDEX IF NOT EXISTS identity_decision_b ON identity_decision (b);

-- Pairs that seem to be one, as their descriptions are now: derived, like what follows.
CREATE TABLE IF NOT EXISTS identity_proposal (
  a        TEXT NOT NULL,
  b        TEXT NOT NULL,
  score    REAL NOT NULL,
  is_sure  INTEGER NOT NULL,
  reasons  TEXT NOT NULL,
  found_at TEXT NOT NULL,
  PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS identity_proposal_b ON identity_proposal (b);

-- The blocks that each entity is filed in.
CREATE TABLE IF NOT EXISTS identity_key (
  key TEXT NOT NULL,
  iri TEXT NOT NULL,
  PRIMARY KEY (key, iri)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS identity_key_iri ON identity_key (iri);

-- Entities whose description changed since their blocks were matched, whichever process changed it.
CREATE TABLE IF NOT EXISTS identity_stale (iri TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TRIGGER IF NOT EXISTS identity_inserted AFTER INSERT ON entity WHEN new.type IN ('place', 'organization', 'network')
BEGIN INSERT INTO identity_stale (iri) VALUES (new.iri) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER IF NOT EXISTS identity_deleted AFTER DELETE ON entity WHEN old.type IN ('place', 'organization', 'network')
BEGIN INSERT INTO identity_stale (iri) VALUES (old.iri) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER IF NOT EXISTS identity_led AFTER UPDATE OF lead ON entity WHEN new.type IN ('place', 'organization', 'network')
BEGIN INSERT INTO identity_stale (iri) VALUES (new.iri) ON CONFLICT DO NOTHING; END;
