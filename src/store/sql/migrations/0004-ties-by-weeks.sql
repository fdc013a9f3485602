-- The user's own words on ties become permanent; ties gather their evidence by weeks. They are made again from what
-- happened (actions/tie-keeper.c) when the store is opened.

CREATE TABLE tie_word (
  account_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  from_person_id BIGINT NOT NULL,
  to_person_id BIGINT NOT NULL,
  word TEXT NOT NULL,
  said_at BIGINT NOT NULL,
  PRIMARY KEY (account_id, id),
  FOREIGN KEY (account_id, to_person_id) REFERENCES person (account_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX tie_word_by_pair ON tie_word (account_id, from_person_id, to_person_id);
CREATE INDEX tie_word_by_other ON tie_word (account_id, to_person_id, from_person_id);

INSERT INTO tie_word (account_id, id, from_person_id, to_person_id, word, said_at)
SELECT account_id, id, from_person_id, to_person_id, own_word, last_at
  FROM tie
 WHERE own_word <> '';

INSERT INTO mark (account_id, name, value)
SELECT DISTINCT account_id, 'ties-stale', '1'
  FROM person;

DROP TABLE tie;

CREATE TABLE tie (
  account_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  from_person_id BIGINT NOT NULL,
  to_person_id BIGINT NOT NULL,
  mails_out BIGINT NOT NULL,
  mails_in BIGINT NOT NULL,
  shared BIGINT NOT NULL,
  meetings BIGINT NOT NULL,
  messages BIGINT NOT NULL,
  other BIGINT NOT NULL,
  begun_out BIGINT NOT NULL,
  begun_in BIGINT NOT NULL,
  connected BIGINT NOT NULL,
  first_at BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  last_in_at BIGINT NOT NULL,
  last_out_at BIGINT NOT NULL,
  last_met_at BIGINT NOT NULL,
  amount BIGINT NOT NULL,
  weeks TEXT NOT NULL,
  recent DOUBLE PRECISION NOT NULL,
  lasting DOUBLE PRECISION NOT NULL,
  mutual BIGINT NOT NULL,
  standing BIGINT NOT NULL,
  own_word TEXT NOT NULL,
  PRIMARY KEY (account_id, id)
);
CREATE UNIQUE INDEX tie_by_pair ON tie (account_id, from_person_id, to_person_id);
CREATE INDEX tie_by_standing ON tie (account_id, from_person_id, standing, to_person_id);
CREATE INDEX tie_by_other ON tie (account_id, to_person_id, from_person_id);
