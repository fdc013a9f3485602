-- What tokopp keeps. One text for SQLite and PostgreSQL.
--
-- Every table leads with account_id, in its key and in every index. Ids are 64 bit and made by the program.
-- Times are whole seconds since 1970 UTC (BIGINT, *_at); days are days since 1970-01-01 (BIGINT, *_day), 0 for none.
-- A text that is not known is '' and never NULL; a reference to nothing is 0. Text is UTF-8.
--
-- `-- struct:` ties a table to the domain's struct of that name: field names are column names, and
-- tools/sqlgen.py writes the functions that put and get it. `-- permanent` tables never lose a column silently
-- and every change of theirs is journalled; `-- rebuildable` ones can be made again from the permanent ones.
-- What the user takes along (permanent-rows.h) is every permanent table but those that say `stays here`.

-- Before the people, who name them: whoever reads rows in this order knows whom a row means.
-- struct: Organisation domain/organisation.h
-- permanent
CREATE TABLE organisation (
  account_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  name TEXT NOT NULL,
  folded TEXT NOT NULL,           -- the form it is compared by (organisation_fold)
  field TEXT NOT NULL,
  place TEXT NOT NULL,
  country TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (account_id, id)
);
CREATE INDEX organisation_by_folded ON organisation (account_id, folded, id);

-- struct: Person domain/person.h
-- permanent
CREATE TABLE person (
  account_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  name TEXT NOT NULL,             -- as one would write it on an envelope
  given_name TEXT NOT NULL,
  family_name TEXT NOT NULL,
  language TEXT NOT NULL,         -- nb, da, sv, en, or '' while not known
  formality TEXT NOT NULL,        -- formal, informal, ''
  country TEXT NOT NULL,          -- ISO 3166 two letters, or ''
  zone TEXT NOT NULL,             -- IANA, or ''
  place TEXT NOT NULL,
  title TEXT NOT NULL,            -- of the current post, for lists; positions hold the whole
  organisation_id BIGINT NOT NULL,
  organisation_name TEXT NOT NULL,
  how_known TEXT NOT NULL,        -- how we know each other, in the user's words
  interests TEXT NOT NULL,        -- topics, one a line
  terms TEXT NOT NULL,            -- good, strained
  terms_reason TEXT NOT NULL,
  standing TEXT NOT NULL,         -- me, person, restricted (a member who closed the account)
  source TEXT NOT NULL,           -- where we have it from: sample, linkedin, vcard, mail, hand
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (account_id, id)
);
CREATE INDEX person_by_organisation ON person (account_id, organisation_id, id);
CREATE INDEX person_by_standing ON person (account_id, standing, id);

-- Addresses of every kind: how a person is reached, and how two records are seen to be one person.
-- struct: PersonAddress domain/person.h
-- permanent
CREATE TABLE person_address (
  account_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  kind TEXT NOT NULL,             -- email, phone, linkedin, url, name (a further name it goes by), uid (a card's UID)
  value TEXT NOT NULL,            -- as it stood in the source
  folded TEXT NOT NULL,           -- the form it is compared by (tk_address_fold)
  label TEXT NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (account_id, id),
  FOREIGN KEY (account_id, person_id) REFERENCES person (account_id, id) ON DELETE CASCADE
);
CREATE INDEX person_address_by_folded ON person_address (account_id, kind, folded, person_id);
CREATE INDEX person_address_by_person ON person_address (account_id, person_id, kind, id);

-- struct: Position domain/person.h
-- permanent
CREATE TABLE position (
  account_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  organisation_id BIGINT NOT NULL,
  kind TEXT NOT NULL,             -- post, education
  title TEXT NOT NULL,
  from_day BIGINT NOT NULL,
  until_day BIGINT NOT NULL,      -- 0 = still
  source TEXT NOT NULL,
  seen_at BIGINT NOT NULL,        -- when the source said so
  PRIMARY KEY (account_id, id),
  FOREIGN KEY (account_id, person_id) REFERENCES person (account_id, id) ON DELETE CASCADE
);
CREATE INDEX position_by_person ON position (account_id, person_id, id);
CREATE INDEX position_by_organisation ON position (account_id, organisation_id, person_id);

-- What happened between people, from evidence: one row for each mail, message, meeting, invitation, endorsement.
-- struct: Interaction domain/interaction.h
-- permanent
CREATE TABLE interaction (
  account_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  kind TEXT NOT NULL,             -- mail, message, meeting, gathering, call, invitation, endorsement, recommendation, connection
  direction TEXT NOT NULL,        -- out (from me), in (to me), between (I was only on it, or not at all)
  at BIGINT NOT NULL,
  subject TEXT NOT NULL,
  external_id TEXT NOT NULL,      -- Message-ID without <>, or the source's own stable key; never '' 
  thread TEXT NOT NULL,           -- the first id of the thread as far as known
  circle BIGINT NOT NULL,         -- how many people were on it, me included
  source TEXT NOT NULL,
  text TEXT NOT NULL,             -- only for threads of our own messages
  PRIMARY KEY (account_id, id)
);
CREATE INDEX interaction_by_external ON interaction (account_id, external_id, id);
CREATE INDEX interaction_by_thread ON interaction (account_id, thread, at);

-- Who was part of it. `at` is repeated so that a person's latest ten cost one index read.
-- struct: Participant domain/interaction.h
-- permanent
CREATE TABLE participant (
  account_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  interaction_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  role TEXT NOT NULL,             -- from, to, cc, with
  at BIGINT NOT NULL,
  PRIMARY KEY (account_id, id),
  FOREIGN KEY (account_id, interaction_id) REFERENCES interaction (account_id, id) ON DELETE CASCADE
);
CREATE INDEX participant_by_person ON participant (account_id, person_id, at, interaction_id);
CREATE INDEX participant_by_interaction ON participant (account_id, interaction_id, id);

-- How well two people know each other (P6), computed from interactions. from_person_id < to_person_id, or from = me.
-- struct: Tie domain/tie.h
-- rebuildable
CREATE TABLE tie (
  account_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  from_person_id BIGINT NOT NULL,
  to_person_id BIGINT NOT NULL,
  mails_out BIGINT NOT NULL,      -- from the first to the second
  mails_in BIGINT NOT NULL,
  shared BIGINT NOT NULL,         -- circles that both were on
  meetings BIGINT NOT NULL,
  messages BIGINT NOT NULL,       -- LinkedIn messages and the like, both ways
  other BIGINT NOT NULL,          -- endorsements, recommendations, invitations with a note
  begun_out BIGINT NOT NULL,      -- conversations that the first began
  begun_in BIGINT NOT NULL,
  connected BIGINT NOT NULL,      -- 1: a bare connection on a network
  first_at BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  last_in_at BIGINT NOT NULL,
  last_out_at BIGINT NOT NULL,
  last_met_at BIGINT NOT NULL,
  amount BIGINT NOT NULL,         -- of all that happened (domain/tie.h)
  weeks TEXT NOT NULL,            -- the latest weeks in which something happened (domain/tie-weeks.h)
  recent DOUBLE PRECISION NOT NULL, -- two sums as of last_at, one fading fast, one slowly
  lasting DOUBLE PRECISION NOT NULL,
  mutual BIGINT NOT NULL,         -- days on which the quieter of the two spoke
  standing BIGINT NOT NULL,       -- tie_standing(): orders ties at any time, greater is better
  own_word TEXT NOT NULL,         -- the user's own judgement, a copy of tie_word, or ''
  PRIMARY KEY (account_id, id)
);
CREATE UNIQUE INDEX tie_by_pair ON tie (account_id, from_person_id, to_person_id);
CREATE INDEX tie_by_standing ON tie (account_id, from_person_id, standing, to_person_id);
CREATE INDEX tie_by_other ON tie (account_id, to_person_id, from_person_id);

-- The user's own word on how well two people know each other: it wins over what was computed (P6).
-- struct: TieWord domain/tie.h
-- permanent
CREATE TABLE tie_word (
  account_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  from_person_id BIGINT NOT NULL,
  to_person_id BIGINT NOT NULL,
  word TEXT NOT NULL,             -- close, warm, light, cold, or '' where it was taken back
  said_at BIGINT NOT NULL,
  PRIMARY KEY (account_id, id),
  FOREIGN KEY (account_id, to_person_id) REFERENCES person (account_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX tie_word_by_pair ON tie_word (account_id, from_person_id, to_person_id);
CREATE INDEX tie_word_by_other ON tie_word (account_id, to_person_id, from_person_id);

-- struct: Campaign domain/campaign.h
-- permanent
CREATE TABLE campaign (
  account_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  name TEXT NOT NULL,
  folded TEXT NOT NULL,
  theme TEXT NOT NULL,            -- worth discussing for both sides (T2)
  state TEXT NOT NULL,            -- open, ended
  created_at BIGINT NOT NULL,
  PRIMARY KEY (account_id, id)
);
CREATE UNIQUE INDEX campaign_by_folded ON campaign (account_id, folded);

-- struct: Target domain/campaign.h
-- permanent
CREATE TABLE target (
  account_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  campaign_id BIGINT NOT NULL,
  organisation_id BIGINT NOT NULL, -- always set when known
  person_id BIGINT NOT NULL,       -- 0: the organisation as a whole
  step TEXT NOT NULL,              -- found, path, asked, agreed, held, kept
  created_at BIGINT NOT NULL,
  PRIMARY KEY (account_id, id),
  FOREIGN KEY (account_id, campaign_id) REFERENCES campaign (account_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX target_by_what ON target (account_id, campaign_id, organisation_id, person_id);
CREATE INDEX target_by_person ON target (account_id, person_id, id);
CREATE INDEX target_by_organisation ON target (account_id, organisation_id, id);

-- struct: Meeting domain/meeting.h
-- permanent
CREATE TABLE meeting (
  account_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  campaign_id BIGINT NOT NULL,
  stage TEXT NOT NULL,            -- meeting.h
  stage_at BIGINT NOT NULL,
  purpose TEXT NOT NULL,          -- one concrete purpose (V3)
  reason TEXT NOT NULL,           -- why this person (V3)
  value_for_them TEXT NOT NULL,   -- V1
  value_for_me TEXT NOT NULL,     -- V1
  form TEXT NOT NULL,             -- coffee, call, video, lunch
  minutes BIGINT NOT NULL,
  place TEXT NOT NULL,
  starts_at BIGINT NOT NULL,      -- 0 while not agreed
  zone TEXT NOT NULL,
  language TEXT NOT NULL,
  asked_by TEXT NOT NULL,         -- me, them
  overruled TEXT NOT NULL,        -- rules overruled, with reasons, one a line: "V1: reason"
  created_at BIGINT NOT NULL,
  PRIMARY KEY (account_id, id),
  FOREIGN KEY (account_id, person_id) REFERENCES person (account_id, id) ON DELETE CASCADE
);
CREATE INDEX meeting_by_person ON meeting (account_id, person_id, id);
CREATE INDEX meeting_by_stage ON meeting (account_id, stage, stage_at);
CREATE INDEX meeting_by_campaign ON meeting (account_id, campaign_id, id);

-- struct: Message domain/message.h
-- permanent
CREATE TABLE message (
  account_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  meeting_id BIGINT NOT NULL,
  introduction_id BIGINT NOT NULL, -- 0, or the introduction it asks for
  person_id BIGINT NOT NULL,       -- the receiver
  kind TEXT NOT NULL,              -- MESSAGES.md's kinds, message.h
  language TEXT NOT NULL,
  formality TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  proposed TEXT NOT NULL,          -- the body as the program proposed it last, to tell the user's own words by; '' = none
  facts TEXT NOT NULL,             -- JSON: what the user told for this draft alone (draft-facts.h); '' = none
  state TEXT NOT NULL,             -- draft, approved, sent, discarded
  number BIGINT NOT NULL,          -- follow-ups: 1 or 2; else 0
  due_day BIGINT NOT NULL,         -- not before this day; 0 = now
  approved_at BIGINT NOT NULL,
  approved_by TEXT NOT NULL,
  approved_digest TEXT NOT NULL,   -- SHA-256 of subject and body as approved (M4): another text is not approved
  overruled TEXT NOT NULL,         -- finding codes overruled by the user, with reasons, one a line
  sent_at BIGINT NOT NULL,
  message_id TEXT NOT NULL,        -- Message-ID without <>, fixed when the draft is made
  in_reply_to TEXT NOT NULL,
  thread TEXT NOT NULL,
  answered_at BIGINT NOT NULL,
  answer_id TEXT NOT NULL,         -- Message-ID of the answer
  away_day BIGINT NOT NULL,        -- last day of an absence that an automatic answer told of (F3), 0
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (account_id, id)
);
CREATE UNIQUE INDEX message_by_message_id ON message (account_id, message_id);
CREATE INDEX message_by_meeting ON message (account_id, meeting_id, id);
CREATE INDEX message_by_person ON message (account_id, person_id, id);
CREATE INDEX message_by_state ON message (account_id, state, sent_at, id);
CREATE INDEX message_by_thread ON message (account_id, thread, id);
CREATE INDEX message_by_introduction ON message (account_id, introduction_id, id);

-- struct: Introduction domain/introduction.h
-- permanent
CREATE TABLE introduction (
  account_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  introducer_id BIGINT NOT NULL,  -- refers to person
  target_person_id BIGINT NOT NULL,
  meeting_id BIGINT NOT NULL,
  purpose_told TEXT NOT NULL,     -- a promise (V4)
  state TEXT NOT NULL,            -- drafted, asked, agreed, made, declined, reported
  asked_at BIGINT NOT NULL,
  ended_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (account_id, id)
);
CREATE INDEX introduction_by_introducer ON introduction (account_id, introducer_id, asked_at);
CREATE INDEX introduction_by_meeting ON introduction (account_id, meeting_id, id);
CREATE INDEX introduction_by_target ON introduction (account_id, target_person_id, id);

-- Notes, and what is known about a person, each with its source.
-- struct: Note domain/note.h
-- permanent
CREATE TABLE note (
  account_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  meeting_id BIGINT NOT NULL,
  kind TEXT NOT NULL,             -- note, achievement, promise_mine, promise_theirs, recommendation
  text TEXT NOT NULL,
  openness TEXT NOT NULL,         -- open, confidence, internal (I2)
  source TEXT NOT NULL,
  at BIGINT NOT NULL,
  done_at BIGINT NOT NULL,
  PRIMARY KEY (account_id, id)
);
CREATE INDEX note_by_person ON note (account_id, person_id, at);
CREATE INDEX note_by_meeting ON note (account_id, meeting_id, at);
CREATE INDEX note_held_back ON note (account_id, id) WHERE openness <> 'open';

-- What changed in somebody's working life, on what evidence, and what came of it (L2, R3).
-- struct: Milestone domain/milestone.h
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
  source TEXT NOT NULL,           -- linkedin, vcard, hand, news
  state TEXT NOT NULL,            -- offered, open, done, dropped
  seen_at BIGINT NOT NULL,
  ended_at BIGINT NOT NULL,
  PRIMARY KEY (account_id, id),
  FOREIGN KEY (account_id, person_id) REFERENCES person (account_id, id) ON DELETE CASCADE
);
CREATE INDEX milestone_by_person ON milestone (account_id, person_id, id);
CREATE INDEX milestone_by_state ON milestone (account_id, state, id);
CREATE INDEX milestone_by_message ON milestone (account_id, message_id, id);

-- What is to be done when: actions keep it up to date as they go, so that the list for today is one index read.
-- struct: Due domain/today.h
-- permanent
CREATE TABLE due (
  account_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  act TEXT NOT NULL,              -- today.h
  rank BIGINT NOT NULL,           -- the order of the acts, from today.c
  due_day BIGINT NOT NULL,
  state TEXT NOT NULL,            -- open, done, dropped
  person_id BIGINT NOT NULL,
  person_name TEXT NOT NULL,
  reason TEXT NOT NULL,           -- key of the sentence
  evidence TEXT NOT NULL,         -- JSON object: the sentence's facts
  about TEXT NOT NULL,            -- kind of the thing behind it: message, meeting, person, introduction, note, milestone
  about_id BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  ended_at BIGINT NOT NULL,
  PRIMARY KEY (account_id, id)
);
CREATE INDEX due_by_day ON due (account_id, state, due_day, rank, id);
CREATE INDEX due_by_order ON due (account_id, state, rank, due_day, id);
CREATE INDEX due_by_about ON due (account_id, about, about_id, state);
CREATE INDEX due_by_person ON due (account_id, person_id, state);

-- Pairs that may be one person, or one organisation, and what was said of them. The lesser id comes first. A pair whose
-- row is gone (an import taken back, a joined person) is not shown; the row comes into sight again with it.
-- struct: DoublePair domain/double-pair.h
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
-- struct: Joined domain/double-pair.h
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
-- struct: JoinedRow domain/double-pair.h
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

-- The search index (store/search.h; doc/decisions/0061): things in blocks of a thousand, in the order in which they
-- are found, and for each word the places in each block that have it.
-- What each thing is found by, and where it stands.
-- rebuildable
-- narrow rows: SQLite keeps them in the key itself
CREATE TABLE search_thing (
  account_id BIGINT NOT NULL,
  kind BIGINT NOT NULL,           -- store/search.h
  id BIGINT NOT NULL,
  behind BIGINT NOT NULL,         -- minus its standing: the least comes first
  block_behind BIGINT NOT NULL,   -- the last key of its block, as there
  block_older BIGINT NOT NULL,
  place BIGINT NOT NULL,          -- in the block, from 0
  words TEXT NOT NULL,            -- folded, sorted, parted by spaces
  PRIMARY KEY (account_id, kind, id)
);

-- Who stands at which place of a block. A block is named by its last key (behind, minus the id), the last one by
-- the greatest there is.
-- rebuildable
CREATE TABLE search_block (
  account_id BIGINT NOT NULL,
  kind BIGINT NOT NULL,
  behind BIGINT NOT NULL,
  older BIGINT NOT NULL,
  things TEXT NOT NULL,           -- 22 letters for each place: id and behind
  PRIMARY KEY (account_id, kind, behind, older)
);

-- rebuildable
-- narrow rows
CREATE TABLE search_posting (
  account_id BIGINT NOT NULL,
  word TEXT NOT NULL,             -- a word, or a beginning of one of up to four letters
  kind BIGINT NOT NULL,
  behind BIGINT NOT NULL,
  older BIGINT NOT NULL,
  places TEXT NOT NULL,           -- the gaps between them
  PRIMARY KEY (account_id, word, kind, behind, older)
);

-- All words, and all words with one letter left out: what was mistyped is found without a walk over them.
-- rebuildable
-- narrow rows
CREATE TABLE search_spelling (
  account_id BIGINT NOT NULL,
  gap BIGINT NOT NULL,            -- which letter is left out, from 0; -1 none
  rest TEXT NOT NULL,
  letter TEXT NOT NULL,           -- the one left out
  PRIMARY KEY (account_id, gap, rest, letter)
);

-- Files brought along: what was read when, and how it ended. A running import that died is seen here.
-- struct: ImportRun domain/import-run.h
-- permanent
CREATE TABLE import_run (
  account_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  started_at BIGINT NOT NULL,
  ended_at BIGINT NOT NULL,       -- 0: running, or killed
  state TEXT NOT NULL,            -- running, ended, failed
  files TEXT NOT NULL,            -- one a line
  report TEXT NOT NULL,           -- JSON
  PRIMARY KEY (account_id, id)
);

-- Append-only: who did what when through which door.
-- permanent, not journalled itself, stays here
CREATE TABLE journal_entry (
  account_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  door TEXT NOT NULL,             -- cli, http, mcp, job
  deed TEXT NOT NULL,             -- the action's name
  subject TEXT NOT NULL,          -- what the sentence will name
  undoable BIGINT NOT NULL,
  undone_by BIGINT NOT NULL,      -- the entry that took it back, 0
  PRIMARY KEY (account_id, id)
);
CREATE INDEX journal_entry_by_undone ON journal_entry (account_id, undone_by, id);

-- One row for each row an entry changed. before and after are JSON objects of the columns, '' where there was
-- no row (for a row that was added `before` is '', and its cost is one narrow row).
-- permanent, not journalled itself, stays here
CREATE TABLE journal_row (
  account_id BIGINT NOT NULL,
  entry_id BIGINT NOT NULL,
  sequence BIGINT NOT NULL,
  table_name TEXT NOT NULL,
  row_id BIGINT NOT NULL,
  before TEXT NOT NULL,           -- the whole row as it was, '' for none
  after_digest TEXT NOT NULL,     -- of the row as it then was, '' for removed: undo sees whether it was changed since
  PRIMARY KEY (account_id, entry_id, sequence)
);

-- Answers to writes over HTTP, so that a repeated request gets the first answer.
-- permanent, not journalled, stays here
CREATE TABLE idempotency_key (
  account_id BIGINT NOT NULL,
  key TEXT NOT NULL,
  request_digest TEXT NOT NULL,
  status BIGINT NOT NULL,
  reply TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (account_id, key)
);

-- Marks of the account itself: whether the sample is in, the import's progress, remembered choices.
-- permanent, not journalled
CREATE TABLE mark (
  account_id BIGINT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (account_id, name)
);
