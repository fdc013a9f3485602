-- Marks of the account, and the answers that a repeated request gets again.

-- name: mark_get
-- $1 account, $2 name
SELECT value FROM mark WHERE account_id = $1 AND name = $2

-- name: mark_put
-- $1 account, $2 name, $3 value
INSERT INTO mark (account_id, name, value) VALUES ($1, $2, $3)
    ON CONFLICT (account_id, name) DO UPDATE SET value = excluded.value

-- name: mark_remove
-- $1 account, $2 name
DELETE FROM mark WHERE account_id = $1 AND name = $2

-- name: idempotency_key_get
-- $1 account, $2 key
SELECT request_digest, status, reply, at FROM idempotency_key WHERE account_id = $1 AND key = $2

-- name: idempotency_key_put
-- $1 account, $2 key, $3 digest of the request, $4 status, $5 reply, $6 at
INSERT INTO idempotency_key (account_id, key, request_digest, status, reply, at)
VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT DO NOTHING

-- name: idempotency_key_expire
-- $1 account, $2 before this time
DELETE FROM idempotency_key WHERE account_id = $1 AND at < $2
