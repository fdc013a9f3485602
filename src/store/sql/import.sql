-- What bringing in files asks of the store, kept together because it runs once for each record of a file.

-- name: person_id_by_address
-- $1 account, $2 kind, $3 folded: whom an address belongs to; at most eight.
SELECT DISTINCT person_id
  FROM person_address
 WHERE account_id = $1 AND kind = $2 AND folded = $3
 ORDER BY person_id
 LIMIT 8

-- name: person_has_kind
-- $1 account, $2 person, $3 kind: one row if the person has an address of the kind; a card's UID that
-- only repeats a name (record.h) is none.
SELECT id
  FROM person_address
 WHERE account_id = $1 AND person_id = $2 AND kind = $3 AND value NOT LIKE 'name:%'
 LIMIT 1

-- name: organisation_id_by_folded
-- $1 account, $2 folded: also by the name of one that was joined into it.
SELECT id
  FROM (SELECT id FROM organisation
         WHERE account_id = $1 AND folded = $2
         UNION ALL
        SELECT organisation_id AS id FROM joined
         WHERE account_id = $1 AND about = 'organisation' AND folded = $2) AS found
 ORDER BY id
 LIMIT 1

-- name: position_same
-- $1 account, $2 person, $3 organisation, $4 title, $5 kind
SELECT id
  FROM position
 WHERE account_id = $1 AND person_id = $2 AND organisation_id = $3 AND title = $4 AND kind = $5
 LIMIT 1

-- name: interaction_id_by_external
-- $1 account, $2 external id
SELECT id
  FROM interaction
 WHERE account_id = $1 AND external_id = $2
 ORDER BY id
 LIMIT 1

-- name: interaction_thread_by_external
-- $1 account, $2 external id: the thread a known mail belongs to.
SELECT thread
  FROM interaction
 WHERE account_id = $1 AND external_id = $2
 ORDER BY id
 LIMIT 1

-- name: tie_by_pair
-- $1 account, $2 from, $3 to
SELECT t.*
  FROM tie t
 WHERE t.account_id = $1 AND t.from_person_id = $2 AND t.to_person_id = $3

-- name: tie_remove_all
-- $1 account: before they are made again.
DELETE FROM tie
 WHERE account_id = $1

-- name: tie_word_said
-- $1 account: all that the user has said.
SELECT w.*
  FROM tie_word w
 WHERE w.account_id = $1 AND w.word <> ''

-- name: tie_word_by_pair
-- $1 account, $2 from, $3 to
SELECT w.*
  FROM tie_word w
 WHERE w.account_id = $1 AND w.from_person_id = $2 AND w.to_person_id = $3

-- name: interaction_page_for_ties
-- $1 account, $2 after id, $3 how many: all that happened, in the order of ids.
SELECT i.*
  FROM interaction i
 WHERE i.account_id = $1 AND i.id > $2
 ORDER BY i.id
 LIMIT $3

-- name: participant_of_interaction
-- $1 account, $2 interaction
SELECT p.*
  FROM participant p
 WHERE p.account_id = $1 AND p.interaction_id = $2
 ORDER BY p.id

-- name: message_ids_sent_or_approved
-- $1 account: our own messages that may be answered, or may turn up among what was sent.
SELECT id, message_id
  FROM message
 WHERE account_id = $1 AND state IN ('approved', 'sent')

-- name: person_page_for_index
-- $1 account, $2 after id, $3 how many
SELECT p.*
  FROM person p
 WHERE p.account_id = $1 AND p.id > $2
 ORDER BY p.id
 LIMIT $3

-- name: person_address_same
-- $1 account, $2 person, $3 kind, $4 folded
SELECT a.*
  FROM person_address a
 WHERE a.account_id = $1 AND a.person_id = $2 AND a.kind = $3 AND a.folded = $4
 LIMIT 1

-- name: import_run_newest
-- $1 account, $2 how many
SELECT r.*
  FROM import_run r
 WHERE r.account_id = $1
 ORDER BY r.id DESC
 LIMIT $2

-- name: organisation_page_for_index
-- $1 account, $2 after id, $3 how many
SELECT o.*
  FROM organisation o
 WHERE o.account_id = $1 AND o.id > $2
 ORDER BY o.id
 LIMIT $3

-- name: note_same
-- $1 account, $2 person, $3 text
SELECT n.id
  FROM note n
 WHERE n.account_id = $1 AND n.person_id = $2 AND n.text = $3
 LIMIT 1

-- name: note_page_for_index
-- $1 account, $2 after id, $3 how many
SELECT n.*
  FROM note n
 WHERE n.account_id = $1 AND n.id > $2
 ORDER BY n.id
 LIMIT $3

-- name: meeting_page_for_index
-- $1 account, $2 after id, $3 how many
SELECT m.*
  FROM meeting m
 WHERE m.account_id = $1 AND m.id > $2
 ORDER BY m.id
 LIMIT $3

-- name: message_page_for_index
-- $1 account, $2 after id, $3 how many
SELECT m.*
  FROM message m
 WHERE m.account_id = $1 AND m.id > $2
 ORDER BY m.id
 LIMIT $3
