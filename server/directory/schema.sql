-- The read model: derived from the shown graphs, rebuilt from them at any time.
CREATE TABLE IF NOT EXISTS document (
  registration TEXT PRIMARY KEY,
  url          TEXT NOT NULL,
  read_at      TEXT NOT NULL,
  changed_at   TEXT NOT NULL,
  license      TEXT,
  attribution  TEXT,
  warnings     TEXT NOT NULL
) STRICT;

-- One row per entity and document that describes it; rank tells how strongly (authority.ts), lead = 1 is on the one whose
-- words are shown. What was merged lends a row that leads what it does not say: own then keeps what it says itself.
CREATE TABLE IF NOT EXISTS entity (
  id           INTEGER PRIMARY KEY,
  iri          TEXT NOT NULL,
  document     TEXT NOT NULL REFERENCES document (registration),
  rank         INTEGER NOT NULL,
  lead         INTEGER NOT NULL DEFAULT 0,
  type         TEXT NOT NULL,
  sort_name    TEXT NOT NULL,
  departement  TEXT,
  commune_code TEXT,
  lon          REAL,
  lat          REAL,
  starts_at    TEXT,
  ends_at      TEXT,
  says         INTEGER NOT NULL,
  concepts     TEXT NOT NULL,
  hours        TEXT,
  description  TEXT NOT NULL,
  own          TEXT,
  UNIQUE (iri, document)
) STRICT;
CREATE INDEX IF NOT EXISTS entity_type ON entity (type, sort_name) WHERE lead = 1;
CREATE INDEX IF NOT EXISTS entity_document ON entity (document);
CREATE INDEX IF NOT EXISTS entity_territory ON entity (departement, commune_code) WHERE lead = 1;

-- Readable keys, given once and for ever.
CREATE TABLE IF NOT EXISTS entity_key (
  iri  TEXT PRIMARY KEY,
  type TEXT NOT NULL,
  key  TEXT NOT NULL,
  UNIQUE (type, key)
) STRICT;

-- Every link between two IRIs as a document states it, written once in the direction of the table of relations.
CREATE TABLE IF NOT EXISTS link (
  subject   TEXT NOT NULL,
  relation  TEXT NOT NULL,
  object    TEXT NOT NULL,
  document  TEXT NOT NULL REFERENCES document (registration),
  stated_by TEXT NOT NULL,
  PRIMARY KEY (subject, relation, object, document, stated_by)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS link_object ON link (object);
CREATE INDEX IF NOT EXISTS link_document ON link (document);

-- Which documents an entity lets speak about it, as documents of its own publisher say.
CREATE TABLE IF NOT EXISTS pointer (
  iri      TEXT NOT NULL,
  target   TEXT NOT NULL,
  document TEXT NOT NULL REFERENCES document (registration),
  PRIMARY KEY (iri, target, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS pointer_document ON pointer (document);

-- Texts come folded and in words of letters and digits parted by spaces (search-words.ts): the simplest tokenizer keeps every script.
CREATE VIRTUAL TABLE IF NOT EXISTS entity_text USING fts5 (
  name, other, body, tokenize = 'ascii', content = '', contentless_delete = 1, detail = column
);

-- Every word of names and towns ever met, with its trigrams, for what is misspelt.
CREATE TABLE IF NOT EXISTS word (
  id   INTEGER PRIMARY KEY,
  word TEXT NOT NULL UNIQUE
) STRICT;
CREATE VIRTUAL TABLE IF NOT EXISTS word_trigram USING fts5 (word, tokenize = 'trigram', content = '', detail = none);

-- What gives way to another entity that it was found to be the same as, until that is taken back. Not derived from the graphs:
-- it outlives a new projection.
CREATE TABLE IF NOT EXISTS merged (
  iri    TEXT PRIMARY KEY,
  leader TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS merged_leader ON merged (leader);

-- What somebody decided to be two things, whatever their documents say (a < b). Not derived either.
CREATE TABLE IF NOT EXISTS apart (
  a TEXT NOT NULL,
  b TEXT NOT NULL,
  PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS apart_b ON apart (b);

-- Of whom a leading row may borrow.
CREATE TABLE IF NOT EXISTS borrowed (
  lender   TEXT NOT NULL,
  borrower TEXT NOT NULL,
  PRIMARY KEY (lender, borrower)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS borrowed_borrower ON borrowed (borrower);

CREATE TABLE IF NOT EXISTS withdrawn (
  type TEXT NOT NULL,
  key  TEXT NOT NULL,
  name TEXT NOT NULL,
  at   TEXT NOT NULL,
  PRIMARY KEY (type, key)
) STRICT;

-- Which projection wrote these tables: another one means that they are to be projected again.
CREATE TABLE IF NOT EXISTS projection (version INTEGER NOT NULL) STRICT;
