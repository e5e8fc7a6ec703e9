-- What we know of each profile URL: who told us, what we met, what it said, when to go back.
CREATE TABLE IF NOT EXISTS registration (
  id            TEXT PRIMARY KEY,
  url           TEXT NOT NULL UNIQUE,
  status        TEXT NOT NULL,
  source        TEXT NOT NULL,
  registered_at TEXT NOT NULL,
  next_visit_at TEXT,
  last_visit_at TEXT,
  read_at       TEXT,
  changed_at    TEXT,
  withdrawn_at  TEXT,
  failing_since TEXT,
  failures      INTEGER NOT NULL DEFAULT 0,
  streaks       TEXT NOT NULL DEFAULT '[]',
  interval_ms   INTEGER NOT NULL,
  final_url     TEXT,
  media_type    TEXT,
  sources       TEXT NOT NULL DEFAULT '[]',
  graph_hash    TEXT,
  shown         INTEGER NOT NULL DEFAULT 0,
  expires_at    TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS registration_due ON registration (next_visit_at) WHERE next_visit_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS registration_status ON registration (status);
CREATE INDEX IF NOT EXISTS registration_final_url ON registration (final_url) WHERE final_url IS NOT NULL;

-- Who answers for a registration: the registrable domain, or the folder of a shared host.
CREATE TABLE IF NOT EXISTS publisher (
  registration TEXT PRIMARY KEY REFERENCES registration (id),
  name         TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS publisher_name ON publisher (name);

-- Registrations that nobody asked for: which profile links to them, and how far from one that somebody registered.
CREATE TABLE IF NOT EXISTS discovery (
  registration TEXT PRIMARY KEY REFERENCES registration (id),
  linked_by    TEXT NOT NULL REFERENCES registration (id),
  depth        INTEGER NOT NULL,
  at           TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS discovery_linked_by ON discovery (linked_by);

-- Where a registration leads that names profiles (a type index, a sitemap …), whether it is a profile itself or none.
CREATE TABLE IF NOT EXISTS signpost (
  registration TEXT PRIMARY KEY REFERENCES registration (id),
  kind         TEXT NOT NULL,
  profiles     TEXT NOT NULL,
  lists        TEXT NOT NULL,
  left_out     INTEGER NOT NULL
) STRICT;

-- Publishers whose sitemaps and dumps the operator wants followed.
CREATE TABLE IF NOT EXISTS declared_publisher (
  name TEXT PRIMARY KEY,
  at   TEXT NOT NULL
) STRICT;

-- Feeds of other observatories that the operator wants followed: how far they were read, and when to look again.
CREATE TABLE IF NOT EXISTS feed (
  url           TEXT PRIMARY KEY,
  registered_at TEXT NOT NULL,
  next_visit_at TEXT NOT NULL,
  last_visit_at TEXT,
  taken_until   TEXT NOT NULL DEFAULT '',
  taken         TEXT NOT NULL DEFAULT '[]',
  failures      INTEGER NOT NULL DEFAULT 0,
  problem       TEXT,
  left_out      INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Changes that would have taken too much of their publisher away: they wait for a human.
CREATE TABLE IF NOT EXISTS held (
  registration TEXT PRIMARY KEY REFERENCES registration (id),
  at           TEXT NOT NULL,
  detail       TEXT NOT NULL,
  entries      TEXT NOT NULL DEFAULT '[]',
  decision     TEXT CHECK (decision IN ('accepted', 'refused')),
  decided_at   TEXT
) STRICT;

-- Entries of the directory of which a document lately came to say less, or nothing: how much it said before.
CREATE TABLE IF NOT EXISTS loss (
  registration TEXT NOT NULL REFERENCES registration (id),
  entry        TEXT NOT NULL,
  facts        INTEGER NOT NULL,
  at           TEXT NOT NULL,
  PRIMARY KEY (registration, entry)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS visit (
  id           INTEGER PRIMARY KEY,
  registration TEXT NOT NULL REFERENCES registration (id),
  at           TEXT NOT NULL,
  outcome      TEXT NOT NULL,
  detail       TEXT NOT NULL,
  site_ms      INTEGER
) STRICT;
CREATE INDEX IF NOT EXISTS visit_registration ON visit (registration, id);

-- Every conforming graph ever read, once per content.
CREATE TABLE IF NOT EXISTS content (
  hash    TEXT PRIMARY KEY,
  quads   INTEGER NOT NULL,
  nquads  BLOB NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS version (
  registration TEXT NOT NULL REFERENCES registration (id),
  at           TEXT NOT NULL,
  hash         TEXT NOT NULL REFERENCES content (hash),
  PRIMARY KEY (registration, at)
) STRICT;
CREATE INDEX IF NOT EXISTS version_at ON version (at);

CREATE TABLE IF NOT EXISTS report (
  registration TEXT PRIMARY KEY REFERENCES registration (id),
  at           TEXT NOT NULL,
  conforms     INTEGER NOT NULL,
  findings     TEXT NOT NULL
) STRICT;

-- What readers saw happen to each entity, in the order it was committed. AUTOINCREMENT: a number is never given again.
CREATE TABLE IF NOT EXISTS change (
  seq          INTEGER PRIMARY KEY AUTOINCREMENT,
  at           TEXT NOT NULL,
  kind         TEXT NOT NULL CHECK (kind IN ('added', 'changed', 'hidden', 'withdrawn', 'back')),
  reason       TEXT NOT NULL,
  registration TEXT NOT NULL REFERENCES registration (id),
  type         TEXT NOT NULL,
  key          TEXT NOT NULL,
  iri          TEXT NOT NULL,
  name         TEXT NOT NULL,
  departement  TEXT,
  commune      TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS change_entity ON change (type, key, seq);
CREATE INDEX IF NOT EXISTS change_at ON change (at);

-- Passes over the frontier that had something to visit.
CREATE TABLE IF NOT EXISTS round (
  id         INTEGER PRIMARY KEY,
  started_at TEXT NOT NULL,
  ended_at   TEXT,
  visited    INTEGER NOT NULL DEFAULT 0,
  outcomes   TEXT NOT NULL DEFAULT '{}'
) STRICT;

-- What sites ask of robots, as JSON: the rules of their robots.txt, a rest.
CREATE TABLE IF NOT EXISTS site_note (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  at    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What each site was asked on a day, and how long it took to answer.
CREATE TABLE IF NOT EXISTS site_day (
  day      TEXT NOT NULL,
  site     TEXT NOT NULL,
  requests INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  total_ms INTEGER NOT NULL,
  worst_ms INTEGER NOT NULL,
  last_at  TEXT NOT NULL,
  PRIMARY KEY (day, site)
) STRICT, WITHOUT ROWID;

-- What somebody asked us not to tell, as fingerprints; nothing here says what it is.
CREATE TABLE IF NOT EXISTS suppression (
  fingerprint TEXT PRIMARY KEY,
  kind        TEXT NOT NULL CHECK (kind IN ('address', 'email', 'telephone')),
  at          TEXT NOT NULL,
  reason      TEXT
) STRICT;

-- Registrations whose shown graph changed without a visit, until the directory and the graph have followed.
CREATE TABLE IF NOT EXISTS show_again (
  registration TEXT PRIMARY KEY REFERENCES registration (id)
) STRICT;

-- When each profile's inbox was last told of leads for cooperation.
CREATE TABLE IF NOT EXISTS lead_notice (
  registration TEXT PRIMARY KEY,
  at           TEXT NOT NULL
) STRICT;

-- When each profile's yearly reminder was last due, be it that there was an inbox to send it to or not.
CREATE TABLE IF NOT EXISTS reminder (
  registration TEXT PRIMARY KEY REFERENCES registration (id),
  at           TEXT NOT NULL
) STRICT;

-- Sets of somebody else's records that were imported, and each record as the document that is published for it. A record
-- holds from the edition that brought it (`since`) to the one that changed it or took it away (`until`): an edition is
-- written record by record beside what readers see, and shown in one step by its number in `edition` (0: none yet).
-- `settled` is the id up to which what an edition changed has been made due; NULL once all of it has.
CREATE TABLE IF NOT EXISTS record_set (
  key         TEXT PRIMARY KEY,
  description TEXT NOT NULL,
  report      TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  target      TEXT,
  next_at     TEXT,
  failures    INTEGER NOT NULL DEFAULT 0,
  problem     TEXT,
  edition     INTEGER NOT NULL DEFAULT 0,
  records     INTEGER NOT NULL DEFAULT 0,
  settled     TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS record (
  set_key  TEXT NOT NULL REFERENCES record_set (key),
  id       TEXT NOT NULL,
  since    INTEGER NOT NULL,
  until    INTEGER,
  document TEXT NOT NULL,
  hash     TEXT NOT NULL,
  PRIMARY KEY (set_key, id, since)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS observatory (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  id   TEXT NOT NULL
) STRICT;
