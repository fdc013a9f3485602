-- Who is who: pairs that wait for an answer, what was joined, and where doubles are looked for.

-- Pairs that may be one person, or one organisation, and what was said of them. The lesser id comes first. A pair whose
-- row is gone (an import taken back, a joined person) is not shown; the row comes into sight again with it.
-- permanent
CREATE TABLE double_pair (
  account_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  about TEXT NOT NULL,            -- person, organisation
  one_id BIGINT NOT NULL,
  other_id BIGINT NOT NULL,
  state TEXT NOT NULL,            -- waiting, different, joined
  chance BIGINT NOT NULL,         -- that they are one, in millionths
  rank BIGINT NOT NULL,           -- the order of asking, smaller first: chance, and how often it was put off
  reasons TEXT NOT NULL,          -- JSON array of {"key","facts","speaks"}
  created_at BIGINT NOT NULL,
  answered_at BIGINT NOT NULL,
  PRIMARY KEY (account_id, id)
);
CREATE UNIQUE INDEX double_pair_by_both ON double_pair (account_id, about, one_id, other_id);
CREATE INDEX double_pair_by_other ON double_pair (account_id, other_id, id);
CREATE INDEX double_pair_by_state ON double_pair (account_id, state, rank, id);

-- What was joined into what, with all that is needed to part it again.
-- permanent
CREATE TABLE joined (
  account_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  about TEXT NOT NULL,            -- person, organisation
  person_id BIGINT NOT NULL,      -- who stayed; 0 for an organisation
  organisation_id BIGINT NOT NULL, -- which stayed; 0 for a person
  gone_id BIGINT NOT NULL,        -- whose rows were moved; it comes back under this id
  name TEXT NOT NULL,             -- of the one that went
  folded TEXT NOT NULL,           -- an organisation's, so that the name still leads here
  source TEXT NOT NULL,
  by_whom TEXT NOT NULL,          -- user, rule
  chance BIGINT NOT NULL,         -- millionths
  reasons TEXT NOT NULL,          -- as of double_pair
  joined_at BIGINT NOT NULL,
  PRIMARY KEY (account_id, id)
);
CREATE INDEX joined_by_person ON joined (account_id, person_id, id);
CREATE INDEX joined_by_organisation ON joined (account_id, organisation_id, id);
CREATE INDEX joined_by_folded ON joined (account_id, about, folded, organisation_id);

-- Each row that joining moved, changed, added or took away.
-- permanent
CREATE TABLE joined_row (
  account_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  joined_id BIGINT NOT NULL,
  act TEXT NOT NULL,              -- moved, changed, added, removed
  table_name TEXT NOT NULL,
  row_id BIGINT NOT NULL,
  before TEXT NOT NULL,           -- JSON: columns that were changed, or the whole row that was removed
  after TEXT NOT NULL,            -- JSON: the same columns as joining left them
  PRIMARY KEY (account_id, id),
  FOREIGN KEY (account_id, joined_id) REFERENCES joined (account_id, id) ON DELETE CASCADE
);
CREATE INDEX joined_row_by_joined ON joined_row (account_id, joined_id, id);

-- Where doubles are looked for: people and organisations under the keys that their doubles would share.
-- rebuildable
-- narrow rows: SQLite keeps them in the key itself
CREATE TABLE double_key (
  account_id BIGINT NOT NULL,
  word TEXT NOT NULL,             -- domain/double-keys.h
  about_id BIGINT NOT NULL,
  PRIMARY KEY (account_id, word, about_id)
);
CREATE INDEX double_key_by_about ON double_key (account_id, about_id, word);
