-- rebuildable: the old index goes, and the program makes the new one when the store is next opened.
DROP TABLE search_word;
-- rebuildable
-- narrow
CREATE TABLE search_thing (
  account_id BIGINT NOT NULL,
  kind BIGINT NOT NULL,
  id BIGINT NOT NULL,
  behind BIGINT NOT NULL,
  block_behind BIGINT NOT NULL,
  block_older BIGINT NOT NULL,
  place BIGINT NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (account_id, kind, id)
);
-- rebuildable
CREATE TABLE search_block (
  account_id BIGINT NOT NULL,
  kind BIGINT NOT NULL,
  behind BIGINT NOT NULL,
  older BIGINT NOT NULL,
  things TEXT NOT NULL,
  PRIMARY KEY (account_id, kind, behind, older)
);
-- rebuildable
-- narrow
CREATE TABLE search_posting (
  account_id BIGINT NOT NULL,
  word TEXT NOT NULL,
  kind BIGINT NOT NULL,
  behind BIGINT NOT NULL,
  older BIGINT NOT NULL,
  places TEXT NOT NULL,
  PRIMARY KEY (account_id, word, kind, behind, older)
);
-- rebuildable
-- narrow
CREATE TABLE search_spelling (
  account_id BIGINT NOT NULL,
  gap BIGINT NOT NULL,
  rest TEXT NOT NULL,
  letter TEXT NOT NULL,
  PRIMARY KEY (account_id, gap, rest, letter)
);
