-- What changed in somebody's working life, on what evidence, and what came of it (L2, R3).
-- permanent
CREATE TABLE milestone (
  account_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  message_id BIGINT NOT NULL,     -- the draft behind it, 0 while there is none
  type TEXT NOT NULL,             -- promotion, new_post, new_organisation, left
  was_title TEXT NOT NULL,
  was_organisation TEXT NOT NULL,
  is_title TEXT NOT NULL,
  is_organisation TEXT NOT NULL,
  after_day BIGINT NOT NULL,      -- the day for which the older was told, 0 = not known
  before_day BIGINT NOT NULL,     -- the day for which the newer was told
  source TEXT NOT NULL,           -- linkedin, vcard, hand
  state TEXT NOT NULL,            -- offered, open, done, dropped
  seen_at BIGINT NOT NULL,
  ended_at BIGINT NOT NULL,
  PRIMARY KEY (account_id, id),
  FOREIGN KEY (account_id, person_id) REFERENCES person (account_id, id) ON DELETE CASCADE
);
CREATE INDEX milestone_by_person ON milestone (account_id, person_id, id);
CREATE INDEX milestone_by_state ON milestone (account_id, state, id);
CREATE INDEX milestone_by_message ON milestone (account_id, message_id, id);

