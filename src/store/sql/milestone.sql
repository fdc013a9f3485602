-- What changed in somebody's working life.

-- name: milestone_of_person
-- $1 account, $2 person, $3 how many: the newest first.
SELECT m.*
  FROM milestone m
 WHERE m.account_id = $1 AND m.person_id = $2
 ORDER BY m.id DESC
 LIMIT $3

-- name: milestone_page
-- $1 account, $2 state ('' = all, waiting = offered or open), $3 before id, $4 how many: the newest first.
SELECT m.*
  FROM milestone m
 WHERE m.account_id = $1 AND ($2 = '' OR m.state = $2 OR ($2 = 'waiting' AND m.state IN ('offered', 'open')))
   AND m.id < $3
 ORDER BY m.id DESC
 LIMIT $4

-- name: milestone_on_today
-- $1 account, $2 today, $3 but this one: the news that hold a place on the list for today.
SELECT m.*
  FROM milestone m
 WHERE m.account_id = $1 AND m.state = 'open' AND m.message_id = 0 AND m.id <> $3
   AND EXISTS (SELECT 1 FROM due d
                WHERE d.account_id = $1 AND d.about = 'milestone' AND d.about_id = m.id AND d.state = 'open'
                  AND d.due_day <= $2)
 ORDER BY m.id

-- name: milestone_of_message
-- $1 account, $2 message
SELECT m.*
  FROM milestone m
 WHERE m.account_id = $1 AND m.message_id = $2
 ORDER BY m.id

-- name: position_told
-- $1 account, $2 person, $3 source, $4 before id, $5 how many: the posts that a source had told of before, the present
-- and newest first. What another source had told already is kept once, under that one: it counts where this source
-- has told of the person at all.
SELECT p.title, p.until_day, p.source, p.seen_at, coalesce(o.name, '') AS organisation_name
  FROM position p
  LEFT JOIN organisation o ON o.account_id = p.account_id AND o.id = p.organisation_id
 WHERE p.account_id = $1 AND p.person_id = $2 AND p.kind = 'post' AND p.id < $4
   AND (p.source = $3 OR EXISTS (SELECT 1 FROM person_address a
                                  WHERE a.account_id = $1 AND a.person_id = $2 AND a.source = $3 AND a.id < $4))
 ORDER BY p.source = $3 DESC, p.until_day = 0 DESC, p.seen_at DESC, p.id DESC
 LIMIT $5
