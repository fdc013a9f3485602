-- People: lists and looks.

-- name: person_me
-- $1 account
SELECT id
  FROM person
 WHERE account_id = $1 AND standing = 'me'
 ORDER BY id
 LIMIT 1

-- name: person_address_of_person
-- $1 account, $2 person
SELECT a.*
  FROM person_address a
 WHERE a.account_id = $1 AND a.person_id = $2
 ORDER BY a.kind, a.id

-- name: position_of_person
-- $1 account, $2 person: the present and newest first, each with what the organisation is called.
SELECT p.kind, p.title, p.from_day, p.until_day, p.source, coalesce(o.name, '') AS organisation_name
  FROM position p
  LEFT JOIN organisation o ON o.account_id = p.account_id AND o.id = p.organisation_id
 WHERE p.account_id = $1 AND p.person_id = $2
 ORDER BY p.until_day = 0 DESC, p.until_day DESC, p.from_day DESC, p.id DESC

-- name: person_timeline
-- $1 account, $2 person, $3 how many: what happened with them, newest first.
SELECT i.id, i.kind, i.direction, i.at, i.subject
  FROM participant p
  JOIN interaction i ON i.account_id = p.account_id AND i.id = p.interaction_id
 WHERE p.account_id = $1 AND p.person_id = $2
 ORDER BY p.at DESC, p.interaction_id DESC
 LIMIT $3

-- name: note_held_back
-- $1 account: every note that may not leave (I2), with whom it is about.
SELECT n.id, n.person_id, n.text, COALESCE(p.name, '') AS person, COALESCE(p.organisation_name, '') AS organisation
  FROM note n
  LEFT JOIN person p ON p.account_id = n.account_id AND p.id = n.person_id
 WHERE n.account_id = $1 AND n.openness <> 'open'
 ORDER BY n.id

-- name: note_of_person
-- $1 account, $2 person, $3 how many
SELECT n.*
  FROM note n
 WHERE n.account_id = $1 AND n.person_id = $2
 ORDER BY n.at DESC, n.id DESC
 LIMIT $3

-- name: person_by_strongest_tie
-- $1 account, $2 from (me), $3 standing and $4 person of the last row seen, $5 how many: the best tie first, each with
-- what a list shows of the person. Everybody who is known has one, be it bare (tie_keeper_touch).
SELECT t.*, p.name AS person_name, p.title AS person_title, p.organisation_name AS person_organisation
  FROM tie t
  JOIN person p ON p.account_id = t.account_id AND p.id = t.to_person_id
 WHERE t.account_id = $1 AND t.from_person_id = $2 AND (t.standing, t.to_person_id) < ($3, $4)
 ORDER BY t.standing DESC, t.to_person_id DESC
 LIMIT $5

-- name: person_with_tie
-- $1 account, $2 from (me), $3 person: what a list shows of the person, and the tie (zeros and '' where there is none).
SELECT t.*, p.name AS person_name, p.title AS person_title, p.organisation_name AS person_organisation
  FROM person p
  LEFT JOIN tie t ON t.account_id = p.account_id AND t.from_person_id = $2 AND t.to_person_id = p.id
 WHERE p.account_id = $1 AND p.id = $3

-- name: person_name
-- $1 account, $2 person
SELECT name
  FROM person
 WHERE account_id = $1 AND id = $2

-- name: tie_to_person
-- $1 account, $2 person, $3 how many: the strongest ties that lead to somebody, from whichever end they are kept.
SELECT t.*
  FROM tie t
 WHERE t.account_id = $1 AND t.to_person_id = $2
 ORDER BY t.standing DESC
 LIMIT $3

-- name: tie_from_person
-- $1 account, $2 person, $3 how many
SELECT t.*
  FROM tie t
 WHERE t.account_id = $1 AND t.from_person_id = $2
 ORDER BY t.standing DESC
 LIMIT $3

-- name: tie_standing_of_range
-- $1 account, $2 from, $3 first and $4 last person: how a page of people stands.
SELECT to_person_id, standing
  FROM tie
 WHERE account_id = $1 AND from_person_id = $2 AND to_person_id BETWEEN $3 AND $4

-- name: person_count
-- $1 account, $2 standing, $3 at most: whether there are people, without counting a million.
SELECT id
  FROM person
 WHERE account_id = $1 AND standing = $2
 LIMIT $3

-- name: person_address_of_range
-- $1 account, $2 first and $3 last person: the addresses of a page of people.
SELECT a.*
  FROM person_address a
 WHERE a.account_id = $1 AND a.person_id BETWEEN $2 AND $3
 ORDER BY a.person_id, a.kind, a.id

-- name: note_of_range
-- $1 account, $2 first and $3 last person: what may be told of a page of people, oldest first.
SELECT n.*
  FROM note n
 WHERE n.account_id = $1 AND n.person_id BETWEEN $2 AND $3 AND n.kind = 'note' AND n.openness = 'open'
 ORDER BY n.person_id, n.at, n.id

-- name: person_names
-- $1 account, $2 how many: by what people are told apart in the news; oneself is none of them.
SELECT p.id, p.name, p.organisation_name, p.title, p.place
  FROM person p
 WHERE p.account_id = $1 AND p.standing <> 'me'
 ORDER BY p.id
 LIMIT $2

-- name: organisation_names
-- $1 account, $2 how many
SELECT o.id, o.name
  FROM organisation o
 WHERE o.account_id = $1
 ORDER BY o.id
 LIMIT $2
