-- The journal: which deeds there were, and what each row was before.

-- name: journal_entry_add
-- $1 account, $2 id, $3 at, $4 door, $5 deed, $6 subject, $7 undoable
INSERT INTO journal_entry (account_id, id, at, door, deed, subject, undoable, undone_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, 0)

-- name: journal_entry_forbid_undo
-- $1 account, $2 id
UPDATE journal_entry SET undoable = 0 WHERE account_id = $1 AND id = $2

-- name: journal_row_add
-- $1 account, $2 entry, $3 sequence, $4 table, $5 row, $6 before, $7 digest after
INSERT INTO journal_row (account_id, entry_id, sequence, table_name, row_id, before, after_digest)
VALUES ($1, $2, $3, $4, $5, $6, $7)

-- name: journal_row_add_eight
-- $1 account, $2 entry, then eight times: sequence, table, row, before, digest after
INSERT INTO journal_row (account_id, entry_id, sequence, table_name, row_id, before, after_digest)
VALUES ($1, $2, $3, $4, $5, $6, $7),
       ($1, $2, $8, $9, $10, $11, $12),
       ($1, $2, $13, $14, $15, $16, $17),
       ($1, $2, $18, $19, $20, $21, $22),
       ($1, $2, $23, $24, $25, $26, $27),
       ($1, $2, $28, $29, $30, $31, $32),
       ($1, $2, $33, $34, $35, $36, $37),
       ($1, $2, $38, $39, $40, $41, $42)

-- name: journal_entry_get
-- $1 account, $2 id; last_sequence: of its rows so far
SELECT e.*,
       (SELECT coalesce(max(r.sequence), 0) FROM journal_row r
         WHERE r.account_id = $1 AND r.entry_id = $2) AS last_sequence
  FROM journal_entry e
 WHERE e.account_id = $1 AND e.id = $2

-- name: journal_entry_newest
-- $1 account, $2 how many; the newest first
SELECT * FROM journal_entry WHERE account_id = $1 ORDER BY id DESC LIMIT $2

-- name: journal_entry_newest_standing
-- $1 account: the newest deed that can be taken back and was not, and is no taking back itself
SELECT * FROM journal_entry
 WHERE account_id = $1 AND undone_by = 0 AND undoable = 1 AND deed <> 'undo'
 ORDER BY id DESC LIMIT 1

-- name: journal_entry_set_undone
-- $1 account, $2 id, $3 by which entry
UPDATE journal_entry SET undone_by = $3 WHERE account_id = $1 AND id = $2

-- name: journal_entry_stands_again
-- $1 account, $2 the undo that was itself undone: what it took back stands again
UPDATE journal_entry SET undone_by = 0 WHERE account_id = $1 AND undone_by = $2

-- name: journal_row_page
-- $1 account, $2 entry, $3 sequence to go back from, $4 how many; the last first
SELECT sequence, table_name, row_id, before, after_digest FROM journal_row
 WHERE account_id = $1 AND entry_id = $2 AND sequence < $3
 ORDER BY sequence DESC LIMIT $4
