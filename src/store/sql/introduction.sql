-- Introductions: who was asked to open which door.

-- name: introduction_of_introducer
-- $1 account, $2 introducer
SELECT i.*
  FROM introduction i
 WHERE i.account_id = $1 AND i.introducer_id = $2
 ORDER BY i.id

-- name: introduction_of_meeting
-- $1 account, $2 meeting
SELECT i.*
  FROM introduction i
 WHERE i.account_id = $1 AND i.meeting_id = $2
 ORDER BY i.id
