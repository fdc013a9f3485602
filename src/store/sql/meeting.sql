-- Meetings, from the first idea to the kept relationship.

-- name: meeting_of_person
-- $1 account, $2 person, $3 how many: newest first.
SELECT m.*
  FROM meeting m
 WHERE m.account_id = $1 AND m.person_id = $2
 ORDER BY m.id DESC
 LIMIT $3
