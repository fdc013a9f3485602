-- Who was where when, for ways to people and organisations.

-- name: stay_of_person
-- $1 account, $2 person: where somebody works, worked and learned; from_day 0 = unknown, until_day 0 = still.
SELECT p.organisation_id, p.from_day, p.until_day, o.name AS organisation_name
  FROM (SELECT organisation_id, from_day, until_day
          FROM position
         WHERE account_id = $1 AND person_id = $2
         UNION ALL
        SELECT organisation_id, 0, 0
          FROM person
         WHERE account_id = $1 AND id = $2) p
  JOIN organisation o ON o.account_id = $1 AND o.id = p.organisation_id

-- name: stay_at_organisation
-- $1 account, $2 organisation, $3 how many: who is or was there, each maybe more than once.
SELECT p.person_id, p.from_day, p.until_day
  FROM (SELECT person_id, from_day, until_day
          FROM position
         WHERE account_id = $1 AND organisation_id = $2
         UNION ALL
        SELECT id, 0, 0
          FROM person
         WHERE account_id = $1 AND organisation_id = $2) p
 ORDER BY p.person_id
 LIMIT $3

-- The whole network, page by page, for who holds it in memory.

-- name: network_person_page
-- $1 account, $2 after this id, $3 how many
SELECT id, terms
  FROM person
 WHERE account_id = $1 AND id > $2
 ORDER BY id
 LIMIT $3

-- name: network_tie_page
-- $1 account, $2 after this id, $3 how many: what the strength of a tie follows from.
SELECT id, from_person_id, to_person_id, mails_out, mails_in, shared, meetings, messages, other, connected, first_at,
       last_at, last_in_at, last_out_at, amount, recent, lasting, mutual, own_word
  FROM tie
 WHERE account_id = $1 AND id > $2
 ORDER BY id
 LIMIT $3

-- name: network_stay_page
-- $1 account, $2 after this id, $3 how many: where people were when.
SELECT id, person_id, organisation_id, from_day, until_day
  FROM position
 WHERE account_id = $1 AND id > $2
 ORDER BY id
 LIMIT $3

-- name: network_stay_now_page
-- $1 account, $2 after this id, $3 how many: the organisation that each is listed with now.
SELECT id, id AS person_id, organisation_id, 0 AS from_day, 0 AS until_day
  FROM person
 WHERE account_id = $1 AND id > $2
 ORDER BY id
 LIMIT $3

-- name: network_introducers
-- $1 account: everybody who was ever asked for an introduction.
SELECT DISTINCT introducer_id
  FROM introduction
 WHERE account_id = $1
