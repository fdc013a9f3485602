-- Messages: drafted, approved, sent, answered.

-- name: message_of_meeting
-- $1 account, $2 meeting: oldest first.
SELECT m.*
  FROM message m
 WHERE m.account_id = $1 AND m.meeting_id = $2
 ORDER BY m.id

-- name: message_head_of_meeting
-- $1 account, $2 meeting: what a list shows of each, oldest first.
SELECT m.id, m.kind, m.subject, m.state, m.due_day, m.sent_at, m.person_id, coalesce(p.name, '') AS person_name
  FROM message m
  LEFT JOIN person p ON p.account_id = m.account_id AND p.id = m.person_id
 WHERE m.account_id = $1 AND m.meeting_id = $2
 ORDER BY m.id

-- name: message_by_message_id
-- $1 account, $2 Message-ID
SELECT m.*
  FROM message m
 WHERE m.account_id = $1 AND m.message_id = $2

-- name: message_page
-- $1 account, $2 state or '' for all, $3 before id, $4 how many: newest first.
SELECT m.*
  FROM message m
 WHERE m.account_id = $1 AND ($2 = '' OR m.state = $2) AND m.id < $3
 ORDER BY m.id DESC
 LIMIT $4

-- name: message_opening
-- $1 account: all that may hold one of the places for open requests (T4).
SELECT m.*
  FROM message m
 WHERE m.account_id = $1 AND m.state IN ('draft', 'approved', 'sent') AND m.answered_at = 0
   AND m.kind IN ('outreach', 'intro_request')
 ORDER BY m.id

-- name: message_recent_of_kind
-- $1 account, $2 kind, $3 other than this person, $4 how many, $5 a further state or '': what went out or was approved
-- last, for T4's look at twins.
SELECT m.*
  FROM message m
 WHERE m.account_id = $1 AND m.state IN ('approved', 'sent', $5) AND m.kind = $2 AND m.person_id <> $3
 ORDER BY m.id DESC
 LIMIT $4

-- name: message_own_recent
-- $1 account, $2 language, $3 formality, $4 how many: what the user let out last, to learn how they write.
SELECT m.*
  FROM message m
 WHERE m.account_id = $1 AND m.state IN ('approved', 'sent') AND m.language = $2 AND m.formality = $3
 ORDER BY m.id DESC
 LIMIT $4

-- name: message_of_person
-- $1 account, $2 receiver, $3 how many: newest first.
SELECT m.*
  FROM message m
 WHERE m.account_id = $1 AND m.person_id = $2
 ORDER BY m.id DESC
 LIMIT $3
