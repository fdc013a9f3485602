-- What is to be done when.

-- name: due_open_page
-- $1 account, $2 rank, $3 until day, $4 day and $5 id of the last row seen (-1 at the start), $6 how many.
-- One act at a time: within an act what is due stands together in due_by_order, so that what is not due yet is never
-- passed over, however much of it there is.
SELECT d.*
  FROM due d
 WHERE d.account_id = $1 AND d.state = 'open' AND d.rank = $2 AND d.due_day <= $3
   AND (d.due_day, d.id) > ($4, $5)
 ORDER BY d.due_day, d.id
 LIMIT $6

-- name: due_of_about
-- $1 account, $2 about, $3 id: the open rows of a thing.
SELECT d.*
  FROM due d
 WHERE d.account_id = $1 AND d.about = $2 AND d.about_id = $3 AND d.state = 'open'
 ORDER BY d.id

-- name: due_of_person
-- $1 account, $2 person: all open rows.
SELECT d.*
  FROM due d
 WHERE d.account_id = $1 AND d.person_id = $2 AND d.state = 'open'
 ORDER BY d.id

-- name: due_of_act_since
-- $1 account, $2 rank, $3 since (seconds): the open rows of an act, and those that were ticked off since.
SELECT d.*
  FROM due d
 WHERE d.account_id = $1 AND d.rank = $2 AND (d.state = 'open' OR (d.state = 'done' AND d.ended_at >= $3))
 ORDER BY d.id

-- name: due_done_since
-- $1 account, $2 since (seconds): how many rows were done.
SELECT count(*) AS done
  FROM due
 WHERE account_id = $1 AND state = 'done' AND ended_at >= $2
